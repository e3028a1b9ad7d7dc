"""The tables of events, by noun."""

from kuznia.events.models.attendance import (
    Attendance,
)
from kuznia.events.models.broadcasts import (
    Broadcast,
)
from kuznia.events.models.calendar import CalendarLink
from kuznia.events.models.certificates import Certificate, CertificatePlan, CertificateRegister
from kuznia.events.models.events import (
    ANSWER_HOURS,
    HOLD_HOURS,
    KEPT_MONTHS,
    REMINDER_HOURS,
    Event,
    EventParty,
)
from kuznia.events.models.hall import LONGEST_QUESTION, HallQuestion
from kuznia.events.models.minutes import (
    Action,
    Decision,
    Minutes,
    MinutesItem,
)
from kuznia.events.models.patronage import (
    PatronageRequest,
)
from kuznia.events.models.printouts import Printout
from kuznia.events.models.proposals import EventProposal
from kuznia.events.models.questions import (
    Answer,
    Question,
)
from kuznia.events.models.registrations import (
    Delegation,
    Needs,
    Place,
    Registration,
)
from kuznia.events.models.reports import (
    EventReport,
    ReportSection,
    SourcedVersion,
)
from kuznia.events.models.sessions import (
    Session,
    SessionPerson,
)
from kuznia.events.models.survey import (
    SealedAnswers,
    Survey,
    SurveyInvitation,
    SurveyResponse,
)
from kuznia.events.models.waiting import Wish

__all__ = [
    "ANSWER_HOURS",
    "HOLD_HOURS",
    "KEPT_MONTHS",
    "LONGEST_QUESTION",
    "REMINDER_HOURS",
    "Action",
    "Answer",
    "Attendance",
    "Broadcast",
    "CalendarLink",
    "Certificate",
    "CertificatePlan",
    "CertificateRegister",
    "Decision",
    "Delegation",
    "Event",
    "EventParty",
    "EventProposal",
    "EventReport",
    "HallQuestion",
    "Minutes",
    "MinutesItem",
    "Needs",
    "PatronageRequest",
    "Place",
    "Printout",
    "Question",
    "Registration",
    "ReportSection",
    "SealedAnswers",
    "Session",
    "SessionPerson",
    "SourcedVersion",
    "Survey",
    "SurveyInvitation",
    "SurveyResponse",
    "Wish",
]
