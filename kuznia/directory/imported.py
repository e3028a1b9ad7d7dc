"""Imports and exports in words: what a column is called, and what a value of a field reads like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kuznia.directory.importing.columns import FIELDS, HEADINGS, LISTS
from kuznia.directory.importing.rows import Value
from kuznia.directory.importing.vocabulary import CHOICES
from kuznia.directory.models import ImportRow, Municipality
from kuznia.directory.queries.imports import kept_organisations
from kuznia.directory.services.organisations import LABELS, SPHERES, WORKS_IN

EXPORTED = (*FIELDS, *LISTS)
WIDTHS = {
    "name": 48,
    "address": 40,
    "description": 60,
    "description_en": 40,
    "mission": 40,
    "public_email": 30,
}
WIDTH = 18
PARTS = {
    "street": gettext_lazy("street and number, as a part of the address"),
    "postcode": gettext_lazy("postcode, as a part of the address"),
    "town": gettext_lazy("town, as a part of the address"),
}
# Where nothing is, in a table of changes.
NOTHING = "–"
SHOWN_OF_NEW = ("municipality", "krs", "nip", "regon", "legal_form", "address", "public_email", "spheres")


@dataclass(frozen=True, slots=True)
class Told:
    """One field of a row in words: what stood there, and what the table says."""

    label: str
    old: str
    new: str


def label_of(field: str) -> str:
    """Return what a field is called."""
    if field in PARTS:
        return capfirst(str(PARTS[field]))
    return capfirst(_({**LABELS, "spheres": SPHERES, "works_in": WORKS_IN}[field]))


def choices_of_fields() -> list[tuple[str, str]]:
    """Return every field that a column may hold, in the order of an exported table."""
    return [(field, label_of(field)) for field in HEADINGS]


def words_of(field: str, value: object, gminas: Mapping[str, str]) -> str:
    """Return a value as a table holds it, so that it is read back as the same."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple | list):
        return "; ".join(gminas.get(code, code) if field == "works_in" else code for code in value)
    text = str(value)
    if field == "municipality":
        return gminas.get(text, text)
    return str(CHOICES[field](text).label) if field in CHOICES and text else text


def told_of(row: ImportRow, gminas: Mapping[str, str]) -> Iterator[Told]:
    """Return what the row says: every change of a known organisation, the telling fields of a new one."""
    is_new = row.verdict == "new"
    for field, (old, new) in row.changes.items():
        if is_new and (field not in SHOWN_OF_NEW or not new):
            continue
        yield Told(
            label_of(field),
            "" if is_new else words_of(field, old, gminas) or NOTHING,
            words_of(field, new, gminas) or NOTHING,
        )


def names_of_gminas() -> dict[str, str]:
    """Return the names of the county’s gminas by their codes."""
    return dict(Municipality.objects.values_list("teryt6", "name"))


def header() -> list[str]:
    """Return the headings of an exported table; an import knows them all."""
    return [label_of(field) for field in EXPORTED]


def table_of(ids: Iterable[int]) -> Iterator[list[str]]:
    """Return the table of these organisations in their order, with its headings."""
    wanted = list(ids)
    gminas = names_of_gminas()
    kept = {each.pk: each for each in kept_organisations(wanted)}
    yield header()
    for pk in wanted:
        if pk in kept:
            yield [_cell(field, kept[pk].values[field], gminas) for field in EXPORTED]


def widths() -> list[int]:
    """Return how wide the columns of an exported table are."""
    return [WIDTHS.get(field, WIDTH) for field in EXPORTED]


def _cell(field: str, value: Value, gminas: Mapping[str, str]) -> str:
    return words_of(field, value, gminas)
