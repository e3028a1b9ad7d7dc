"""The filters of a list of organisations: read from the address, printed as choices and as chips to remove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from kuznia.directory.domains import DOMAINS
from kuznia.directory.queries import Counted, Filters, active_count, counted_municipalities, spheres
from kuznia.directory.states import ExchangeKind, ExchangeSide, OrganisationKind

LONGEST = 100
NAMES = {
    "words": "q",
    "municipality": "gmina",
    "sphere": "sfera",
    "kind": "rodzaj",
    "opp": "opp",
    "looks_for": "szuka",
    "offers": "daje",
}


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
    statuses: list[tuple[str, str]]
    exchanges: list[tuple[str, str]]
    chips: list[Chip]
    active: int
    counted: list[Counted]

    @property
    def is_filtered(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.chips)

    @property
    def query(self) -> str:
        """What was asked, as an address says it; for the same list as a file."""
        asked = {NAMES[field]: getattr(self.filters, field) for field in NAMES}
        return urlencode({name: value for name, value in asked.items() if value})


def filters_of(asked: Mapping[str, str]) -> Filters:
    """Return the filters of this address."""
    return Filters(**{field: asked_for(asked, name) for field, name in NAMES.items()})


def listing_of(asked: Mapping[str, str]) -> Listing:
    """Return the filters of this address with their choices."""
    filters = filters_of(asked)
    counted = counted_municipalities()
    gminas = [("", _("All")), *((each.value, f"{each.label} ({each.count})") for each in counted)]
    fields = ((domain.key, str(domain.name)) for domain in DOMAINS)
    known = [("", _("Everything")), *fields, *((each.code, each.tag) for each in spheres())]
    kinds = [("", _("All kinds")), *((str(kind.value), str(kind.label)) for kind in OrganisationKind)]
    statuses = [("", _("All")), ("tak", _("With OPP status"))]
    exchanges = [("", _("Anything")), *((str(kind.value), str(kind.label)) for kind in ExchangeKind)]
    labels = {
        "municipality": _names(counted),
        "sphere": dict(known),
        "kind": dict(kinds),
        "opp": dict(statuses),
        "looks_for": _side(ExchangeSide.LOOKS_FOR),
        "offers": _side(ExchangeSide.OFFERS),
    }
    return Listing(
        filters=filters,
        gminas=gminas,
        spheres=known,
        kinds=kinds,
        statuses=statuses,
        exchanges=exchanges,
        chips=_chips(filters, labels),
        active=active_count(counted),
        counted=counted,
    )


def asked_for(asked: Mapping[str, str], name: str) -> str:
    """Return what an address asks under this name, cut to a sensible length."""
    # A NUL in a query is refused by PostgreSQL; nobody types one.
    return str(asked.get(name, "")).replace("\x00", "").strip()[:LONGEST]


def _names(counted: list[Counted]) -> dict[str, str]:
    return {each.value: each.label for each in counted}


def _side(side: ExchangeSide) -> dict[str, str]:
    """Return what the chip of each choice says: "looks for: volunteers"."""
    return {str(kind.value): f"{side.label}: {kind.label}" for kind in ExchangeKind}


def _chips(filters: Filters, labels: dict[str, dict[str, str]]) -> list[Chip]:
    chosen = {field: getattr(filters, field) for field in NAMES if getattr(filters, field)}
    return [
        Chip(
            label=labels.get(field, {}).get(value, value),
            url="?" + urlencode({NAMES[other]: kept for other, kept in chosen.items() if other != field}),
        )
        for field, value in chosen.items()
    ]
