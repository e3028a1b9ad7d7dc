"""The organiser's questions are put together, and what people answer at sign-up is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.events.asking import Given, accepted
from kuznia.events.models import Answer, Event, Question, Registration
from kuznia.events.queries import asked_questions, is_answered, questions_of, survey_of
from kuznia.events.services.seats import lock_event
from kuznia.events.states import OWN_ANSWERS, QuestionPurpose, SurveyState
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand
from kuznia.lib.races import tried_again

FEWEST_OPTIONS = 2
MOST_QUESTIONS = 30
UP, DOWN = "up", "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionEntry:
    """One answer to choose from, as the office words it; a new one has no key yet."""

    key: str = ""
    label: str
    label_en: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEntry:
    """A filled-in form of one question, parsed."""

    kind: str
    wording: str
    wording_en: str = ""
    help_text: str = ""
    options: tuple[OptionEntry, ...] = ()
    required: bool = False
    shown_if: Question | None = None
    shown_if_key: str = ""


@tried_again
@transaction.atomic
def add_question(*, event: Event, purpose: str, entry: QuestionEntry, actor: Actor) -> Question:
    """Ask one more question, after those that are asked already."""
    event = _locked_for_change(event.pk, purpose, actor)
    asked = asked_questions(event, purpose)
    _demand_whole(entry, asked)
    if len(asked) >= MOST_QUESTIONS:
        raise Refused(_("There are too many questions. Remove one first."))
    position = 1 + (questions_of(event, purpose).aggregate(last=Max("position"))["last"] or 0)
    question = Question.objects.create(
        event=event, purpose=purpose, position=position, options=_options(entry), **_values(entry)
    )
    _record(event, gettext_noop("A question was added: “%(wording)s”."), question, actor)
    return question


@tried_again
@transaction.atomic
def change_question(*, question: Question, entry: QuestionEntry, version: int, actor: Actor) -> Question:
    """Change the question; once somebody has answered it, only what leaves its meaning as it was.

    Refused when somebody else changed it since `version`.
    """
    event = _locked_for_change(question.event_id, question.purpose, actor)
    question = Question.objects.get(pk=question.pk)
    if question.version != version:
        raise Refused(
            _("Somebody else has changed this question since you opened it. Compare, then save again."),
            field="version",
        )
    asked = asked_questions(event, question.purpose)
    _demand_whole(entry, [each for each in asked if each.position < question.position])
    if is_answered(question):
        _demand_same_meaning(question, entry)
    _demand_dependants_fit(question, entry)
    for name, value in _values(entry).items():
        setattr(question, name, value)
    question.options = _options(entry)
    question.version += 1
    question.save()
    _record(event, gettext_noop("A question was changed: “%(wording)s”."), question, actor)
    return question


@tried_again
@transaction.atomic
def move_question(*, question: Question, direction: str, actor: Actor) -> Question:
    """Ask the question one place earlier or later; one that depends on an answer stays behind its question."""
    event = _locked_for_change(question.event_id, question.purpose, actor)
    order = asked_questions(event, question.purpose)
    here = next((number for number, each in enumerate(order) if each.pk == question.pk), None)
    there = None if here is None else here + (-1 if direction == UP else 1)
    if here is None or there is None or not 0 <= there < len(order):
        return question
    earlier, later = order[min(here, there)], order[max(here, there)]
    if later.shown_if_id == earlier.pk:
        raise Refused(
            _("“%(later)s” depends on the answer to “%(earlier)s”: it stays behind it.")
            % {"later": later.wording, "earlier": earlier.wording}
        )
    earlier.position, later.position = later.position, earlier.position
    Question.objects.bulk_update([earlier, later], ["position"])
    _record(event, gettext_noop("The order of the questions was changed."), question, actor)
    return order[here]


@tried_again
@transaction.atomic
def remove_question(*, question: Question, actor: Actor) -> Event:
    """Ask the question no longer; what people have answered already is kept and counted."""
    event = _locked_for_change(question.event_id, question.purpose, actor)
    depending = question.depending.filter(withdrawn_at__isnull=True).first()
    if depending is not None:
        raise Refused(
            _("“%(wording)s” depends on the answer to this question. Remove that one first.")
            % {"wording": depending.wording}
        )
    _record(event, gettext_noop("A question was removed: “%(wording)s”."), question, actor)
    if is_answered(question) or question.depending.exists():
        Question.objects.filter(pk=question.pk).update(withdrawn_at=clock.now())
    else:
        Question.objects.filter(pk=question.pk).delete()
    return event


@transaction.atomic
def copy_questions(*, source: Event, target: Event, actor: Actor) -> list[Question]:
    """Ask at the target event what the source asks now, at sign-up and in the survey; answers are not copied."""
    demand(actor, "events.edit_event", target)
    copies: dict[int, Question] = {}
    for question in [each for purpose in QuestionPurpose for each in asked_questions(source, purpose)]:
        shown_if = copies.get(question.shown_if_id or 0)
        copies[question.pk] = Question.objects.create(
            event=target,
            purpose=question.purpose,
            kind=question.kind,
            wording=question.wording,
            wording_en=question.wording_en,
            help_text=question.help_text,
            options=[option for option in question.options if not option["withdrawn"]],
            required=question.required,
            position=question.position,
            shown_if=shown_if,
            shown_if_key=question.shown_if_key if shown_if else "",
        )
    return list(copies.values())


@transaction.atomic
def write_answers(*, registration: Registration, answers: Iterable[Given], actor: Actor) -> bool:
    """Keep what a participant answers to the questions of the sign-up, or refuse one answer at its field.

    Runs inside the act of whoever signs up, which has authorised it and holds the event's lock. Answers to questions
    that are not asked of her are dropped, answers to questions withdrawn since are left alone. True where it changed
    something.
    """
    del actor
    questions = asked_questions(registration.event, QuestionPurpose.SIGN_UP)
    kept = {answer.question_id: answer for answer in registration.answers.filter(question__in=questions)}
    taken = accepted(questions, answers, before={number: answer.keys for number, answer in kept.items()})
    if [_told(kept[number]) for number in sorted(kept)] == sorted(map(_told, taken)):
        return False
    registration.answers.filter(question__in=questions).delete()
    _write(registration, taken)
    return True


@transaction.atomic
def keep_answers(*, registration: Registration, answers: Iterable[Given], actor: Actor) -> None:
    """Keep the answers of a new sign-up that `demand_answers` has taken; its act has authorised it."""
    del actor
    _write(registration, answers)


@transaction.atomic
def forget_answers(*, registrations: Iterable[Registration], actor: Actor) -> int:
    """Delete what these participants answered at sign-up and return how many answers there were."""
    del actor  # Erasure and retention are authorised where they are decided.
    deleted, _by_model = Answer.objects.filter(registration__in=registrations).delete()
    return deleted


def demand_answers(*, event: Event, answers: Iterable[Given], is_asking: bool = True) -> tuple[Given, ...]:
    """Return the answers that a new sign-up of this event keeps, or refuse one at its field.

    Whoever has seen under the event's lock that nothing is asked says so.
    """
    asked = asked_questions(event, QuestionPurpose.SIGN_UP) if is_asking else []
    return accepted(asked, answers, before={})


def _write(registration: Registration, answers: Iterable[Given]) -> None:
    Answer.objects.bulk_create(
        Answer(
            registration=registration,
            question_id=answer.question_id,
            keys=list(answer.keys),
            text=answer.text,
        )
        for answer in answers
    )


def _told(answer: Answer | Given) -> tuple[int, list[str], str]:
    return answer.question_id, list(answer.keys), answer.text


def _locked_for_change(event_id: int, purpose: str, actor: Actor) -> Event:
    event = lock_event(event_id)
    demand(actor, "events.edit_event", event)
    survey = survey_of(event)
    if purpose == QuestionPurpose.SURVEY and survey is not None and survey.state != SurveyState.DRAFT:
        raise Refused(_("The survey has been opened: its questions stay as they are."))
    return event


def _values(entry: QuestionEntry) -> dict[str, Any]:
    names = ("kind", "wording", "wording_en", "help_text", "required", "shown_if", "shown_if_key")
    return {name: getattr(entry, name) for name in names}


def _options(entry: QuestionEntry) -> list[dict[str, Any]]:
    """Return the answers to choose from, each with a key that no other answer ever had."""
    if entry.kind not in OWN_ANSWERS:
        return []
    last = max((int(option.key) for option in entry.options if option.key), default=0)
    options = []
    for option in entry.options:
        last += not option.key
        options.append(
            {
                "key": option.key or str(last),
                "label": option.label,
                "label_en": option.label_en,
                "withdrawn": option.withdrawn,
            }
        )
    return options


def _demand_whole(entry: QuestionEntry, before: Sequence[Question]) -> None:
    offered = [option.label for option in entry.options if not option.withdrawn]
    if entry.kind in OWN_ANSWERS and len(offered) < FEWEST_OPTIONS:
        raise Refused(_("Give at least two answers to choose from."), field="kind")
    if len({label.casefold() for label in offered}) < len(offered):
        raise Refused(_("Two answers are worded alike."), field="kind")
    if entry.shown_if is None:
        return
    asked_after = next((question for question in before if question.pk == entry.shown_if.pk), None)
    if asked_after is None or entry.shown_if_key not in asked_after.labels:
        raise Refused(_("Choose an answer to a question that stands before this one."), field="shown_if")


def _demand_same_meaning(question: Question, entry: QuestionEntry) -> None:
    """Hold the meaning of what people have answered: they answered these words, and not others."""
    if entry.kind != question.kind:
        raise Refused(_("Somebody has answered this question: its kind stays as it is."), field="kind")
    same_english = question.wording_en in {"", entry.wording_en}
    if entry.wording != question.wording or not same_english:
        raise Refused(
            _("Somebody has answered this question: its wording stays. Remove it and ask a new one."),
            field="wording",
        )
    if (entry.shown_if.pk if entry.shown_if else None, entry.shown_if_key) != (
        question.shown_if_id,
        question.shown_if_key,
    ):
        raise Refused(_("Somebody has answered this question: its condition stays."), field="shown_if")
    labels = {option.key: option.label for option in entry.options}
    if any(labels.get(option["key"]) != option["label"] for option in question.options):
        raise Refused(
            _("Somebody has answered this question: an answer can be added or withdrawn, not changed."),
            field="kind",
        )


def _demand_dependants_fit(question: Question, entry: QuestionEntry) -> None:
    """Refuse to take away an answer on which another question depends."""
    needed = set(question.depending.filter(withdrawn_at__isnull=True).values_list("shown_if_key", flat=True))
    changed = Question(kind=entry.kind, options=_options(entry))
    if not needed <= set(changed.offered):
        raise Refused(
            _("Another question depends on an answer to this one: that answer must stay."), field="kind"
        )


def _record(event: Event, sentence: str, question: Question, actor: Actor) -> None:
    record(subject=event, actor=actor, sentence=sentence, params={"wording": question.wording})
