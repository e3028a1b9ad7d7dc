"""What a row would change: it adds an organisation, changes one, says nothing new, or cannot be taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kuznia.directory.constraints import SENTENCES
from kuznia.directory.importing.cells import tidy
from kuznia.directory.importing.columns import LISTS
from kuznia.directory.importing.names import name_key
from kuznia.directory.importing.rows import TEXTS_OF_LINES, BadRow, CleanRow, Value
from kuznia.directory.states import OrganisationKind, OrganisationState, RowVerdict
from kuznia.lib.errors import Refused
from kuznia.lib.sheets import typed_text

REGISTERS = ("krs", "nip", "regon")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """An organisation as the directory keeps it; its gmina by TERYT code, its lists by codes in order."""

    pk: int
    state: str
    values: dict[str, Value]

    def text(self, name: str) -> str:
        """Return a field that is a text."""
        return str(self.values[name])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one row; `changes` has the old and the new value of each field, the old one empty in a new
    record."""

    number: int
    verdict: RowVerdict
    name: str
    organisation_id: int | None = None
    changes: dict[str, tuple[Value, Value]] = field(default_factory=dict)
    reason: str = ""
    note: str = ""


class Comparison:
    """Compares the rows of one table with the directory, and with each other.

    `only_gmina` is the TERYT code of the one gmina whose officer imports; the county's officer has none.
    """

    def __init__(self, kept: Iterable[Kept], *, only_gmina: str = "") -> None:
        self._only_gmina = only_gmina
        self._by_id: dict[int, Kept] = {}
        self._by_number: dict[Key, int] = {}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._rows_seen: dict[Key, int] = {}
        for each in kept:
            self._by_id[each.pk] = each
            self._by_name[name_key(each.text("name"))].append(each.pk)
            for register in REGISTERS:
                if each.values[register]:
                    self._by_number[register, each.text(register)] = each.pk

    def outcomes(self, rows: Iterable[CleanRow | BadRow]) -> Iterator[Outcome]:
        """Return what becomes of each row, in their order."""
        for row in rows:
            if isinstance(row, BadRow):
                yield Outcome(row.number, RowVerdict.REJECTED, row.name, reason=row.reason)
                continue
            try:
                yield self._outcome(row)
            except Refused as refused:
                yield Outcome(
                    row.number,
                    RowVerdict.REJECTED,
                    row.name,
                    reason=refused.message,
                    note="; ".join(row.notes),
                )

    def _outcome(self, row: CleanRow) -> Outcome:
        kept = self._found(row)
        if kept is not None and kept.state == OrganisationState.APPLIED:
            raise Refused(_("It has been registered and waits for the office. Decide about that first."))
        self._demand_first(row, kept)
        outcome = self._added(row) if kept is None else self._changed(row, kept)
        self._remember(row, kept)
        return outcome

    def _added(self, row: CleanRow) -> Outcome:
        values = {**row.told, **row.values}
        if self._only_gmina and not values.get("municipality"):
            values["municipality"] = self._only_gmina
        self._demand_covered(values)
        demand_sound(values)
        changes: dict[str, tuple[Value, Value]] = {
            name: (_nothing(value), value) for name, value in values.items()
        }
        return Outcome(row.number, RowVerdict.NEW, row.name, changes=changes, note="; ".join(row.notes))

    def _changed(self, row: CleanRow, kept: Kept) -> Outcome:
        changes = changes_of(row, kept)
        if changes:
            self._demand_covered(kept.values)
            self._demand_covered({**kept.values, **row.values})
            demand_sound({**kept.values, **{name: new for name, (_old, new) in changes.items()}})
        verdict = RowVerdict.CHANGED if changes else RowVerdict.SAME
        return Outcome(row.number, verdict, row.name, kept.pk, changes, note="; ".join(row.notes))

    def _found(self, row: CleanRow) -> Kept | None:
        """Return the organisation that the row speaks of: by its numbers, else by its name in the gmina."""
        numbers = [(register, str(row.values[register])) for register in REGISTERS if register in row.values]
        found = {self._by_number[key] for key in numbers if key in self._by_number}
        if len(found) > 1:
            raise Refused(_("The numbers in this row belong to different organisations of the directory."))
        if found:
            return self._by_id[found.pop()]
        return self._of_name(row, has_numbers=bool(numbers))

    def _of_name(self, row: CleanRow, *, has_numbers: bool) -> Kept | None:
        keys = {name_key(row.name), name_key(row.typed_name)}
        named = [self._by_id[pk] for key in sorted(keys) for pk in self._by_name.get(key, ())]
        here = self._in_gmina(named, str(row.values.get("municipality", self._only_gmina)))
        working = [each for each in here if each.state != OrganisationState.CLOSED]
        found = working or here
        if len(found) > 1:
            raise Refused(_("Several organisations are called so. Give a gmina or a register number."))
        if not found:
            return None
        differs = has_numbers and any(
            row.values.get(register) and found[0].values[register] for register in REGISTERS
        )
        if not differs:
            return found[0]
        if not working:
            return None
        raise Refused(
            _("In the same gmina an organisation of this name has another number. Correct one of them first.")
        )

    def _in_gmina(self, named: list[Kept], gmina: str) -> list[Kept]:
        if not gmina:
            return named
        exactly = [each for each in named if each.values["municipality"] == gmina]
        # One without a gmina may be meant, unless an earlier row has already given it another.
        nowhere = (each for each in named if not each.values["municipality"])
        return exactly or [each for each in nowhere if ("kept", str(each.pk)) not in self._rows_seen]

    def _demand_covered(self, values: dict[str, Value]) -> None:
        if self._only_gmina and values.get("municipality") != self._only_gmina:
            raise Refused(_("This organisation is not of your gmina; the county’s office keeps it."))

    def _demand_first(self, row: CleanRow, kept: Kept | None) -> None:
        earlier = [self._rows_seen[key] for key in self._keys(row, kept) if key in self._rows_seen]
        if earlier:
            raise Refused(_("The same organisation as in row %(row)s.") % {"row": min(earlier)})

    def _remember(self, row: CleanRow, kept: Kept | None) -> None:
        for key in self._keys(row, kept):
            self._rows_seen[key] = row.number

    def _keys(self, row: CleanRow, kept: Kept | None) -> list[Key]:
        keys: list[Key] = [
            (register, str(row.values[register])) for register in REGISTERS if register in row.values
        ]
        if kept is not None:
            return [*keys, ("kept", str(kept.pk))]
        gmina = str(row.values.get("municipality", self._only_gmina))
        return [*keys, ("name", name_key(row.name), gmina)]


