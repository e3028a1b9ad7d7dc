"""What ties events to an organisation, moved when two records of it are joined and given back (docs/adr/0027)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from kuznia.events.models import Delegation, Event, EventParty, EventProposal, PatronageRequest, Registration
from kuznia.lib.policy import Actor
from kuznia.lib.ports import MovedTies, StayedTies
from kuznia.lib.ties import Tie, counts_of, move_rows, moved_by, restore_rows, return_rows, withdraw_rows

PARTIES = Tie(
    EventParty,
    "organisation",
    gettext_noop("events with it as co-organiser or partner"),
    title="event__title",
)
TIES = (
    Tie(Event, "host_organisation", gettext_noop("events that it hosts"), title="title"),
    PARTIES,
    Tie(EventProposal, "organisation", gettext_noop("events that it proposes"), title="title"),
    Tie(Delegation, "organisation", gettext_noop("delegations"), title="code"),
    Tie(Registration, "organisation", gettext_noop("sign-ups"), title="code"),
    Tie(PatronageRequest, "organisation", gettext_noop("requests for patronage"), title="code"),
)


class EventTies:
    """The answer of events to the directory that joins records."""

    def labels(self) -> Mapping[str, str]:
        """Return what the rows of each tie are called."""
        return {tie.name: tie.label for tie in TIES}

    def counts(self, organisation_id: int) -> Mapping[str, int]:
        """Return how many rows each tie holds."""
        return counts_of(TIES, organisation_id)

    def move_ties(self, *, from_id: int, to_id: int, actor: Actor) -> list[MovedTies]:
        """Lead everything of the one to the other."""
        return move_ties(from_id=from_id, to_id=to_id, actor=actor)

    def return_ties(
        self, *, from_id: int, to_id: int, moved: Sequence[MovedTies], actor: Actor
    ) -> list[StayedTies]:
        """Give everything back that stands where it was moved to."""
        return return_ties(from_id=from_id, to_id=to_id, moved=moved, actor=actor)


@transaction.atomic
def move_ties(*, from_id: int, to_id: int, actor: Actor) -> list[MovedTies]:
    """Everything that events keep of the one organisation names the other; the caller holds both."""
    del actor  # The directory has authorised the joining.
    _lock_events(from_id)
    doubled = withdraw_rows(PARTIES, _doubled_parties(from_id, to_id))
    moved = [move_rows(tie, from_id=from_id, to_id=to_id) for tie in TIES]
    return [_with_notes(each, doubled) if each.tie == PARTIES.name else each for each in moved]


@transaction.atomic
def return_ties(*, from_id: int, to_id: int, moved: Sequence[MovedTies], actor: Actor) -> list[StayedTies]:
    """What still stands at `from_id` names `to_id` again."""
    del actor  # The directory has authorised the parting.
    _lock_events(from_id)
    stayed = [return_rows(tie, moved_by(tie, moved), from_id=from_id, to_id=to_id) for tie in TIES]
    notes = moved_by(PARTIES, moved).notes
    events = Event.objects.filter(pk__in=[note["event_id"] for note in notes]).values_list("pk", flat=True)
    restore_rows(PARTIES, [note for note in notes if note["event_id"] in set(events)])
    return stayed


def _lock_events(organisation_id: int) -> None:
    """Hold every event that the rows belong to before any row, as whoever changes a sign-up does."""
    wanted = Q(host_organisation=organisation_id)
    for model in (EventParty, Delegation, Registration):
        wanted |= Q(pk__in=model._base_manager.filter(organisation=organisation_id).values("event"))
    list(Event.objects.select_for_update(no_key=True).filter(wanted).order_by("pk").values_list("pk"))


def _doubled_parties(from_id: int, to_id: int) -> list[int]:
    """Return the rows that would name the kept organisation twice in one role at one event."""
    there = set(EventParty.objects.filter(organisation_id=to_id).values_list("event_id", "role"))
    rows = EventParty.objects.filter(organisation_id=from_id).values_list("pk", "event_id", "role")
    return [pk for pk, event_id, role in rows if (event_id, role) in there]


def _with_notes(moved: MovedTies, notes: tuple[dict[str, object], ...]) -> MovedTies:
    return MovedTies(tie=moved.tie, rows=moved.rows, notes=notes)
