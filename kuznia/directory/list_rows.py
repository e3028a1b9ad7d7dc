"""The rows of the public list of organisations, with every word that they print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kuznia.directory.listing import Listing
from kuznia.directory.models import colour_of, plate_of
from kuznia.directory.profile import POLISH, spoken
from kuznia.directory.queries import Sought, listed
from kuznia.directory.states import ExchangeSide, OrganisationKind
from kuznia.lib.slugs import slug_address

ON_ONE_PAGE = 25
MOST_TAGS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """What an organisation looks for or offers; `language` stands where it is not the page's own."""

    side: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation as the list shows it; `language` is that of its mission, where it is not the page's own."""

    name: str
    url: str
    plate: str
    colour: int
    mission: str
    language: str
    kind: str
    gmina: str
    tags: list[str]
    lines: list[Line]
    opp: bool


def page_of_list(listing: Listing, numbers: Mapping[str | None, int], number: str | None) -> Page[Any]:
    """Return that page of the list, whose filters find so many organisations in each gmina."""
    gmina = listing.filters.municipality
    found = range(numbers.get(gmina, 0) if gmina else sum(numbers.values()))
    page: Page[Any] = Paginator(found, ON_ONE_PAGE).get_page(number)
    page.object_list = _rows(listing, page.object_list)  # type: ignore[arg-type]
    return page


def _rows(listing: Listing, part: range) -> list[Row]:
    if not part:
        return []
    kinds = {str(kind.value): str(kind.label) for kind in OrganisationKind}
    tags = {sphere.number: sphere.tag for sphere in listing.spheres}
    order = {number: place for place, number in enumerate(tags)}
    language = "" if get_language() == POLISH else POLISH
    sides = {str(ExchangeSide.LOOKS_FOR): _("Looks for"), str(ExchangeSide.OFFERS): _("Offers")}
    return [
        Row(
            name=each.name,
            url=slug_address("directory:organisation", each.slug),
            plate=plate_of(each.name),
            colour=colour_of(each.position) if each.position else 0,
            mission=each.mission,
            language=language,
            kind=kinds[each.kind],
            gmina=each.gmina or _("the whole county or outside it"),
            tags=[tags[number] for number in sorted(each.spheres, key=order.__getitem__)[:MOST_TAGS]],
            lines=[_line(line, sides) for line in each.exchanges],
            opp=each.opp,
        )
        for each in listed(listing.filters, start=part.start, stop=part.stop)
    ]


def _line(said: Sought, sides: Mapping[str, str]) -> Line:
    return Line(sides[said["side"]], *spoken(said["text"], said["text_en"]))
