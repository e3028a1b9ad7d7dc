"""The body of a request: bounded, whole, in UTF-8, and read while no connection of the database is held."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.urls import resolve

from kuznia.ui import errors

Handler = Callable[[HttpRequest], HttpResponse]
Application = Callable[[dict[str, Any], Callable[..., Any]], Any]

# More than the largest file that is taken: whoever sends one a little larger reads about it at the field.
MOST_BYTES = 20_000_000
MOST_BYTES_OF_RECORDINGS = 205_000_000


def whole_body(get_response: Handler) -> Handler:
    """Read what was sent before anything else needs the database; what is damaged or too large goes no further."""

    def middleware(request: HttpRequest) -> HttpResponse:
        # A declared alphabet can make halves of signs that nothing prints; forms of ours are sent in UTF-8.
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            return errors.bad_request(request)
        return _unread(request) or get_response(request)

    return middleware


class WholeInput:
    """The server's stream of one body: a client who is cut off is an error, not the end of a shorter form."""

    def __init__(self, stream: Any, length: int) -> None:
        self._stream, self._left = stream, length

    def read(self, size: int = -1, /) -> bytes:
        """Return so many bytes, or all that are left."""
        wanted = self._left if size < 0 else min(size, self._left)
        parts: list[bytes] = []
        while wanted:
            part: bytes = self._stream.read(wanted)
            if not part:
                raise ConnectionError("The client sent less than it had announced.")
            parts.append(part)
            wanted -= len(part)
            self._left -= len(part)
        return b"".join(parts)

    def readline(self, size: int = -1, /) -> bytes:
        """Return a line; nobody in the house reads forms by lines."""
        line: bytes = self._stream.readline(self._left if size < 0 else min(size, self._left))
        self._left -= len(line)
        return line


def with_whole_input(application: Application) -> Application:
    """Let the application see a body that was cut off as an error."""

    def guarded(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        environ["wsgi.input"] = WholeInput(environ["wsgi.input"], _length(environ))
        return application(environ, start_response)

    return guarded


def _unread(request: HttpRequest) -> HttpResponse | None:
    """Read the body; return a page where that cannot be done."""
    length = _length(request.META)
    if length > MOST_BYTES and (length > MOST_BYTES_OF_RECORDINGS or not _may_be_recording(request)):
        return errors.too_large(request)
    if request.method != "POST":
        return None
    # A slow client would otherwise hold one of a worker's few connections for as long as it sends.
    if not connection.in_atomic_block:
        connection.close()
    try:
        _ = request.POST if _is_form(request) else request.body
    except RequestDataTooBig:
        return errors.too_large(request)
    except UnreadablePostError:
        return errors.bad_request(request)
    return None


def _may_be_recording(request: HttpRequest) -> bool:
    """Whether the address takes recordings, and somebody who could be signed in sends one: others fill no disk."""
    try:
        match = resolve(request.path_info)
    except Http404:
        return False
    return getattr(match.func, "takes_recordings", False) and settings.SESSION_COOKIE_NAME in request.COOKIES


def _is_form(request: HttpRequest) -> bool:
    return request.content_type in {"multipart/form-data", "application/x-www-form-urlencoded"}


def _length(environ: dict[str, Any]) -> int:
    try:
        return max(int(environ.get("CONTENT_LENGTH") or 0), 0)
    except ValueError:
        return 0
