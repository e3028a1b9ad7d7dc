"""Reads a page of this site as the visitor gets it: her own request, GET, through the whole house."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import translation

from kuznia.speech.page_text import PageText, text_of

LONGEST_ADDRESS = 1_000
# Stands in the inner request, where no header can put it: a page that is listened to listens to no other.
LISTENING = "kuznia.listening"
# What belongs to the outer request alone: its body, and what would turn the answer into something else than a page.
_APART = (
    "CONTENT_TYPE",
    "HTTP_CONTENT_LENGTH",
    "HTTP_TRANSFER_ENCODING",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_RANGE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_HX_REQUEST",
    "HTTP_HX_TARGET",
    "HTTP_HX_BOOSTED",
)


def page_text(request: HttpRequest, address: str) -> PageText:
    """Return the text of the page at this address for the one who asks; 404 where she gets no page there."""
    if LISTENING in request.META:
        raise Http404
    path, query = _own_address(address)
    if _shows_keys(path):
        raise Http404
    language = translation.get_language()
    try:
        answer = _house().get_response(_as_reader(request, path, query))
    finally:
        # The page may have been in the other language.
        translation.activate(language or "pl")
    if not isinstance(answer, HttpResponse) or not _is_page(answer):
        raise Http404
    return text_of(answer.content)


def _own_address(address: str) -> tuple[str, str]:
    """Return path and query of an address of this site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        raise Http404 from None
    is_path = address.startswith("/") and not address.startswith("//") and "\\" not in address
    if not is_path or parts.netloc or len(address) > LONGEST_ADDRESS:
        raise Http404
    return unquote(parts.path), parts.query


def _shows_keys(path: str) -> bool:
    """Say whether the page shows keys of an account: they go into no sound, and opening one anew makes new ones."""
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        return resolve(path).view_name.startswith(settings.KUZNIA_UNHEARD)


def _as_reader(request: HttpRequest, path: str, query: str) -> WSGIRequest:
    """Return the request that the same browser would send to open the page."""
    environ: dict[str, Any] = {name: value for name, value in request.META.items() if name not in _APART}
    environ |= {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode().decode("latin-1"),
        "SCRIPT_NAME": "",
        "QUERY_STRING": query.encode().decode("latin-1"),
        "CONTENT_LENGTH": "0",
        "wsgi.input": BytesIO(),
        LISTENING: True,
    }
    return WSGIRequest(environ)


def _is_page(answer: HttpResponse) -> bool:
    return answer.status_code == HTTPStatus.OK and answer.get("Content-Type", "").startswith("text/html")


@lru_cache(maxsize=1)
def _house() -> BaseHandler:
    house = BaseHandler()
    house.load_middleware()
    return house
