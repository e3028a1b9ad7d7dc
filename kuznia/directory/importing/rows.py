"""One row of a table: cleaned, checked, and either a record to compare or a reason why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kuznia.directory.importing import cells
from kuznia.directory.importing.columns import PARTS_OF_ADDRESS
from kuznia.directory.importing.names import in_nominative, kind_and_form, with_polish_quotes, without_address
from kuznia.directory.importing.vocabulary import Vocabulary
from kuznia.directory.states import OrganisationKind
from kuznia.lib.errors import Refused
from kuznia.lib.sheets import typed_text
from kuznia.lib.text import fold

Value = str | bool | tuple[str, ...]
LONGEST = {
    "short_name": 100,
    "other_register": 150,
    "other_number": 60,
    "mission": 300,
    "mission_en": 300,
    "description": 5000,
    "description_en": 5000,
    "public_phone": 40,
    "address": 300,
    "tax_share_purpose": 200,
    "representation_note": 500,
}
LONGEST_NAME = 250
TEXTS_OF_LINES = frozenset({"description", "description_en"})


@dataclass(frozen=True, slots=True)
class CleanRow:
    """What a row says of an organisation: only the cells that are filled in, each as the directory keeps it."""

    number: int
    values: dict[str, Value]
    # As it stands in the table, before anything was mended.
    typed_name: str
    # What the name alone tells; it fills gaps of a new record and changes nothing that is kept.
    told: dict[str, Value] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name as the directory would keep it."""
        return str(self.values["name"])


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read as an organisation, and why."""

    number: int
    name: str
    reason: str


def read_row(
    number: int, row: Sequence[str], columns: Mapping[str, int], vocabulary: Vocabulary
) -> CleanRow | BadRow | None:
    """Return the row as a record, or why it is none; an empty row is nothing."""
    if not any(cell.strip() for cell in row):
        return None
    raw = {name: _cell(row, column, name) for name, column in columns.items()}
    name = typed_text(raw.get("name", ""))
    try:
        _demand_no_formula(raw)
        _demand_name(name)
        return _cleaned(number, {key: typed_text(text) for key, text in raw.items() if text}, vocabulary)
    except Refused as refused:
        return BadRow(number, name[:LONGEST_NAME], refused.message)


def _cleaned(number: int, raw: dict[str, str], vocabulary: Vocabulary) -> CleanRow:
    typed_name = raw.pop("name")
    name, address = without_address(typed_name)
    name = in_nominative(with_polish_quotes(name))
    _demand_name(name)
    told: dict[str, Value] = {"address": address[: LONGEST["address"]]} if address else {}
    _part_kind_and_form(raw, vocabulary)
    parts = [raw.pop(part, "") for part in PARTS_OF_ADDRESS]
    if any(parts) and not raw.get("address"):
        raw["address"] = _address(*parts)
    values: dict[str, Value] = {"name": name}
    notes: list[str] = []
    for key, text in raw.items():
        value = _value(key, text, vocabulary, notes)
        if value is not None and value != "" and value != ():
            values[key] = value
    _tell_kind(values, told, name)
    return CleanRow(number, values, typed_name, told, tuple(notes))


def _value(key: str, text: str, vocabulary: Vocabulary, notes: list[str]) -> Value | None:
    if key in cells.NUMBERS:
        return cells.number_of(key, text)
    if key in cells.CHECKED:
        return cells.checked(key, text, notes)
    if key in LONGEST:
        return cells.shortened(key, text, LONGEST[key], notes)
    if key == "opp":
        return cells.yes_or_no(text, notes)
    return vocabulary.meant(key, text, notes)


def _part_kind_and_form(raw: dict[str, str], vocabulary: Vocabulary) -> None:
    """Take a legal form for what it is where it stands under “kind”, as in most lists."""
    word = fold(raw.get("kind", "")).strip(" .")
    if word in vocabulary.choices["legal_form"] and word not in vocabulary.choices["kind"]:
        raw.setdefault("legal_form", raw.pop("kind"))


def _tell_kind(values: dict[str, Value], told: dict[str, Value], name: str) -> None:
    """Note what the name says of kind and legal form, where the row does not."""
    kind, form = kind_and_form(name)
    if values.get("legal_form") and "kind" not in values:
        kind = OrganisationKind.NGO
    kind = str(values.get("kind", kind))
    told["kind"] = kind
    if kind == OrganisationKind.NGO:
        told["legal_form"] = form or "other"


def _cell(row: Sequence[str], column: int, name: str) -> str:
    if column >= len(row):
        return ""
    return cells.tidy(row[column], keeps_lines=name in TEXTS_OF_LINES)


def _address(street: str, postcode: str, town: str) -> str:
    place = " ".join(part for part in (postcode, town) if part)
    return ", ".join(part for part in (street, place) if part)


def _demand_no_formula(raw: Mapping[str, str]) -> None:
    if any(text.startswith("=") for text in raw.values()):
        raise Refused(_("There is a formula in this row. Put the value itself in its place."))


def _demand_name(name: str) -> None:
    if not any(sign.isalnum() for sign in name):
        raise Refused(_("There is no name in this row."))
    if len(name) > LONGEST_NAME:
        raise Refused(_("The name is longer than 250 characters."))
