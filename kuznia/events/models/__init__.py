"""The tables of events, by noun."""

from kuznia.events.models.attendance import Attendance
from kuznia.events.models.broadcasts import Broadcast
from kuznia.events.models.events import (
    ANSWER_HOURS,
    HOLD_HOURS,
    KEPT_MONTHS,
    REMINDER_HOURS,
    Event,
    EventParty,
)
from kuznia.events.models.patronage import PatronageRequest
from kuznia.events.models.registrations import Delegation, Needs, Place, Registration
from kuznia.events.models.sessions import Session, SessionPerson

__all__ = [
    "ANSWER_HOURS",
    "HOLD_HOURS",
    "KEPT_MONTHS",
    "REMINDER_HOURS",
    "Attendance",
    "Broadcast",
    "Delegation",
    "Event",
    "EventParty",
    "Needs",
    "PatronageRequest",
    "Place",
    "Registration",
    "Session",
    "SessionPerson",
]
