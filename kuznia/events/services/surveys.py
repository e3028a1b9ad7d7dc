"""The survey of an event: set up, opened, answered, closed, its results shown.

How an anonymous answer is parted from its person, and what that promises: docs/adr/0022.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.events import letters
from kuznia.events.asking import Given, accepted
from kuznia.events.models import (
    Event,
    Question,
    Registration,
    SealedAnswers,
    Survey,
    SurveyInvitation,
    SurveyResponse,
)
from kuznia.events.queries import asked_questions, people_to_ask, takes_answers
from kuznia.events.seal import opened, sealed
from kuznia.events.services.seats import lock_event
from kuznia.events.states import EventState, QuestionPurpose, SurveyState
from kuznia.jobs.services import enqueue
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, LinkHolder, System, demand
from kuznia.lib.races import tried_again
from kuznia.notify.services import post
from kuznia.process.services import make_move


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyEntry:
    """The filled-in form of a survey, parsed."""

    is_anonymous: bool
    opens_at: datetime
    closes_at: datetime


@tried_again
@transaction.atomic
def set_up_survey(*, event: Event, entry: SurveyEntry, actor: Actor) -> Survey:
    """Make the event's survey, or change it while nobody has been asked.

    Whether it is anonymous is fixed when it opens; afterwards only a later end can be set.
    """
    event = lock_event(event.pk)
    demand(actor, "events.edit_event", event)
    survey = _locked_or_new(event)
    _demand_times(event, entry)
    if survey.state == SurveyState.CLOSED:
        raise Refused(_("The survey is closed."))
    if survey.state == SurveyState.OPEN:
        _demand_only_later_end(survey, entry)
    survey.is_anonymous, survey.opens_at, survey.closes_at = (
        entry.is_anonymous,
        entry.opens_at,
        entry.closes_at,
    )
    survey.save()
    record(subject=event, actor=actor, sentence=gettext_noop("The survey was set up."))
    return survey


@tried_again
@transaction.atomic
def open_survey(*, survey: Survey, actor: Actor) -> Survey:
    """Open the survey; the invitations go out at its beginning, or now where that has passed."""
    lock_event(survey.event_id)
    survey = make_move(case=survey, move="open", actor=actor)
    now = clock.now()
    if survey.closes_at <= now:
        raise Refused(_("The end of the survey has passed. Set a later one."))
    queue_invitations(survey=survey, at=max(survey.opens_at, now))
    return survey


def queue_invitations(*, survey: Survey, at: datetime) -> None:
    """Let the invitations go out at the instant; whether they may is asked then."""
    enqueue("events.invite_to_survey", run_at=at, survey_id=survey.pk)


@tried_again
@transaction.atomic
def close_survey(*, survey: Survey, actor: Actor) -> Survey:
    """Close the survey; anonymous answers are opened now, all at once, and written in random order."""
    locked = _locked(survey.pk)
    if locked.state == SurveyState.CLOSED:
        demand(actor, "events.close_survey", locked)
        return locked
    closed = make_move(case=locked, move="close", actor=actor)
    if closed.is_anonymous:
        _unseal(closed)
    return closed


@transaction.atomic
def invite_to_survey(*, survey: Survey, actor: System) -> int:
    """Ask those who came, one letter for each person, and return how many were asked; twice asks nobody twice.

    Nobody is asked once the survey is closed or the event cancelled. Where either begins later than it did when the
    survey was opened, the invitations wait for that.
    """
    demand(actor, "events.ask_in_survey", survey)
    survey = _locked(survey.pk)
    if survey.state != SurveyState.OPEN or survey.event.state != EventState.PUBLISHED:
        return 0
    due_at = max(survey.opens_at, survey.event.starts_at)
    if clock.now() < due_at:
        queue_invitations(survey=survey, at=due_at)
        return 0
    people = list(people_to_ask(survey.event))
    SurveyInvitation.objects.bulk_create(
        (SurveyInvitation(survey=survey, registration=person) for person in people), ignore_conflicts=True
    )
    for invitation in _invitations(survey):
        post(posting=letters.asked_in_survey(invitation), actor=actor)
    return len(people)


@tried_again
@transaction.atomic
def remind_of_survey(*, survey: Survey, actor: Actor) -> Survey:
    """Remind those who have not answered; once for each survey."""
    locked = _locked(survey.pk)
    demand(actor, "events.run_survey", locked)
    if locked.reminded_at is not None:
        return locked
    if not takes_answers(locked, clock.now()):
        raise Refused(_("Nobody can answer the survey now."))
    locked.reminded_at = clock.now()
    locked.save(update_fields=["reminded_at"])
    enqueue("events.remind_of_survey", survey_id=locked.pk)
    record(
        subject=locked.event, actor=actor, sentence=gettext_noop("Those who had not answered were reminded.")
    )
    return locked


@transaction.atomic
def write_reminders(*, survey: Survey, actor: System) -> int:
    """Write to everybody who was asked and has not answered, and return how many that were."""
    demand(actor, "events.ask_in_survey", survey)
    waiting = [invitation for invitation in _invitations(survey) if not invitation.has_answered]
    for invitation in waiting:
        post(posting=letters.reminded_of_survey(invitation), actor=actor)
    return len(waiting)


@tried_again
@transaction.atomic
def answer_survey(
    *, invitation: SurveyInvitation, answers: Iterable[Given], actor: LinkHolder, arrived_at: datetime
) -> bool:
    """Keep the answers of one invited person; who has answered already changes nothing. True where it was kept.

    Nothing is recorded in the history and nothing is told: in an anonymous survey both would lead to the person.
    """
    survey = _locked(invitation.survey_id)
    demand(actor, "events.answer_survey", invitation)
    if not _is_unanswered(invitation):
        return False
    if not takes_answers(survey, arrived_at):
        raise Refused(_("The survey is closed: your answers have not been kept."))
    questions = asked_questions(survey.event, QuestionPurpose.SURVEY)
    taken = accepted(questions, answers, before={})
    if not taken:
        raise Refused(_("Answer at least one question."))
    SurveyInvitation.objects.filter(pk=invitation.pk).update(has_answered=True)
    _keep(survey, invitation, taken)
    return True


@tried_again
@transaction.atomic
def show_result(*, question: Question, actor: Actor) -> Question:
    """Show the result of one question of the survey on the event's page."""
    survey = _locked(question.event.survey.pk)
    demand(actor, "events.run_survey", survey)
    if survey.state != SurveyState.CLOSED:
        raise Refused(_("Results are shown when the survey is closed."))
    return _set_public(question, survey, True, gettext_noop("A result was published: “%(wording)s”."), actor)


