"""Reads of the door: who may come, who has come, who is awaited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from kuznia.events.models import Attendance, Event, Registration, Session
from kuznia.events.states import SEATED

MOST_SIGNS_OF_A_CODE = 12


def registration_at_door(event: Event, code: str) -> Registration | None:
    """Return the event's sign-up of that code with its person and organisation."""
    if not 0 < len(code) <= MOST_SIGNS_OF_A_CODE or "\x00" in code:
        return None
    return event.registrations.select_related("event", "person", "organisation").filter(code=code).first()


def live_attendance(registration: Registration, session: Session | None) -> Attendance | None:
    """Return the entry that counts the person in at the event's door or at the session's."""
    counted = Attendance.objects.filter(registration=registration, session=session, undone_at__isnull=True)
    return counted.select_related("recorded_by").first()


def absent(event: Event, session: Session | None) -> QuerySet[Registration]:
    """Return those with a seat, at the event or in its parallel session, who have not come."""
    came = Attendance.objects.filter(session=session, undone_at__isnull=True).values("registration")
    seated = event.registrations.filter(state__in=SEATED).exclude(pk__in=came)
    is_parallel = session is not None and session.block is not None
    return seated.filter(places__session=session) if is_parallel else seated


@dataclass(frozen=True, slots=True)
class DoorCount:
    """How many are expected and how many have come: to the event, or to one of its sessions."""

    session: Session | None
    expected: int
    came: int

    @property
    def awaited(self) -> int:
        """How many have not come yet; nobody where more came than had signed up."""
        return max(self.expected - self.came, 0)


def door_counts(event: Event) -> list[DoorCount]:
    """Return the counts of the event and then of each of its sessions, in order, in three queries."""
    came = dict(
        Attendance.objects.filter(registration__event=event, undone_at__isnull=True)
        .order_by()
        .values_list("session")
        .annotate(came=Count("pk"))
    )
    seated = event.registrations.filter(state__in=SEATED).count()
    return [DoorCount(None, seated, came.get(None, 0)), *_session_counts(event, seated, came)]


def _session_counts(event: Event, seated: int, came: dict[int | None, int]) -> Iterable[DoorCount]:
    chosen = Q(block__isnull=False)
    for session in event.sessions.filter(chosen | Q(attendances__isnull=False)).distinct():
        expected = session.taken if session.block is not None else seated
        yield DoorCount(session, expected, came.get(session.pk, 0))
