"""A participant answers the offer of a place in another session, or stops waiting for it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kuznia.events.models import Registration, Wish
from kuznia.events.services import wishes
from kuznia.events.views.reading import SeeOther, must_sign_in, own_address, registration_or_404
from kuznia.lib.errors import Refused


@require_POST
@never_cache
def take(request: HttpRequest, code: str, number: int, key: str = "") -> HttpResponse:
    """Move to the session that is offered; a second click changes nothing."""
    return _answered(request, code, key, number, wishes.take_offered_place, _("The new place is yours."))


@require_POST
@never_cache
def leave(request: HttpRequest, code: str, number: int, key: str = "") -> HttpResponse:
    """Stop waiting for the session; the present place stays."""
    return _answered(
        request, code, key, number, wishes.leave_queue, _("You no longer wait for that session.")
    )


def _answered(
    request: HttpRequest,
    code: str,
    key: str,
    number: int,
    act: Callable[..., Registration],
    done: str,
) -> HttpResponse:
    page = own_address("registration", code, key)
    if must_sign_in(request, key):
        return redirect_to_login(page)
    found, actor = registration_or_404(request, code, key)
    wish = Wish.objects.filter(registration=found, pk=number).select_related("registration").first()
    if wish is None:
        raise Http404
    try:
        act(wish=wish, actor=actor)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, done)
    return SeeOther(page)
