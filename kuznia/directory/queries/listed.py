"""Reads a part of the public list: what its rows show, in one query."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, OuterRef, QuerySet, When
from django.db.models.functions import JSONObject

from kuznia.directory.models import Exchange, Organisation
from kuznia.directory.queries.exchanges import live_exchanges
from kuznia.directory.queries.organisations import Filters, organisations
from kuznia.directory.states import ExchangeSide
from kuznia.lib.prepared import WORD, Prepared

MOST_EXCHANGES = 2


class Sought(TypedDict):
    """What an organisation looks for or offers, as a row of the list says it."""

    side: str
    text: str
    text_en: str


class Listed(NamedTuple):
    """One organisation of the list: its gmina by name and position, its spheres by number."""

    name: str
    slug: str
    kind: str
    mission: str
    opp: bool
    gmina: str | None
    position: int | None
    spheres: list[int]
    exchanges: list[Sought]


def listed(filters: Filters, *, start: int, stop: int) -> list[Listed]:
    """Return these organisations of the list; what each looks for or offers begins with what was asked for."""
    if not start and filters == Filters(municipality=filters.municipality):
        asked = (filters.municipality,) if filters.municipality else ()
        return [Listed(*row) for row in _first(len(asked), stop).rows(*asked)]
    return [Listed(*row) for row in _part(filters, start, stop)]


@cache
def _first(gminas: int, stop: int) -> Prepared[Any]:
    """Return the beginning of the list that most readers ask for: the whole one, or that of a gmina."""
    return Prepared(lambda *gmina: _part(Filters(municipality="".join(gmina)), 0, stop), *(WORD,) * gminas)


def _part(filters: Filters, start: int, stop: int) -> QuerySet[Organisation, Any]:
    found = organisations(filters).prefetch_related(None).select_related(None)
    if not start:
        return _shown(found, filters)[:stop]
    # PostgreSQL would gather all that belongs to those rows too that a later page skips.
    part = Organisation.objects.filter(pk__in=found.values("pk")[start:stop])
    return _shown(part.order_by("sort_key", "id"), filters)


def _shown(found: QuerySet[Organisation], filters: Filters) -> QuerySet[Organisation, Any]:
    spheres = Organisation.spheres.through.objects.filter(organisation=OuterRef("pk"))
    return found.values_list(
        *("name", "slug", "kind", "mission", "opp", "municipality__name", "municipality__position"),
        ArraySubquery(spheres.values("sphere_id")),
        ArraySubquery(_exchanges(filters)),
    )


def _exchanges(filters: Filters) -> QuerySet[Exchange, Sought]:
    asked = Case(
        When(side=ExchangeSide.LOOKS_FOR, kind=filters.looks_for, then=0),
        When(side=ExchangeSide.OFFERS, kind=filters.offers, then=0),
        default=1,
    )
    live = live_exchanges().filter(organisation=OuterRef("pk")).order_by(asked, "side", "-pk")
    return live.values_list(JSONObject(side="side", text="text", text_en="text_en"))[:MOST_EXCHANGES]
