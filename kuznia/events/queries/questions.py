"""Reads of the organiser's questions: what is asked, what was answered, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from kuznia.events.models import Answer, Event, Question, Registration, SurveyResponse
from kuznia.events.states import SEATED, QuestionPurpose
from kuznia.lib.prepared import NUMBER, WORD, Prepared
from kuznia.lib.text import polish_key

# In an anonymous survey fewer answers than these are not shown: they could be guessed to be somebody's.
SMALLEST_GROUP = 3
Said = tuple[tuple[str, ...], str]


def questions_of(event: Event, purpose: str) -> QuerySet[Question]:
    """Return every question of the event for this purpose, withdrawn ones too, in the order of the page."""
    return event.questions.filter(purpose=purpose).select_related("shown_if").order_by("position", "pk")


def asked_questions(event: Event, purpose: str) -> list[Question]:
    """Return the questions that are asked now, in the order of the page."""
    asked = _ASKED.rows(event.pk, purpose)
    for question in asked:
        question.event = event
    return asked


_ASKED = Prepared(
    lambda number, purpose: (
        Question.objects.filter(event_id=number, purpose=purpose, withdrawn_at__isnull=True)
        .select_related("shown_if")
        .order_by("position", "pk")
    ),
    NUMBER,
    WORD,
)


def answers_of(registration: Registration) -> list[Answer]:
    """Return what a participant answered at sign-up, in the order of the questions."""
    answers = _ANSWERS.rows(registration.pk)
    for answer in answers:
        answer.registration = registration
    return answers


_ANSWERS = Prepared(
    lambda number: (
        Answer.objects.filter(registration_id=number)
        .select_related("question")
        .order_by("question__position", "question__pk")
    ),
    NUMBER,
)


def is_answered(question: Question) -> bool:
    """True once somebody has answered: from then on the question keeps its meaning."""
    return Answer.objects.filter(question=question).exists()


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """How many gave one answer, and what part of those who answered the question that is, in percent."""

    label: str
    number: int
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How one question was answered; `texts` stand in the order of the alphabet and name nobody."""

    question: Question
    answered: int
    rows: tuple[SummaryRow, ...] = ()
    texts: tuple[str, ...] = ()
    # True where so few answered an anonymous question that nothing but their number is told.
    is_withheld: bool = False


def summary_of(question: Question) -> Summary:
    """Return how the question was answered: by those who have a seat, or in the survey."""
    if question.purpose == QuestionPurpose.SIGN_UP:
        return _summed_up(question, _said_at_sign_up(question), smallest=1)
    return survey_summary(question, SurveyResponse.objects.filter(survey__event_id=question.event_id))


def survey_summary(question: Question, responses: Iterable[SurveyResponse]) -> Summary:
    """Return how the question was answered in these responses; few anonymous answers are only counted."""
    found = list(responses)
    is_anonymous = any(response.is_anonymous for response in found)
    said = [_said(response.answers.get(str(question.pk), {})) for response in found]
    return _summed_up(question, said, smallest=SMALLEST_GROUP if is_anonymous else 1)


def _said_at_sign_up(question: Question) -> list[Said]:
    seated = question.answers.filter(registration__state__in=SEATED)
    return [(tuple(keys), text) for keys, text in seated.values_list("keys", "text")]


def _said(kept: dict[str, object]) -> Said:
    keys, text = kept.get("keys", []), kept.get("text", "")
    return tuple(str(key) for key in keys) if isinstance(keys, list) else (), str(text)


def _summed_up(question: Question, said: Iterable[Said], *, smallest: int) -> Summary:
    given = [(keys, text) for keys, text in said if keys or text]
    answered = len(given)
    if answered < smallest:
        return Summary(question=question, answered=answered, is_withheld=answered > 0)
    if not question.has_keys:
        texts = tuple(sorted((text for _keys, text in given), key=polish_key))
        return Summary(question=question, answered=answered, texts=texts)
    numbers = Counter(key for keys, _text in given for key in keys)
    rows = tuple(
        SummaryRow(label, numbers[key], round(100 * numbers[key] / answered) if answered else 0)
        for key, label in question.labels.items()
    )
    return Summary(question=question, answered=answered, rows=rows)
