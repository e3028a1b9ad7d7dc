"""Reads of surveys: the course of one, whom to ask, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from kuznia.events.models import Attendance, Event, Registration, Survey, SurveyInvitation, SurveyResponse
from kuznia.events.queries.questions import Summary, questions_of, survey_summary
from kuznia.events.states import QuestionPurpose, RegistrationState, SurveyState


def survey_of(event: Event) -> Survey | None:
    """Return the survey of the event, if its office has made one."""
    return Survey.objects.filter(event=event).first()


def takes_answers(survey: Survey, at: datetime) -> bool:
    """True while people may answer at the instant."""
    return survey.state == SurveyState.OPEN and survey.opens_at <= at <= survey.closes_at


def invitation_with_number(number: int) -> SurveyInvitation | None:
    """Return the invitation with its survey and event; whoever asks must still show that it is hers."""
    related = ("survey__event__venue", "registration__person")
    return SurveyInvitation.objects.filter(pk=number).select_related(*related).first()


def link_to_survey(invitation: SurveyInvitation) -> str:
    """Return what a link to this invitation is said to open."""
    return f"events.survey_invitation:{invitation.pk}"


def people_to_ask(event: Event) -> QuerySet[Registration]:
    """Return the sign-ups of those who came, or of all whose seat was sure where nobody was checked in.

    Only people with an address of their own can be asked by e-mail.
    """
    came = Attendance.objects.filter(registration__event=event, undone_at__isnull=True)
    asked = event.registrations.filter(state=RegistrationState.CONFIRMED)
    if came.exists():
        asked = asked.filter(pk__in=came.values("registration"))
    with_address = asked.exclude(person__email__isnull=True).exclude(person__email="")
    return with_address.select_related("event", "event__venue", "person").order_by("pk")


@dataclass(frozen=True, slots=True)
class SurveyFigures:
    """How many were asked and how many have answered."""

    invited: int
    answered: int

    @property
    def share(self) -> int:
        """The part that has answered, in percent."""
        return round(100 * self.answered / self.invited) if self.invited else 0


def survey_figures(survey: Survey) -> SurveyFigures:
    """Return how many were asked and how many have answered."""
    return SurveyFigures(survey.invitations.count(), survey.invitations.filter(has_answered=True).count())


def results_of(survey: Survey) -> list[Summary]:
    """Return how each question was answered; of an anonymous survey nothing is known until it closes."""
    responses = list(survey.responses.order_by("pk"))
    questions = questions_of(survey.event, QuestionPurpose.SURVEY)
    return [survey_summary(question, responses) for question in questions]


def shown_results(survey: Survey) -> list[Summary]:
    """Return the results that the office may see now: of an anonymous survey none before it closes."""
    return results_of(survey) if survey.state == SurveyState.CLOSED or not survey.is_anonymous else []


def public_results(event: Event, at: datetime) -> list[Summary]:
    """Return the results that the office shows on the event's page, which has them once the event is over."""
    if at <= event.ends_at:
        return []
    shown = list(questions_of(event, QuestionPurpose.SURVEY).filter(is_result_public=True))
    if not shown:
        return []
    responses = list(event.survey.responses.order_by("pk"))
    found = [survey_summary(question, responses) for question in shown]
    return [summary for summary in found if summary.answered and not summary.is_withheld]


def said_by(registration: Registration) -> list[tuple[str, str]]:
    """Return what a participant answered in a survey with names, question by question, in words."""
    response = SurveyResponse.objects.filter(registration=registration).first()
    if response is None:
        return []
    questions = questions_of(registration.event, QuestionPurpose.SURVEY)
    said = [(question, response.answers.get(str(question.pk))) for question in questions]
    return [
        (question.wording, question.words_for(kept["keys"], kept["text"])) for question, kept in said if kept
    ]
