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
from kuznia.events.models.questions import Answer, Question
from kuznia.events.models.registrations import Delegation, Needs, Place, Registration
from kuznia.events.models.sessions import Session, SessionPerson
from kuznia.events.models.survey import SealedAnswers, Survey, SurveyInvitation, SurveyResponse

__all__ = [
    "ANSWER_HOURS",
    "HOLD_HOURS",
    "KEPT_MONTHS",
    "REMINDER_HOURS",
    "Answer",
    "Attendance",
    "Broadcast",
    "Delegation",
    "Event",
    "EventParty",
    "Needs",
    "PatronageRequest",
    "Place",
    "Question",
    "Registration",
    "SealedAnswers",
    "Session",
    "SessionPerson",
    "Survey",
    "SurveyInvitation",
    "SurveyResponse",
]
