"""The page of search, and the suggestions under its field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kuznia.lib import clock
from kuznia.lib.ports import Published, WayOn, county, published, ways_on
from kuznia.search.queries import (
    MOST_RANKED,
    Asked,
    Found,
    Hit,
    Narrowing,
    asked_for,
    beginning_with,
    find,
    meant_by,
)
from kuznia.search.snippets import Piece, marked, snippet
from kuznia.ui.caching import public_page

ON_ONE_PAGE = 10
LONGEST_QUERY = 200
FROM_TODAY, LAST_YEAR = "od-dzis", "rok"
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Line:
    """One hit as the page shows it."""

    hit: Hit
    source: Published
    title: list[Piece]
    text: list[Piece]


class Hits:
    """All hits as the paginator asks for them: a page at a time."""

    def __init__(self, asked: Asked, narrowing: Narrowing) -> None:
        self.asked, self._narrowing = asked, narrowing

    @cached_property
    def _first(self) -> Found:
        return find(self.asked, self._narrowing, limit=ON_ONE_PAGE)

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each kind."""
        return self._first.counts

    @property
    def is_whole(self) -> bool:
        """Whether any text holds every word."""
        return self._first.is_whole

    @property
    def found(self) -> int:
        """How many there are of the kind that was asked for."""
        return self.counts.get(self._narrowing.kind, 0) if self._narrowing.kind else self._first.total

    def count(self) -> int:
        """Return how many of them one can turn to: the best thousand."""
        return min(self.found, MOST_RANKED)

    def __getitem__(self, wanted: slice) -> list[Hit]:
        if not wanted.start:
            return self._first.hits
        return find(self.asked, self._narrowing, limit=ON_ONE_PAGE, offset=wanted.start).hits


@require_safe
@public_page()
def results(request: HttpRequest) -> HttpResponse:
    """Show what was found, what was probably meant, and how to narrow it."""
    words, narrowing = _words(request.GET), _narrowing(request.GET)
    meant = "" if request.GET.get("dokladnie") else meant_by(words)
    hits = Hits(asked_for(words), narrowing)
    shows_meant = bool(meant) and not hits.is_whole
    if shows_meant:
        hits = Hits(asked_for(meant), narrowing)
    page: Any = Paginator(hits, ON_ONE_PAGE).get_page(request.GET.get("page"))  # type: ignore[arg-type]
    content = {
        "words": words,
        "asked": hits.asked,
        "meant": meant,
        "shows_meant": shows_meant,
        "page": page,
        "found": hits.found,
        "lines": _lines(list(page), hits.asked),
        "tabs": _tabs(hits.counts, request.GET),
        "narrowing": narrowing,
        "is_narrowed": narrowing != Narrowing(),
        "ways_on": _ways_on() if words and not hits.found else [],
    }
    return render(request, "search/results.html", content | _choices(request.GET))


@require_safe
@public_page()
def suggestions(request: HttpRequest) -> HttpResponse:
    """Show the texts whose words begin as what is being typed."""
    found = beginning_with(_words(request.GET))
    return render(request, "search/suggestions.html", {"documents": found})


def _words(asked: QueryDict) -> str:
    # A NUL in a query is refused by PostgreSQL; nobody types one.
    return asked.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]


def _narrowing(asked: QueryDict) -> Narrowing:
    kinds = {source.kind for source in published}
    kind, place = asked.get("rodzaj", ""), asked.get("gmina", "")
    return Narrowing(
        kind=kind if kind in kinds else "",
        place=place if place in county().municipalities else "",
        since=_since(asked.get("kiedy", "")),
    )


def _since(when: str) -> date | None:
    if when == FROM_TODAY:
        return clock.today()
    return clock.today() - YEAR if when == LAST_YEAR else None


def _choices(asked: QueryDict) -> dict[str, Any]:
    """Return by what the results can be narrowed, and what is chosen."""
    return {
        "places": [("", _("The whole county")), *((name, name) for name in county().municipalities)],
        "times": [("", _("Any time")), (FROM_TODAY, _("From today on")), (LAST_YEAR, _("The last year"))],
        "when": asked.get("kiedy", ""),
    }


def _ways_on() -> list[tuple[WayOn, str]]:
    """Return where to go from a search that found nothing, with the address of each."""
    ways = sorted((way for app in ways_on for way in app.ways_on()), key=lambda way: way.order)
    return [(way, reverse(way.url_name)) for way in ways]


def _lines(hits: list[Hit], asked: Asked) -> list[Line]:
    sources = {source.kind: source for source in published}
    return [
        Line(
            hit,
            sources[hit.document.kind],
            marked(hit.document.spoken_title, asked.bases),
            snippet((hit.document.lead, hit.document.body), asked.bases),
        )
        for hit in hits
        if hit.document.kind in sources
    ]


def _tabs(counts: dict[str, int], asked: QueryDict) -> list[dict[str, Any]]:
    """Return the kinds with how many were found of each, and the address that shows these alone."""
    chosen = asked.get("rodzaj", "")
    labels: list[tuple[str, str | Promise]] = [("", _("All"))]
    labels += [(source.kind, source.plural) for source in published if counts.get(source.kind)]
    tabs = []
    for kind, label in labels:
        address = asked.copy()
        address.pop("page", None)
        address["rodzaj"] = kind
        number = counts.get(kind, 0) if kind else sum(counts.values())
        tabs.append(
            {"label": label, "count": number, "url": f"?{address.urlencode()}", "is_here": kind == chosen}
        )
    return tabs
