"""What ties news to an organisation, moved when two records of it are joined and given back (docs/adr/0027)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext_noop

from kuznia.lib.policy import Actor
from kuznia.lib.ports import MovedTies, StayedTies
from kuznia.lib.ties import Tie, counts_of, move_rows, moved_by, return_rows
from kuznia.newsroom.models import NewsOrganisation

NEWS = Tie(NewsOrganisation, "organisation", gettext_noop("news about it"), title="page__title")


class NewsTies:
    """The answer of the newsroom to the directory that joins records."""

    def labels(self) -> Mapping[str, str]:
        """Return what the rows are called."""
        return {NEWS.name: NEWS.label}

    def counts(self, organisation_id: int) -> Mapping[str, int]:
        """Return how many rows there are."""
        return counts_of((NEWS,), organisation_id)

    def move_ties(self, *, from_id: int, to_id: int, actor: Actor) -> list[MovedTies]:
        """Lead the news of the one to the other."""
        return move_ties(from_id=from_id, to_id=to_id, actor=actor)

    def return_ties(
        self, *, from_id: int, to_id: int, moved: Sequence[MovedTies], actor: Actor
    ) -> list[StayedTies]:
        """Give back what stands where it was moved to."""
        return return_ties(from_id=from_id, to_id=to_id, moved=moved, actor=actor)


@transaction.atomic
def move_ties(*, from_id: int, to_id: int, actor: Actor) -> list[MovedTies]:
    """News about the one organisation is news about the other; what names both already stays."""
    del actor  # The directory has authorised the joining.
    return [move_rows(NEWS, from_id=from_id, to_id=to_id)]


@transaction.atomic
def return_ties(*, from_id: int, to_id: int, moved: Sequence[MovedTies], actor: Actor) -> list[StayedTies]:
    """What still stands at `from_id` names `to_id` again."""
    del actor  # The directory has authorised the parting.
    return [return_rows(NEWS, moved_by(NEWS, moved), from_id=from_id, to_id=to_id)]
