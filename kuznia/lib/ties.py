"""What ties rows to an organisation, and how they go from one to another and back (docs/adr/0027).

A tie is a foreign key. Apps list theirs and answer the port `organisation_ties` with what stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction

from kuznia.lib.policy import Actor
from kuznia.lib.ports import MovedTies, StayedTies


@dataclass(frozen=True, slots=True)
class Tie:
    """A foreign key to an organisation: what its rows are called, and the field by which an office names one."""

    model: type[models.Model]
    field: str
    label: str
    title: str = "pk"

    @property
    def name(self) -> str:
        """Its name in the house, such as "events.Registration.organisation"."""
        return f"{self.model._meta.label}.{self.field}"

    def rows(self, organisation_id: int) -> models.QuerySet[models.Model]:
        """Return the rows that it ties to the organisation."""
        return self.model._base_manager.filter(**{f"{self.field}_id": organisation_id})


class PlainTies:
    """The answer of an app whose ties are led over and given back as they are."""

    def __init__(self, *ties: Tie, tell: Callable[[Tie, Sequence[int]], None] | None = None) -> None:
        """`tell` is told of the rows that each tie has led, so that who copies from them copies anew."""
        self._ties, self._tell = ties, tell

    def labels(self) -> Mapping[str, str]:
        """Return what the rows of each tie are called."""
        return {tie.name: tie.label for tie in self._ties}

    def counts(self, organisation_id: int) -> Mapping[str, int]:
        """Return how many rows each tie holds."""
        return counts_of(self._ties, organisation_id)

    @transaction.atomic
    def move_ties(self, *, from_id: int, to_id: int, actor: Actor) -> list[MovedTies]:
        """The rows of the one organisation name the other; the caller holds both."""
        del actor  # The directory has authorised the joining.
        moved = [move_rows(tie, from_id=from_id, to_id=to_id) for tie in self._ties]
        self._tell_of(moved)
        return moved

    @transaction.atomic
    def return_ties(
        self, *, from_id: int, to_id: int, moved: Sequence[MovedTies], actor: Actor
    ) -> list[StayedTies]:
        """What still stands at `from_id` names `to_id` again."""
        del actor  # The directory has authorised the parting.
        own = [moved_by(tie, moved) for tie in self._ties]
        stayed = [
            return_rows(tie, rows, from_id=from_id, to_id=to_id)
            for tie, rows in zip(self._ties, own, strict=True)
        ]
        self._tell_of(own)
        return stayed

    def _tell_of(self, moved: list[MovedTies]) -> None:
        if self._tell is not None:
            for tie, rows in zip(self._ties, moved, strict=True):
                self._tell(tie, rows.rows)


def counts_of(ties: Iterable[Tie], organisation_id: int) -> dict[str, int]:
    """Return how many rows each tie holds at the organisation, by the name of the tie."""
    return {tie.name: tie.rows(organisation_id).count() for tie in ties}


def move_rows(tie: Tie, *, from_id: int, to_id: int) -> MovedTies:
    """Give the rows of one organisation to another; one that the other has already, by a constraint, stays."""
    rows = tie.rows(from_id).select_for_update(no_key=True).order_by("pk")
    return MovedTies(tie=tie.name, rows=_led_to(tie, list(rows.values_list("pk", flat=True)), to_id))


def moved_by(tie: Tie | str, moved: Iterable[MovedTies]) -> MovedTies:
    """Return what moved by this tie; a table that is newer than the joining moved nothing."""
    name = tie if isinstance(tie, str) else tie.name
    return next((each for each in moved if each.tie == name), MovedTies(tie=name, rows=()))


def return_rows(tie: Tie, moved: MovedTies, *, from_id: int, to_id: int) -> StayedTies:
    """Give back the rows that still stand where they were moved to; return by name those that don't."""
    there = tie.model._base_manager.filter(pk__in=moved.rows)
    standing = there.filter(**{f"{tie.field}_id": from_id}).select_for_update(no_key=True).order_by("pk")
    back = _led_to(tie, list(standing.values_list("pk", flat=True)), to_id)
    stayed = there.exclude(pk__in=back).order_by("pk").values_list(tie.title, flat=True)
    return StayedTies(label=tie.label, titles=tuple(str(title) for title in stayed))


def _led_to(tie: Tie, rows: list[int], organisation_id: int) -> tuple[int, ...]:
    """Tie these rows to the organisation and return those for which no constraint stood in the way."""
    if _led_at_once(tie, rows, organisation_id):
        return tuple(rows)
    return tuple(row for row in rows if _led_at_once(tie, [row], organisation_id))


def _led_at_once(tie: Tie, rows: list[int], organisation_id: int) -> bool:
    try:
        with transaction.atomic():
            tie.model._base_manager.filter(pk__in=rows).update(**{f"{tie.field}_id": organisation_id})
    except IntegrityError:
        return False
    return True


def withdraw_rows(tie: Tie, rows: Iterable[int]) -> tuple[dict[str, Any], ...]:
    """Take these rows out, for the other organisation has the same; return what is needed to put them back."""
    taken = tie.model._base_manager.filter(pk__in=list(rows)).order_by("pk")
    columns = [field.attname for field in tie.model._meta.concrete_fields]
    notes = tuple(taken.values(*columns))
    taken.delete()
    return notes


def restore_rows(tie: Tie, notes: Iterable[Mapping[str, Any]]) -> None:
    """Put back rows that were taken out, under the numbers they had."""
    for note in notes:
        tie.model(**note).save(force_insert=True)
