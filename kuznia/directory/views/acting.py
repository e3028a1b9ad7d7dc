"""The choice in whose name a person acts."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kuznia.directory.middleware import choose_role
from kuznia.directory.queries import role_key, roles_of
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused
from kuznia.lib.second_factor import open_without_second_factor
from kuznia.people.models import Person


@open_without_second_factor
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def act_as(request: HttpRequest) -> HttpResponse:
    """Show in whose names the person may act, or keep the one she chose."""
    roles = roles_of(_person(request))
    if request.method != "POST":
        shown = [(role_key(role), role, role == actor_of(request)) for role in roles]
        return render(request, "directory/act_as.html", {"roles": shown, "next": request.GET.get("next", "")})
    chosen = next((role for role in roles if role_key(role) == request.POST.get("role")), None)
    if chosen is None:
        raise Refused(_("You don’t have this role any more. Choose another one."))
    choose_role(request, chosen)
    return redirect(_way_on(request))


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101 - login_required let nobody else in
    return request.user


def _way_on(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours and target.startswith("/") else settings.LOGIN_REDIRECT_URL
