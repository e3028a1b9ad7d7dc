"""Reads of questions from the hall."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from kuznia.events.models import Event, HallQuestion, Session
from kuznia.events.states import HallQuestionState, SessionKind


def hall_questions_of(event: Event) -> QuerySet[HallQuestion]:
    """Return the questions of an event in the moderator's order: pinned first."""
    return event.hall_questions.select_related("event", "session", "registration")


def questions_on_screen(event: Event, session: Session | None) -> QuerySet[HallQuestion]:
    """Return the questions that the hall sees; those of one session, or all."""
    shown = hall_questions_of(event).filter(state=HallQuestionState.SHOWN)
    return shown.filter(session=session) if session else shown


def hall_question_counts(event: Event) -> dict[str, int]:
    """Return how many questions of the event are in each state."""
    rows = event.hall_questions.order_by().values("state").annotate(count=Count("pk"))
    return {row["state"]: row["count"] for row in rows}


def sessions_to_ask_in(event: Event) -> list[Session]:
    """Return the items of the programme in which something can be asked, in order."""
    return list(event.sessions.exclude(kind=SessionKind.BREAK))
