"""What an office sees of an event's waiting list: its queues, and the offers that wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from kuznia.events.models import Event, Registration, Session, Wish
from kuznia.events.queries.waiting import Queued, queue_of
from kuznia.events.states import RegistrationState


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One entry of a queue as the desk shows it."""

    number: int
    queued: Queued
    sessions: str
    may_be_offered: bool

    @property
    def registration(self) -> Registration:
        """The sign-up that waits."""
        return self.queued.registration

    @property
    def what(self) -> str:
        """Whether it has a seat already."""
        if self.queued.is_covered:
            return _("has a sign-up of their own, takes no seat")
        return _("has a seat, wants to change") if self.queued.wish else _("without a seat")


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue of the event or of one session; `anchor` is its id on the page."""

    anchor: str
    title: str
    rows: tuple[QueueRow, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A seat kept for somebody of the waiting list until she answers."""

    registration: Registration
    title: str
    until: datetime | None
    wish: Wish | None = None


def queues_of(event: Event) -> list[Queue]:
    """Return the queue of the event and those of its sessions in which somebody waits, in four queries."""
    queue = queue_of(event)
    sessions = {session.pk: session for session in event.sessions.filter(block__isnull=False)}
    whole = [queued for queued in queue if queued.wish is None]
    queues = [Queue("event", _("Whole event"), _rows(event, whole, sessions))]
    for session in sessions.values():
        waits = [queued for queued in queue if session.pk in queued.session_ids]
        queues.append(Queue(f"session-{session.pk}", session.spoken_title, _rows(event, waits, sessions)))
    return [each for each in queues if each.rows]


def offers_of(event: Event) -> list[Offer]:
    """Return the offers that wait for an answer, those that end first at the top."""
    held = event.registrations.filter(state=RegistrationState.HELD, offered_at__isnull=False)
    wishes = Wish.objects.filter(
        registration__event=event, ended_at__isnull=True, offered_until__isnull=False
    ).select_related("registration", "session")
    offers = [Offer(each, _("Whole event"), each.held_until) for each in held.order_by("pk")]
    offers += [
        Offer(each.registration, each.session.spoken_title, each.offered_until, each) for each in wishes
    ]
    return sorted(offers, key=lambda offer: offer.until or event.starts_at)


def _rows(event: Event, queue: list[Queued], sessions: dict[int, Session]) -> tuple[QueueRow, ...]:
    return tuple(_row(event, number, queued, sessions) for number, queued in enumerate(queue, start=1))


def _row(event: Event, number: int, queued: Queued, sessions: dict[int, Session]) -> QueueRow:
    chosen = [sessions[each] for each in queued.session_ids if each in sessions]
    is_free = event.free != 0 and all(session.free != 0 for session in chosen)
    titles = ", ".join(session.spoken_title for session in chosen)
    may_be_offered = is_free and queued.wish is None and not queued.is_covered
    return QueueRow(number, queued, titles, may_be_offered=may_be_offered)