def changes_of(row: CleanRow, kept: Kept) -> dict[str, tuple[Value, Value]]:
    """Return the fields where a filled cell says something else than the directory."""
    return {
        name: (kept.values[name], value)
        for name, value in row.values.items()
        if _differs(name, value, kept.values[name], row)
    }


def demand_sound(values: dict[str, Value]) -> None:
    """Refuse a record that the directory's own rules would not take."""
    is_group = values.get("kind") == OrganisationKind.INFORMAL_GROUP
    has_numbers = any(values.get(name) for name in ("legal_form", "opp", *REGISTERS))
    broken = {
        "organisation_group_has_no_numbers": is_group and has_numbers,
        "organisation_ngo_has_legal_form": values.get("kind") == OrganisationKind.NGO
        and not values.get("legal_form"),
        "organisation_register_with_number": bool(values.get("other_register"))
        != bool(values.get("other_number")),
        "organisation_one_way_to_tax_share": bool(values.get("opp") and values.get("tax_share_krs")),
    }
    for constraint, is_broken in broken.items():
        if is_broken:
            raise Refused(SENTENCES[constraint].message)


def _differs(name: str, value: Value, kept: Value, row: CleanRow) -> bool:
    if name == "name":
        # Capitals, diacritics and quotes are the directory's own business.
        told = {name_key(row.name), name_key(row.typed_name)}
        return name_key(str(kept)) not in told
    if name in LISTS:
        return set(value if isinstance(value, tuple) else ()) != set(kept if isinstance(kept, tuple) else ())
    if isinstance(value, str) and isinstance(kept, str):
        return value != kept and value != typed_text(tidy(kept, keeps_lines=name in TEXTS_OF_LINES))
    return value != kept


def _nothing(value: Value) -> Value:
    if isinstance(value, bool):
        return False
    return () if isinstance(value, tuple) else ""
