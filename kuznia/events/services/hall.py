"""Questions from the hall: asked by participants, put in order by the moderator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuznia.events.hours import is_day_of
from kuznia.events.models import Event, HallQuestion, Session
from kuznia.events.queries import hall_questions_of, registration_at_door
from kuznia.events.services import seats
from kuznia.events.states import EventState, HallQuestionState
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand
from kuznia.lib.races import tried_again
from kuznia.lib.text import typed_code
from kuznia.process.services import make_move

MOST_QUESTIONS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class HallQuestionEntry:
    """A filled-in form of a question, parsed."""

    code: str
    text: str
    session: Session | None = None
    is_anonymous: bool = False
    form_key: UUID


@tried_again
@transaction.atomic
def ask_question(
    *, event: Event, entry: HallQuestionEntry, actor: Actor, arrived_at: datetime
) -> HallQuestion:
    """Put the question before the moderator; the hall sees it once she shows it. A form sent twice asks once."""
    demand(actor, "events.ask_question", event)
    event = seats.lock_event(event.pk)
    sent_before = HallQuestion.objects.filter(form_key=entry.form_key, event=event).first()
    if sent_before is not None:
        return sent_before
    if event.state != EventState.PUBLISHED or not is_day_of(event, arrived_at):
        raise Refused(_("Questions are taken on the day of the event only."))
    registration = registration_at_door(event, typed_code(entry.code))
    if registration is None or not registration.is_seated:
        raise Refused(_("No badge of this event has this code. Check the code on your badge."), field="code")
    if registration.hall_questions.count() >= MOST_QUESTIONS:
        words = ngettext(
            "You have asked %(most)d question. That is the limit for one person.",
            "You have asked %(most)d questions. That is the limit for one person.",
            MOST_QUESTIONS,
        )
        raise Refused(words % {"most": MOST_QUESTIONS}, field="text")
    return HallQuestion.objects.create(
        event=event,
        session=entry.session,
        registration=registration,
        text=entry.text,
        is_anonymous=entry.is_anonymous,
        position=_last_position(event) + 1,
        asked_at=arrived_at,
        form_key=entry.form_key,
    )


@tried_again
@transaction.atomic
def move_question(*, question: HallQuestion, move: str, actor: Actor) -> HallQuestion:
    """Show the question to the hall, mark it answered or hide it; one that is so already stays as it is."""
    question = _locked(question, actor)
    if question.state == _TARGETS.get(move):
        return question
    moved = make_move(case=question, move=move, actor=actor)
    if moved.is_pinned and moved.state != HallQuestionState.SHOWN:
        moved.is_pinned = False
        moved.save(update_fields=["is_pinned"])
    return moved


_TARGETS = {
    "show": HallQuestionState.SHOWN,
    "answer": HallQuestionState.ANSWERED,
    "hide": HallQuestionState.HIDDEN,
}


@tried_again
@transaction.atomic
def raise_question(*, question: HallQuestion, actor: Actor) -> HallQuestion:
    """Put the question before the one above it in its list; the first one stays first."""
    return _swapped(question, actor, step=-1)


@tried_again
@transaction.atomic
def lower_question(*, question: HallQuestion, actor: Actor) -> HallQuestion:
    """Put the question after the one below it in its list; the last one stays last."""
    return _swapped(question, actor, step=1)


@tried_again
@transaction.atomic
def pin_question(*, question: HallQuestion, actor: Actor) -> HallQuestion:
    """Put the question on top of the screen, alone: the one that was there goes back into the order."""
    question = _locked(question, actor)
    if question.state != HallQuestionState.SHOWN:
        raise Refused(_("Show the question to the hall first, then pin it."))
    HallQuestion.objects.filter(event=question.event_id, is_pinned=True).update(is_pinned=False)
    question.is_pinned = True
    question.save(update_fields=["is_pinned"])
    return question


@tried_again
@transaction.atomic
def unpin_question(*, question: HallQuestion, actor: Actor) -> HallQuestion:
    """Take the question off the top of the screen; it goes back into the order."""
    question = _locked(question, actor)
    question.is_pinned = False
    question.save(update_fields=["is_pinned"])
    return question


def _swapped(question: HallQuestion, actor: Actor, *, step: int) -> HallQuestion:
    question = _locked(question, actor)
    beside = list(
        hall_questions_of(question.event).filter(state=question.state, is_pinned=question.is_pinned)
    )
    place = beside.index(question) + step
    if 0 <= place < len(beside):
        other = beside[place]
        question.position, other.position = other.position, question.position
        HallQuestion.objects.bulk_update([question, other], ["position"])
    return question


def _locked(question: HallQuestion, actor: Actor) -> HallQuestion:
    """Return the question as it is now; the event's row is locked, so that nobody else changes the order."""
    seats.lock_event(question.event_id)
    question = HallQuestion.objects.select_related("event").get(pk=question.pk)
    demand(actor, "events.moderate_question", question)
    return question


def _last_position(event: Event) -> int:
    return event.hall_questions.aggregate(last=Max("position"))["last"] or 0
