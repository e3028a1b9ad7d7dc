"""Pages that are the same for everybody who isn't signed in, kept for a few seconds."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from kuznia.ui.appearance import size_of, theme_of

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]

SECONDS = 5
LONGEST_ADDRESS = 300
MESSAGES_COOKIE = "messages"
FRAGMENTS = "fragments"


def public_page(seconds: int = SECONDS) -> Callable[[View[Rest]], View[Rest]]:
    """Keep the page a view gives to anonymous readers; seats on it are never older than `seconds`."""

    def decorate(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def cached(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            if not is_shared(request):
                return view(request, *args, **kwargs)
            return _kept(request, page_key(request), seconds, lambda: view(request, *args, **kwargs))

        return cached

    return decorate


def public_file(seconds: int) -> Callable[[View[Rest]], View[Rest]]:
    """Keep a file that is the same for every reader of its path, whatever stands after “?” and whoever she is."""

    def decorate(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def cached(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            if request.method not in {"GET", "HEAD"} or not settings.KUZNIA_PAGE_CACHE:
                return view(request, *args, **kwargs)
            return _kept(request, _file_key(request), seconds, lambda: view(request, *args, **kwargs))

        return cached

    return decorate


def is_shared(request: HttpRequest) -> bool:
    """True where the reader sees what every anonymous reader sees."""
    return request.method == "GET" and is_like_others(request)


def is_like_others(request: HttpRequest) -> bool:
    """True where nothing of the house's own tells the reader from others; what she types may."""
    return (
        settings.KUZNIA_PAGE_CACHE
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and MESSAGES_COOKIE not in request.COOKIES
        and len(request.get_full_path()) <= LONGEST_ADDRESS
    )


def page_key(request: HttpRequest, address: str = "") -> str:
    """Return the key under which the page is kept: address (the request's own, if none is given), language, look."""
    parts = (request.scheme, request.get_host(), get_language(), theme_of(request), size_of(request))
    is_part = "part" if request.headers.get("HX-Request") else "page"
    return _key("page", *parts, is_part, address or request.get_full_path())


def _file_key(request: HttpRequest) -> str:
    return _key("file", request.scheme, request.get_host(), get_language(), request.path)


def _key(kind: str, *parts: object) -> str:
    whole = "\n".join(str(part) for part in parts)
    return f"{kind}:" + blake2b(whole.encode(), digest_size=16).hexdigest()


def _kept(request: HttpRequest, key: str, seconds: int, make: Callable[[], HttpResponse]) -> HttpResponse:
    kept = caches[FRAGMENTS].get(key)
    if kept is not None:
        return HttpResponse(kept[0], content_type=kept[1])
    response = make()
    if _may_be_kept(request, response):
        caches[FRAGMENTS].set(key, (response.content, response["Content-Type"]), seconds)
    return response


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A page with a cookie or a form's token belongs to one reader."""
    return (
        response.status_code == HTTPStatus.OK
        and not response.streaming
        and not response.cookies
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
    )
