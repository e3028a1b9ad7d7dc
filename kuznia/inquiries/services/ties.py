"""What ties questions to an organisation, moved when two records of it are joined and given back (docs/adr/0027)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext_noop

from kuznia.inquiries.models import Inquiry
from kuznia.lib.policy import Actor
from kuznia.lib.ports import MovedTies, StayedTies
from kuznia.lib.ties import Tie, counts_of, move_rows, moved_by, return_rows

ASKED = Tie(Inquiry, "organisation", gettext_noop("questions to the office"), title="code")


class InquiryTies:
    """The answer of questions to the directory that joins records."""

    def labels(self) -> Mapping[str, str]:
        """Return what the rows of the tie are called."""
        return {ASKED.name: ASKED.label}

    def counts(self, organisation_id: int) -> Mapping[str, int]:
        """Return how many rows the tie holds."""
        return counts_of((ASKED,), organisation_id)

    def move_ties(self, *, from_id: int, to_id: int, actor: Actor) -> list[MovedTies]:
        """Lead every question of the one to the other."""
        return move_ties(from_id=from_id, to_id=to_id, actor=actor)

    def return_ties(
        self, *, from_id: int, to_id: int, moved: Sequence[MovedTies], actor: Actor
    ) -> list[StayedTies]:
        """Give back every question that stands where it was moved to."""
        return return_ties(from_id=from_id, to_id=to_id, moved=moved, actor=actor)


@transaction.atomic
def move_ties(*, from_id: int, to_id: int, actor: Actor) -> list[MovedTies]:
    """Questions asked for the one organisation are asked for the other; the caller holds both."""
    del actor  # The directory has authorised the joining.
    return [move_rows(ASKED, from_id=from_id, to_id=to_id)]


@transaction.atomic
def return_ties(*, from_id: int, to_id: int, moved: Sequence[MovedTies], actor: Actor) -> list[StayedTies]:
    """What still stands at `from_id` is `to_id`'s again."""
    del actor  # The directory has authorised the parting.
    return [return_rows(ASKED, moved_by(ASKED, moved), from_id=from_id, to_id=to_id)]
