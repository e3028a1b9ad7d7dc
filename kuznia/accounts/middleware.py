"""Whoever acts for an office uses a second factor; in the demo one click stands for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.accounts.freshness import has_used_second_factor
from kuznia.accounts.queries import has_second_factor
from kuznia.lib.policy import ForAuthority

Handler = Callable[[HttpRequest], HttpResponse]
# The office's own pages among those of accounts stay closed until the second factor is there.
CLOSED_NAMES = ("accounts:desk-",)
# Signing out, the second factor itself, the account, the look of the page, hearing it: they work before it. Listening
# opens pages through this same middleware, so it reads none that is closed.
OPEN_NAMES = ("account_", "mfa_", "accounts:", "ui:appearance", "speech:", "health")


def second_factor(get_response: Handler) -> Handler:
    """Lead a person who acts for an office to her second factor, wherever else she was going."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    middleware.process_view = _ask_first  # type: ignore[attr-defined]
    return middleware


def _ask_first(
    request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
) -> HttpResponse | None:
    actor = getattr(request, "actor", None)
    if settings.KUZNIA_DEMO or not isinstance(actor, ForAuthority) or _is_open(request, view):
        return None
    if not has_second_factor(actor.person_id):
        messages.info(request, _("Before you act for the office, turn on the second factor."))
        return HttpResponseRedirect(reverse("mfa_activate_totp"))
    if has_used_second_factor(request):
        return None
    # A form that was sent cannot be sent again from a link: after the code she starts at her own page.
    onward = {REDIRECT_FIELD_NAME: request.get_full_path()} if request.method == "GET" else {}
    return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{urlencode(onward)}")


def _is_open(request: HttpRequest, view: Callable[..., Any]) -> bool:
    match = request.resolver_match
    name = match.view_name if match else ""
    is_open = name.startswith(OPEN_NAMES) and not name.startswith(CLOSED_NAMES)
    return is_open or getattr(view, "open_without_second_factor", False)
