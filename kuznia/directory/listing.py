"""The filters of a list of organisations: read from the address, printed as choices and as chips to remove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from kuznia.directory.queries import Counted, Filters, active_count, counted_municipalities, spheres
from kuznia.directory.states import OrganisationKind

LONGEST = 100
NAMES = {"words": "q", "municipality": "gmina", "sphere": "sfera", "kind": "rodzaj"}


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen filter and the address of the list without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What was asked, the choices there are, and the chosen ones."""

    filters: Filters
    gminas: list[tuple[str, str]]
    spheres: list[tuple[str, str]]
    kinds: list[tuple[str, str]]
    chips: list[Chip]
    active: int

    @property
    def is_filtered(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.chips)


def listing_of(asked: Mapping[str, str]) -> Listing:
    """Return the filters of this address with their choices."""
    filters = Filters(**{field: _asked(asked, name) for field, name in NAMES.items()})
    counted = counted_municipalities()
    gminas = [("", _("All")), *((each.value, f"{each.label} ({each.count})") for each in counted)]
    known = [("", _("Everything")), *((each.code, each.tag) for each in spheres())]
    kinds = [("", _("All kinds")), *((str(kind.value), str(kind.label)) for kind in OrganisationKind)]
    return Listing(
        filters=filters,
        gminas=gminas,
        spheres=known,
        kinds=kinds,
        chips=_chips(filters, {"municipality": _names(counted), "sphere": dict(known), "kind": dict(kinds)}),
        active=active_count(),
    )


def _asked(asked: Mapping[str, str], name: str) -> str:
    # A NUL in a query is refused by PostgreSQL; nobody types one.
    return str(asked.get(name, "")).replace("\x00", "").strip()[:LONGEST]


def _names(counted: list[Counted]) -> dict[str, str]:
    return {each.value: each.label for each in counted}


def _chips(filters: Filters, labels: dict[str, dict[str, str]]) -> list[Chip]:
    chosen = {field: getattr(filters, field) for field in NAMES if getattr(filters, field)}
    return [
        Chip(
            label=labels.get(field, {}).get(value, value),
            url="?" + urlencode({NAMES[other]: kept for other, kept in chosen.items() if other != field}),
        )
        for field, value in chosen.items()
    ]
