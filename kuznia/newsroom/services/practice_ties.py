"""What ties good practices to an organisation, moved when two records are joined and given back (docs/adr/0027)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext_noop

from kuznia.lib.policy import Actor
from kuznia.lib.ports import MovedTies, StayedTies
from kuznia.lib.ties import Tie, counts_of, move_rows, moved_by, return_rows
from kuznia.newsroom.models import Practice
from kuznia.newsroom.states import PRACTICE_KIND
from kuznia.search.services import note_change

PRACTICES = Tie(Practice, "organisation", gettext_noop("good practices"), title="title")


class PracticeTies:
    """The answer of the newsroom to the directory that joins records."""

    def labels(self) -> Mapping[str, str]:
        """Return what the rows of each tie are called."""
        return {PRACTICES.name: PRACTICES.label}

    def counts(self, organisation_id: int) -> Mapping[str, int]:
        """Return how many rows each tie holds."""
        return counts_of((PRACTICES,), organisation_id)

    def move_ties(self, *, from_id: int, to_id: int, actor: Actor) -> list[MovedTies]:
        """Lead the cards of the one to the other."""
        return move_ties(from_id=from_id, to_id=to_id, actor=actor)

    def return_ties(
        self, *, from_id: int, to_id: int, moved: Sequence[MovedTies], actor: Actor
    ) -> list[StayedTies]:
        """Give back the cards that stand where they were moved to."""
        return return_ties(from_id=from_id, to_id=to_id, moved=moved, actor=actor)


@transaction.atomic
def move_ties(*, from_id: int, to_id: int, actor: Actor) -> list[MovedTies]:
    """The cards of the one organisation name the other; the caller holds both."""
    del actor  # The directory has authorised the joining.
    moved = move_rows(PRACTICES, from_id=from_id, to_id=to_id)
    note_change(kind=PRACTICE_KIND, keys=moved.rows)
    return [moved]


@transaction.atomic
def return_ties(*, from_id: int, to_id: int, moved: Sequence[MovedTies], actor: Actor) -> list[StayedTies]:
    """The cards that still stand at `from_id` name `to_id` again."""
    del actor  # The directory has authorised the parting.
    own = moved_by(PRACTICES, moved)
    stayed = return_rows(PRACTICES, own, from_id=from_id, to_id=to_id)
    note_change(kind=PRACTICE_KIND, keys=own.rows)
    return [stayed]
