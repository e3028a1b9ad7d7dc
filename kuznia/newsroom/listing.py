"""The filters of the list of good practices: read from the address, printed as choices and as chips to remove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from kuznia.newsroom.queries import PracticeFilters, gminas_with_practices, spheres_with_practices

LONGEST = 100
NAMES = {"words": "q", "municipality": "gmina", "sphere": "dziedzina"}


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen filter and the address of the list without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What was asked, the choices there are, and the chosen ones."""

    filters: PracticeFilters
    gminas: list[tuple[str, str]]
    spheres: list[tuple[str, str]]
    chips: list[Chip]


def listing_of(asked: Mapping[str, str]) -> Listing:
    """Return the filters of this address with their choices."""
    filters = PracticeFilters(**{field: _asked_for(asked, name) for field, name in NAMES.items()})
    gminas = [(each.teryt6, each.name) for each in gminas_with_practices()]
    spheres = [(each.code, each.tag) for each in spheres_with_practices()]
    labels = {"municipality": dict(gminas), "sphere": dict(spheres)}
    return Listing(
        filters=filters,
        gminas=[("", _("All")), *gminas],
        spheres=[("", _("Everything")), *spheres],
        chips=_chips(filters, labels),
    )


def _asked_for(asked: Mapping[str, str], name: str) -> str:
    # A NUL in a query is refused by PostgreSQL; nobody types one.
    return str(asked.get(name, "")).replace("\x00", "").strip()[:LONGEST]


def _chips(filters: PracticeFilters, labels: dict[str, dict[str, str]]) -> list[Chip]:
    chosen = {field: getattr(filters, field) for field in NAMES if getattr(filters, field)}
    return [
        Chip(
            label=labels.get(field, {}).get(value, value),
            url="?" + urlencode({NAMES[other]: kept for other, kept in chosen.items() if other != field}),
        )
        for field, value in chosen.items()
    ]
