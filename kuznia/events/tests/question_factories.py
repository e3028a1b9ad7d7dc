"""The smallest questions and surveys; they are made by the services, as offices make them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kuznia.events.asking import Given
from kuznia.events.models import Event, Question, Survey, SurveyInvitation
from kuznia.events.queries import link_to_survey
from kuznia.events.services.questions import OptionEntry, QuestionEntry, add_question
from kuznia.events.services.surveys import (
    SurveyEntry,
    answer_survey,
    invite_to_survey,
    open_survey,
    set_up_survey,
)
from kuznia.events.states import QuestionKind, QuestionPurpose, RegistrationState
from kuznia.events.tests.factories import make_event, make_officer, make_registration
from kuznia.lib import clock
from kuznia.lib.policy import LinkHolder, System

SYSTEM = System("test")


def options(*labels: str) -> tuple[OptionEntry, ...]:
    """Return answers to choose from, worded so."""
    return tuple(OptionEntry(label=label) for label in labels)


def question_entry(**fields: Any) -> QuestionEntry:
    """Return the filled-in form of a yes-or-no question."""
    values: dict[str, Any] = {"kind": QuestionKind.YES_NO, "wording": "Czy przyjedziesz autem?"} | fields
    return QuestionEntry(**values)


def make_question(event: Event, *, purpose: str = QuestionPurpose.SIGN_UP, **fields: Any) -> Question:
    """Return a yes-or-no question that the event asks, after those that it asks already."""
    return add_question(
        event=event, purpose=purpose, entry=question_entry(**fields), actor=make_officer(event.authority)
    )


def make_choice(event: Event, *, purpose: str = QuestionPurpose.SIGN_UP, **fields: Any) -> Question:
    """Return a question with three answers, of which one is chosen; their keys are 1, 2 and 3."""
    values = {"wording": "Skąd wiesz?", "options": options("Ze strony", "Z plakatu", "Od znajomych")}
    return make_question(event, purpose=purpose, **{"kind": QuestionKind.CHOICE, **values, **fields})


def make_past_event(**fields: Any) -> Event:
    """Return an event that ended an hour ago."""
    now = clock.now()
    times = {"starts_at": now - timedelta(hours=5), "ends_at": now - timedelta(hours=1)}
    return make_event(**{**times, **fields})


def survey_entry(**fields: Any) -> SurveyEntry:
    """Return the filled-in form of an anonymous survey that opens now, for a week."""
    now = clock.now()
    values: dict[str, Any] = {
        "is_anonymous": True,
        "opens_at": now,
        "closes_at": now + timedelta(days=7),
    } | fields
    return SurveyEntry(**values)


def make_survey(event: Event | None = None, **fields: Any) -> Survey:
    """Return a survey in preparation that asks for a mark and for words."""
    event = event or make_past_event()
    scale: dict[str, Any] = {"kind": QuestionKind.SCALE, "wording": "Jak oceniasz konferencję?"}
    make_question(event, purpose=QuestionPurpose.SURVEY, **scale)
    words: dict[str, Any] = {"kind": QuestionKind.TEXT, "wording": "Co zmienić?"}
    make_question(event, purpose=QuestionPurpose.SURVEY, **words)
    return set_up_survey(event=event, entry=survey_entry(**fields), actor=make_officer(event.authority))


def make_open_survey(*, people: int = 1, **fields: Any) -> Survey:
    """Return an open survey to which so many participants were invited."""
    event = make_event()
    for _person in range(people):
        registration = make_registration(event)
        registration.state = RegistrationState.CONFIRMED
        registration.save()
    now = clock.now()
    event.registrations.update(arrived_at=now - timedelta(days=3))
    Event.objects.filter(pk=event.pk).update(
        starts_at=now - timedelta(hours=5), ends_at=now - timedelta(hours=1)
    )
    event.refresh_from_db()
    survey = open_survey(survey=make_survey(event, **fields), actor=make_officer(event.authority))
    invite_to_survey(survey=survey, actor=SYSTEM)
    return survey


def given(question: Question, *keys: str, text: str = "") -> Given:
    """Return an answer to the question."""
    return Given(question_id=question.pk, keys=keys, text=text)


def answer(invitation: SurveyInvitation, mark: str, text: str = "") -> bool:
    """Let the invited person answer both questions of `make_survey` now."""
    scale, words = invitation.survey.event.questions.filter(purpose=QuestionPurpose.SURVEY)
    return answer_survey(
        invitation=invitation,
        answers=[given(scale, mark), given(words, text=text)],
        actor=LinkHolder(opens=link_to_survey(invitation)),
        arrived_at=clock.now(),
    )
