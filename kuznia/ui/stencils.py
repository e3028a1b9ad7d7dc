"""Pages kept for a few seconds with holes where one reader's page differs from another's.

A form is the same for every visitor but for its token, its keys and what she typed: it is printed once with a mark in
each of these places and cut there; each reader gets the kept pieces with her own values between them, escaped here.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from hashlib import blake2b
from html import unescape

from django.core.cache import caches
from django.forms import BaseForm, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.html import escape

from kuznia.ui.caching import FRAGMENTS, SECONDS, page_key
from kuznia.ui.context import Shell

CSRF = "csrf_token"
# Nobody who writes a title or types a name can guess the mark, so no text of people ever becomes a hole.
_MARK = secrets.token_hex(12)
_HOLE = re.compile(rf"{_MARK}\.([\w=]+)\.")
_TICK = re.compile(r'<input type="(?:radio|checkbox)" name="(\w+)"(?: value="([^"]*)")?[^>]*>')
_CHOSEN = (CheckboxInput, CheckboxSelectMultiple, RadioSelect)
Value = Callable[[str], str]


def hole(name: str) -> str:
    """Return the mark of the place where a reader's own value of that name stands."""
    return f"{_MARK}.{name}."


def holes_of(form: BaseForm) -> dict[str, str]:
    """Return data for the form that leaves a hole in every field that is typed or hidden."""
    return {name: hole(name) for name, field in form.fields.items() if not isinstance(field.widget, _CHOSEN)}


class ShellWithHoles(Shell):
    """The frame of a page that is kept whatever its query: the ways back to it are the reader's own."""

    here = hole("here")
    other_language_url = hole("other_language_url")


def ways_back(request: HttpRequest) -> dict[str, str]:
    """Return what stands in the holes of the frame."""
    shell = Shell(request)
    return {"here": shell.here, "other_language_url": shell.other_language_url}


def with_ticks(page: HttpResponse) -> HttpResponse:
    """Add a hole to every radio button and box of the page that can be chosen."""
    page.content = _TICK.sub(_with_tick, page.content.decode()).encode()
    return page


def stencil_key(request: HttpRequest, name: str, *, address: str = "") -> str:
    """Return the key of a page for readers like this one; an address without its query serves all queries."""
    return f"{page_key(request, address)}:{blake2b(name.encode(), digest_size=16).hexdigest()}"


def kept_stencil(key: str) -> list[str] | None:
    """Return the pieces that this worker keeps, if it does: text, name of a hole, text and so on."""
    kept: list[str] | None = caches[FRAGMENTS].get(key)
    return kept


def cut(key: str, page: HttpResponse) -> list[str]:
    """Cut the page at its holes, keep its pieces for a few seconds and return them."""
    pieces = _HOLE.split(page.content.decode())
    caches[FRAGMENTS].set(key, pieces, SECONDS)
    return pieces


def filled(request: HttpRequest, pieces: list[str], value: Value) -> HttpResponse:
    """Return the page with this reader's values in its holes, and her token where a form asks for it."""
    return HttpResponse("".join(_pieces(request, pieces, value)))


def typed_values(request: HttpRequest) -> Value:
    """Return what the reader typed and chose, by the names of the holes."""

    def value(name: str) -> str:
        field, is_tick, choice = name.partition("=")
        if is_tick:
            return " checked" if bytes.fromhex(choice).decode() in request.POST.getlist(field) else ""
        return request.POST.get(field, "")

    return value


def _pieces(request: HttpRequest, pieces: list[str], value: Value) -> Iterator[str]:
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            yield piece
        else:
            yield escape(get_token(request) if piece == CSRF else value(piece))


def _with_tick(tag: re.Match[str]) -> str:
    if " disabled" in tag[0] or " checked" in tag[0]:
        return tag[0]
    # A box without a value is sent as "on"; in hexadecimal no value can end the mark.
    choice = unescape(tag[2] or "on").encode().hex()
    return f"{tag[0][:-1]}{hole(f'{tag[1]}={choice}')}>"
