"""The filters of a list of organisations: read from the address, printed as choices and as chips to remove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kuznia.directory.domains import DOMAINS
from kuznia.directory.queries import Counted, Filters, Tagged, counted_organisations, tagged_spheres
from kuznia.directory.states import ExchangeKind, ExchangeSide, OrganisationKind

Choices = tuple[tuple[str, str], ...]
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
LABELS = {
    "municipality": gettext_lazy("Gmina"),
    "sphere": gettext_lazy("What it does"),
    "kind": gettext_lazy("Kind"),
    "opp": gettext_lazy("1.5% of tax"),
    "looks_for": gettext_lazy("Looks for"),
    "offers": gettext_lazy("Offers"),
}
CHOICE, CHOSEN = '<option value="{}">{}</option>', '<option value="{}" selected>{}</option>'


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen filter and the address of the list without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Select:
    """One filter with its choices, the chosen one marked."""

    label: str
    name: str
    options: SafeString


@dataclass(frozen=True, slots=True)
class Listing:
    """What was asked, the choices there are, and the chosen ones.

    `counted` is every gmina with its active organisations, `elsewhere` how many are of none.
    """

    filters: Filters
    selects: list[Select]
    chips: list[Chip]
    spheres: list[Tagged]
    counted: list[Counted]
    elsewhere: int

    @property
    def active(self) -> int:
        """How many organisations work here."""
        return sum(each.count for each in self.counted) + self.elsewhere

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


def filters_in_words(filters: Filters) -> list[Promise]:
    """Return by what the list was filtered, for the history; words may be a name, so it is said only that some were."""
    labels = {**LABELS, "words": gettext_lazy("searched words")}
    return [label for field, label in labels.items() if getattr(filters, field)]


def listing_of(asked: Mapping[str, str]) -> Listing:
    """Return the filters of this address with their choices."""
    filters = filters_of(asked)
    counted, elsewhere = counted_organisations()
    spheres = tagged_spheres()
    choices = dict(_fixed_choices(get_language() or ""))
    choices["municipality"] += tuple((each.value, f"{each.label} ({each.count})") for each in counted)
    choices["sphere"] += tuple((each.code, each.tag) for each in spheres)
    return Listing(
        filters=filters,
        selects=_selects(filters, choices),
        chips=_chips(filters, choices, counted),
        spheres=spheres,
        counted=counted,
        elsewhere=elsewhere,
    )


def asked_for(asked: Mapping[str, str], name: str) -> str:
    """Return what an address asks under this name, cut to a sensible length."""
    # A NUL in a query is refused by PostgreSQL; nobody types one.
    return str(asked.get(name, "")).replace("\x00", "").strip()[:LONGEST]


@cache
def _fixed_choices(language: str) -> dict[str, Choices]:
    """Return the choices that the language alone decides; gminas and spheres follow those that stand here."""
    del language
    exchanges = (("", _("Anything")), *_named(ExchangeKind))
    return {
        "municipality": (("", _("All")),),
        "sphere": (("", _("Everything")), *((domain.key, str(domain.name)) for domain in DOMAINS)),
        "kind": (("", _("All kinds")), *_named(OrganisationKind)),
        "opp": (("", _("All")), ("tak", _("With OPP status"))),
        "looks_for": exchanges,
        "offers": exchanges,
    }


def _named(kinds: type[TextChoices]) -> Choices:
    return tuple((str(kind.value), str(kind.label)) for kind in kinds)


def _selects(filters: Filters, choices: Mapping[str, Choices]) -> list[Select]:
    return [
        Select(str(label), NAMES[field], _options(choices[field], getattr(filters, field)))
        for field, label in LABELS.items()
    ]


@lru_cache(maxsize=64)
def _options(choices: Choices, chosen: str) -> SafeString:
    """Return the choices as a page writes them: a loop of sixty in its template would take half of its time."""
    marked = (format_html(CHOSEN if value == chosen else CHOICE, value, label) for value, label in choices)
    return format_html_join("", "{}", ((option,) for option in marked))


def _chips(filters: Filters, choices: Mapping[str, Choices], counted: list[Counted]) -> list[Chip]:
    chosen = {field: getattr(filters, field) for field in NAMES if getattr(filters, field)}
    labels = _labels(choices, counted) if chosen else {}
    return [
        Chip(
            label=labels.get(field, {}).get(value, value),
            url="?" + urlencode({NAMES[other]: kept for other, kept in chosen.items() if other != field}),
        )
        for field, value in chosen.items()
    ]


def _labels(choices: Mapping[str, Choices], counted: list[Counted]) -> dict[str, dict[str, str]]:
    """Return what the chip of each choice says."""
    return {
        "municipality": {each.value: each.label for each in counted},
        "sphere": dict(choices["sphere"]),
        "kind": dict(choices["kind"]),
        "opp": dict(choices["opp"]),
        "looks_for": _side(ExchangeSide.LOOKS_FOR),
        "offers": _side(ExchangeSide.OFFERS),
    }


def _side(side: ExchangeSide) -> dict[str, str]:
    """Return what the chip of each choice says: "looks for: volunteers"."""
    return {str(kind.value): f"{side.label}: {kind.label}" for kind in ExchangeKind}
