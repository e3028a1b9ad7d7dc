"""What surrounds every view: the instant of arrival, and pages for refusals."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import is_valid_path, resolve
from django.utils.translation import gettext as _

from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import Visitor
from kuznia.ui import errors

Handler = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "POST")
# The front pages: no button there asks to sign in first.
NOWHERE = ("", "/en")


def arrival(get_response: Handler) -> Handler:
    """Note when a form reached the house, on addresses judged by a deadline: before session, CSRF and body."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # Only what is sent is judged; reading pages needn't pay for the extra look at the address.
        if request.method == "POST" and _is_judged(request):
            request.arrived_at = clock.now()  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def _is_judged(request: HttpRequest) -> bool:
    try:
        match = resolve(request.path_info)
    except Http404:
        return False
    return getattr(match.func, "judged_by_arrival", False)


def refusals(get_response: Handler) -> Handler:
    """Turn refusals of the domain into pages that say why."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return _with_allow(errors.wrong_method(request), ", ".join(METHODS))
        response = get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            return _to_the_button(request) or _with_allow(
                errors.wrong_method(request), response.get("Allow", "")
            )
        return response

    middleware.process_exception = _refusal_page  # type: ignore[attr-defined]
    return middleware


def _refusal_page(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    if isinstance(exception, Forbidden):
        return errors.forbidden(request, exception)
    if isinstance(exception, Refused):
        return errors.refused(request, exception)
    if isinstance(exception, OperationalError):
        return errors.unavailable(request)
    return None


def _to_the_button(request: HttpRequest) -> HttpResponse | None:
    # Whoever had to sign in or to show that it is she comes back with a GET to where her form was going.
    page = "" if request.method != "GET" or isinstance(actor_of(request), Visitor) else _page_above(request)
    if not page:
        return None
    messages.info(request, _("Nothing has happened yet. Press the button once more."))
    return HttpResponseRedirect(page)


def _page_above(request: HttpRequest) -> str:
    above = request.path_info.rstrip("/").rpartition("/")[0]
    while above not in NOWHERE and not is_valid_path(f"{above}/"):
        above = above.rpartition("/")[0]
    return "" if above in NOWHERE else f"{above}/"


def _with_allow(page: HttpResponse, methods: str) -> HttpResponse:
    page["Allow"] = methods
    return page
