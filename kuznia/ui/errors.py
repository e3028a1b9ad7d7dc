"""Pages for what went wrong: what happened, that nothing is lost, and where to go."""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kuznia.lib.errors import Refused

ELSEWHERE = _("This choice came from another site, so it was not kept.")
# What a form carries for the house and not for the reader; never repeated on a page.
NOT_REPEATED = ("csrfmiddlewaretoken", "password")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be understood."""
    return _standing_alone(HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: seen but not allowed, with the reason."""
    reason = str(exception) if exception and str(exception) else ""
    return render(request, "ui/errors/403.html", {"reason": reason}, status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page, or it is not for this reader."""
    return render(request, "ui/errors/404.html", status=HTTPStatus.NOT_FOUND)


def wrong_method(request: HttpRequest) -> HttpResponse:
    """405: an address of a button opened as a page."""
    return render(request, "ui/errors/405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """409: the act is not possible now; the sentence says why and what to do."""
    return render(request, "ui/errors/409.html", {"reason": refusal.message}, status=HTTPStatus.CONFLICT)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than any form or file here may hold."""
    return _standing_alone(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def too_many(request: HttpRequest, *, minutes: int) -> HttpResponse:
    """429: too many tries; what was typed stays on the page, to be sent once more."""
    content = {"typed": _typed(request), "minutes": minutes}
    response = render(request, "ui/errors/429.html", content, status=HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(minutes * 60)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose token is missing or old."""
    sentence = gettext(
        "The page was open too long or cookies are off. Go back, reload the page and send the form again."
    )
    return render(request, "ui/errors/403.html", {"reason": sentence}, status=HTTPStatus.FORBIDDEN)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page that asks neither the database nor anything else that may be broken.

    What broke may have broken after something was saved, so the page doesn't say that nothing was.
    """
    if isinstance(sys.exc_info()[1], OperationalError):
        return unavailable(request)
    return _standing_alone(HTTPStatus.INTERNAL_SERVER_ERROR, {"is_sent": request.method == "POST"})


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the database doesn't answer just now; what was typed stays on the page, to be sent once more.

    A database that dies while it commits leaves open whether it did, so the page doesn't say that nothing was saved.
    """
    content: dict[str, Any] = {"is_sent": request.method == "POST"}
    # Never from a form of another site, which was not refused yet when the database was missed. Files can't be kept.
    if getattr(request, "csrf_processing_done", False) and request.POST and not request.FILES:
        content["typed"], content["csrf_token"] = _typed(request), get_token(request)
        content["counts_once"] = "form_key" in request.POST
    response = _standing_alone(HTTPStatus.SERVICE_UNAVAILABLE, content)
    response["Retry-After"] = "30"
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if not name.endswith(NOT_REPEATED)
        for value in values
    ]


def _standing_alone(status: HTTPStatus, content: dict[str, Any] | None = None) -> HttpResponse:
    return HttpResponse(render_to_string(f"ui/errors/{status.value}.html", content), status=status)
