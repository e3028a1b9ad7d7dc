"""The fields of life under which the 41 spheres of the act are shown together: each sphere stands in exactly one."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Domain:
    """A field of life: its key in addresses, its name, the codes of its spheres, and its name for a narrow column."""

    key: str
    name: str | Promise
    codes: tuple[str, ...]
    narrow: str | Promise = ""


DOMAINS = (
    Domain("pomoc", _("Help and health"), ("1", "1aa", "1b", "2", "3", "6", "22a", "24", "25", "32")),
    Domain("rodzina", _("Families and children"), ("1a", "15", "31")),
    Domain("seniorzy", _("Older people"), ("10",)),
    Domain("niepelnosprawnosc", _("Disability"), ("7",), pgettext_lazy("narrow column", "Disability")),
    Domain("edukacja", _("Education"), ("12", "14")),
    Domain("kultura", _("Culture and tradition"), ("4", "5", "16")),
    Domain("sport", _("Sport and tourism"), ("17", "19")),
    Domain("przyroda", _("Nature and animals"), ("18",)),
    Domain(
        "obywatele",
        _("Neighbours and citizens"),
        ("5a", "9", "13", "22", "26", "27", "28", "30", "32a", "33"),
        pgettext_lazy("narrow column", "Neighbours and citizens"),
    ),
    Domain(
        "praca", _("Work and economy"), ("8", "11", "34"), pgettext_lazy("narrow column", "Work and economy")
    ),
    Domain(
        "bezpieczenstwo",
        _("Safety and defence"),
        ("20", "21", "23", "29", "29a"),
        pgettext_lazy("narrow column", "Safety and defence"),
    ),
)
_BY_KEY = {domain.key: domain for domain in DOMAINS}


def domain_of(key: str) -> Domain | None:
    """Return the field of this key."""
    return _BY_KEY.get(key)


def codes_of(asked: str) -> tuple[str, ...]:
    """Return the codes of spheres that a word of an address means: those of a field, or the one code itself."""
    domain = domain_of(asked)
    return domain.codes if domain else (asked,)