@tried_again
@transaction.atomic
def hide_result(*, question: Question, actor: Actor) -> Question:
    """Take the result of one question of the survey off the event's page."""
    survey = _locked(question.event.survey.pk)
    demand(actor, "events.run_survey", survey)
    return _set_public(question, survey, False, gettext_noop("A result was hidden: “%(wording)s”."), actor)


@transaction.atomic
def forget_responses(*, person_id: int, actor: Actor) -> int:
    """Delete the person's named responses and return how many there were; anonymous ones can't be found."""
    del actor  # Erasure is authorised by `accounts`, which asks every app to do its own.
    deleted, _by_model = SurveyResponse.objects.filter(registration__person_id=person_id).delete()
    return deleted


@transaction.atomic
def forget_responses_of(*, registrations: QuerySet[Registration], actor: Actor) -> int:
    """Delete the named responses of these sign-ups, whose time of keeping has passed; return how many there were."""
    del actor
    deleted, _by_model = SurveyResponse.objects.filter(registration__in=registrations).delete()
    return deleted


def _locked(number: int) -> Survey:
    surveys = Survey.objects.select_for_update(no_key=True, of=("self",)).select_related("event")
    return surveys.get(pk=number)


def _locked_or_new(event: Event) -> Survey:
    found = Survey.objects.select_for_update(no_key=True, of=("self",)).filter(event=event).first()
    return found or Survey(event=event)


def _demand_times(event: Event, entry: SurveyEntry) -> None:
    if entry.opens_at < event.starts_at:
        raise Refused(_("The survey can’t open before the event starts."), field="opens_at")
    if entry.closes_at <= entry.opens_at:
        raise Refused(_("The end must be later than the start."), field="closes_at")


def _demand_only_later_end(survey: Survey, entry: SurveyEntry) -> None:
    if entry.is_anonymous != survey.is_anonymous:
        raise Refused(
            _("People were told whether the survey is anonymous: that stays as it is."), field="is_anonymous"
        )
    if entry.opens_at != survey.opens_at or entry.closes_at < survey.closes_at:
        raise Refused(_("The survey is open: only a later end can be set."), field="closes_at")


def _invitations(survey: Survey) -> list[SurveyInvitation]:
    related = ("survey", "registration__event__venue", "registration__person")
    return list(survey.invitations.select_related(*related).order_by("pk"))


def _is_unanswered(invitation: SurveyInvitation) -> bool:
    """Read under the survey's lock, so that of two clicks the second finds what the first has done."""
    return SurveyInvitation.objects.filter(pk=invitation.pk, has_answered=False).exists()


def _keep(survey: Survey, invitation: SurveyInvitation, taken: Iterable[Given]) -> None:
    kept: dict[str, Any] = {
        str(answer.question_id): {"keys": list(answer.keys), "text": answer.text} for answer in taken
    }
    if survey.is_anonymous:
        SealedAnswers.objects.create(survey=survey, sealed=sealed(kept))
        return
    SurveyResponse.objects.create(
        survey=survey, registration=invitation.registration, is_anonymous=False, answers=kept
    )


def _unseal(survey: Survey) -> None:
    """Write what was sealed as plain responses: one transaction, new random numbers, random order.

    Written one by one they would stand in the order of answering, and each in the transaction that also noted who had
    answered; PostgreSQL keeps both visible (xmin, ctid) even after a full vacuum.
    """
    answers = [opened(row.sealed) for row in survey.sealed.all()]
    random.SystemRandom().shuffle(answers)
    SurveyResponse.objects.bulk_create(
        SurveyResponse(survey=survey, is_anonymous=True, answers=each) for each in answers
    )
    survey.sealed.all().delete()


def _set_public(question: Question, survey: Survey, is_public: bool, sentence: str, actor: Actor) -> Question:
    Question.objects.filter(pk=question.pk, purpose=QuestionPurpose.SURVEY).update(is_result_public=is_public)
    record(subject=survey.event, actor=actor, sentence=sentence, params={"wording": question.wording})
    question.refresh_from_db()
    return question
