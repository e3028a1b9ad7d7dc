"""Which questions are asked of somebody who answers so, and which answers are taken: one rule for every form."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuznia.events.models import Question
from kuznia.events.models.questions import LONGEST_ANSWER
from kuznia.events.states import QuestionKind
from kuznia.lib.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody answered to one question: the keys she chose, or her words."""

    question_id: int
    keys: tuple[str, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.keys or self.text)


def shown_ids(questions: Sequence[Question], given: Iterable[Given]) -> frozenset[int]:
    """Return which of the questions, in the order of the page, are asked of somebody who answers so.

    A question whose own question is not asked is not asked either, whatever stands in it.
    """
    keys = {answer.question_id: answer.keys for answer in given}
    shown: set[int] = set()
    for question in questions:
        asked_after = question.shown_if_id
        if asked_after is None or (
            asked_after in shown and question.shown_if_key in keys.get(asked_after, ())
        ):
            shown.add(question.pk)
    return frozenset(shown)


def accepted(
    questions: Sequence[Question], given: Iterable[Given], *, before: Mapping[int, Collection[str]]
) -> tuple[Given, ...]:
    """Return the answers to the questions that are asked, in their order, or refuse one at its field.

    What was typed into a question that is not asked is dropped. `before` holds the keys chosen earlier: an answer
    that the office has withdrawn since may stay.
    """
    by_question = {answer.question_id: answer for answer in given}
    shown = shown_ids(questions, by_question.values())
    asked = [question for question in questions if question.pk in shown]
    tidy = [_tidy(question, by_question.get(question.pk)) for question in asked]
    for question, answer in zip(asked, tidy, strict=True):
        _demand_fits(question, answer, before.get(question.pk, ()))
    return tuple(answer for answer in tidy if answer)


def _tidy(question: Question, answer: Given | None) -> Given:
    """Keep what this kind of question takes: keys in the order of the page, or words."""
    if answer is None:
        return Given(question_id=question.pk)
    if not question.has_keys:
        return Given(question_id=question.pk, text=answer.text.strip())
    known = [key for key in question.labels if key in answer.keys]
    unknown = sorted(set(answer.keys) - set(known))
    return Given(question_id=question.pk, keys=(*known, *unknown))


def _demand_fits(question: Question, answer: Given, before: Collection[str]) -> None:
    if question.required and not answer:
        raise Refused(_("Answer this question."), field=question.field)
    is_single = question.kind != QuestionKind.SEVERAL
    if not set(answer.keys) <= {*question.offered, *before} or (is_single and len(answer.keys) > 1):
        raise Refused(_("Choose one of the answers."), field=question.field)
    if len(answer.text) > LONGEST_ANSWER:
        words = ngettext(
            "Shorten the answer to %(limit)d character.",
            "Shorten the answer to %(limit)d characters.",
            LONGEST_ANSWER,
        )
        raise Refused(words % {"limit": LONGEST_ANSWER}, field=question.field)
