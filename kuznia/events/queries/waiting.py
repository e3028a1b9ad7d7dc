"""Reads of the waiting list: who waits, in which order, for what (docs/adr/0021)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Count, Q, QuerySet, Value

from kuznia.events.models import Event, Place, Registration, Session, Wish
from kuznia.events.states import COVERED, QUEUED, SEATED, RegistrationState

AT_EVENT = 0
NOT_OFFERED = Q(ended_at__isnull=True, offered_until__isnull=True)


def queued_registrations(event: Event) -> QuerySet[Registration]:
    """Return the sign-ups in the event's queue, the first one first.

    Those of people who have a sign-up of their own stand in it too: a place must not tell of them (docs/adr/0039).
    """
    return event.registrations.filter(state__in=QUEUED).order_by("arrived_at", "pk")


def waiting_wishes(event: Event) -> QuerySet[Wish]:
    """Return the wishes of those who have a seat and wait for another session, the first one first."""
    wishes = Wish.objects.filter(NOT_OFFERED, registration__event=event, registration__state__in=SEATED)
    return wishes.order_by("wished_at", "pk")


def live_wishes(registration: Registration) -> list[Wish]:
    """Return the wishes of a sign-up that wait or are offered, with their sessions, in the order of the day."""
    found = registration.wishes.filter(ended_at__isnull=True).select_related("session", "session__room")
    return list(found.order_by("session__starts_at", "pk"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait: for the event, and for each of its sessions by its id."""

    event: int
    sessions: dict[int, int]


def waiting_counts(event: Event) -> Waiting:
    """Return how many wait for the event and for each of its sessions, in one query."""
    at_event = queued_registrations(event).order_by().annotate(session=Value(0, BigIntegerField()))
    chosen = Place.objects.filter(registration__event=event, registration__state__in=QUEUED)
    wished = waiting_wishes(event).order_by()
    counted = [rows.values_list("session").annotate(count=Count("pk")) for rows in (at_event, chosen, wished)]
    counts: Counter[int] = Counter()
    for session, count in counted[0].union(*counted[1:], all=True):
        counts[session] += count
    return Waiting(counts.pop(0, 0), dict(counts))


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """Somebody's place in a queue; `session` is None for the queue of the whole event."""

    session: Session | None
    number: int


def place_at_event(registration: Registration) -> int:
    """Return the place of a waiting sign-up in the queue of the event, counted from 1."""
    before = queued_registrations(registration.event)
    return before.filter(_arrived_before(registration)).count() + 1


def queue_places(registration: Registration) -> list[QueuePlace]:
    """Return the places of a waiting sign-up in the queues that it stands in: of the event, of each full session."""
    chosen = registration.places.select_related("session").order_by("session__starts_at", "pk")
    full = [place.session for place in chosen if place.session.free is not None and place.session.free <= 0]
    at_event = (
        [] if full and registration.event.free != 0 else [QueuePlace(None, place_at_event(registration))]
    )
    return [*at_event, *(QueuePlace(session, _place_in(session, registration)) for session in full)]


def place_of_wish(wish: Wish) -> int:
    """Return the place of a wish in the queue of its session, counted from 1."""
    event = wish.registration.event
    choosing = queued_registrations(event).filter(
        places__session=wish.session_id, arrived_at__lte=wish.wished_at
    )
    earlier = Q(wished_at__lt=wish.wished_at) | Q(wished_at=wish.wished_at, pk__lt=wish.pk)
    wishing = waiting_wishes(event).filter(earlier, session=wish.session_id)
    return choosing.count() + wishing.count() + 1


@dataclass(frozen=True, slots=True)
class Queued:
    """One entry of the queue: a sign-up without a seat, or the wish of one that has one."""

    at: datetime
    registration: Registration
    wish: Wish | None = None

    @property
    def is_covered(self) -> bool:
        """True for somebody who has a sign-up of her own and passes the seat by when it is her turn."""
        return self.registration.state in COVERED

    @property
    def session_ids(self) -> tuple[int, ...]:
        """The sessions in which it needs a seat."""
        if self.wish is not None:
            return (self.wish.session_id,)
        return tuple(place.session_id for place in self.registration.places.all())


class Believed(defaultdict[int | None, Counter[int]]):
    """By delegation: the seats that its contact believes taken by people who have a sign-up of their own.

    Counted under the ids of their sessions, and those of the event under `AT_EVENT`.
    """

    def __init__(self) -> None:
        super().__init__(Counter)


def seats_believed_taken(registrations: Iterable[Registration]) -> Believed:
    """Return what the contacts of the delegations of these sign-ups believe taken and is not."""
    delegations = {each.delegation_id for each in registrations} - {None}
    believed = Believed()
    if delegations:
        for row in _covered_of(delegations).prefetch_related("places"):
            sessions = [place.session_id for place in row.places.all()]
            believed[row.delegation_id].update([AT_EVENT, *sessions])
    return believed


def _covered_of(delegations: Iterable[int | None]) -> QuerySet[Registration]:
    """Return the covered people who are listed as if they had a seat; those who wait for a yes have none."""
    is_listed_with_seat = Q(held_until__isnull=False) | Q(confirmed_at__isnull=False)
    covered = Registration.objects.filter(delegation__in=delegations, state=RegistrationState.COVERED)
    return covered.filter(is_listed_with_seat)


def queue_of(event: Event) -> list[Queued]:
    """Return all who wait at the event, in the order in which they came; of two at one instant the new one first."""
    places = queued_registrations(event).select_related("person").prefetch_related("places")
    wishes = waiting_wishes(event).select_related("registration", "registration__person", "session")
    return _in_order(
        [Queued(each.arrived_at, each) for each in places],
        [Queued(each.wished_at, each.registration, each) for each in wishes],
    )


def _in_order(signed_up: Iterable[Queued], wishing: Iterable[Queued]) -> list[Queued]:
    """Return both kinds merged by the time of arrival; sorting keeps the order of equals."""
    return sorted([*signed_up, *wishing], key=lambda queued: queued.at)


def _place_in(session: Session, registration: Registration) -> int:
    event = registration.event
    choosing = queued_registrations(event).filter(_arrived_before(registration), places__session=session)
    wishing = waiting_wishes(event).filter(session=session, wished_at__lt=registration.arrived_at)
    return choosing.count() + wishing.count() + 1


def _arrived_before(registration: Registration) -> Q:
    arrived = registration.arrived_at
    return Q(arrived_at__lt=arrived) | Q(arrived_at=arrived, pk__lt=registration.pk)
