"""The county's logo and colours, as every page links them: browsers keep them by the mark of what is inside."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

from kuznia.directory.colours import stylesheet_of
from kuznia.directory.queries import county_look
from kuznia.files.queries import content_of

KEPT = "public, max-age=86400"


def _mark_of_colour(request: HttpRequest) -> str | None:
    del request
    found = county_look()
    return f'"{found.colour[1:]}"' if found and found.colour else None


def _mark_of_logo(request: HttpRequest) -> str | None:
    del request
    found = county_look()
    return f'"{found.logo.sha256}"' if found and found.logo else None


@require_safe
@condition(etag_func=_mark_of_colour)
def colours(request: HttpRequest) -> HttpResponse:
    """Give the stylesheet of the county's own colour; where it has none there is no such page."""
    del request
    found = county_look()
    if found is None or not found.colour:
        raise Http404
    return _kept(HttpResponse(stylesheet_of(found.colour), content_type="text/css; charset=utf-8"))


@require_safe
@condition(etag_func=_mark_of_logo)
def logo(request: HttpRequest) -> HttpResponse:
    """Give the county's logo; where it has none there is no such page."""
    del request
    found = county_look()
    if found is None or found.logo is None:
        raise Http404
    response = _kept(HttpResponse(content_of(found.logo), content_type=found.logo.content_type))
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = KEPT
    return response
