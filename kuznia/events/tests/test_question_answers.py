"""What is asked of whom, what is kept and what is dropped: one rule, tried with every way of answering."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from kuznia.events.asking import Given, accepted, shown_ids
from kuznia.events.models import Answer, Event, Question, Registration
from kuznia.events.queries import answers_of, link_to, summary_of
from kuznia.events.services.questions import remove_question
from kuznia.events.services.registrations import NeedsEntry, change_registration
from kuznia.events.states import QuestionKind
from kuznia.events.tests.factories import make_event, make_officer, make_registration
from kuznia.events.tests.question_factories import given, make_choice, make_question
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import LinkHolder

KINDS = [QuestionKind.TEXT, QuestionKind.CHOICE, QuestionKind.SEVERAL, QuestionKind.YES_NO]


def _question(number: int, kind: str, shown_if: Question | None, key: str, required: bool) -> Question:
    labels = [{"key": key, "label": key, "label_en": "", "withdrawn": False} for key in "123"]
    return Question(
        pk=number,
        kind=kind,
        wording=str(number),
        required=required,
        options=labels if kind in {QuestionKind.CHOICE, QuestionKind.SEVERAL} else [],
        shown_if=shown_if,
        shown_if_key=key,
    )


@st.composite
def _forms(draw: Any) -> list[Question]:
    questions: list[Question] = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        choosable = [each for each in questions if each.has_keys]
        shown_if = draw(st.none() | st.sampled_from(choosable)) if choosable else None
        key = draw(st.sampled_from(list(shown_if.labels))) if shown_if else ""
        questions.append(_question(number, draw(st.sampled_from(KINDS)), shown_if, key, draw(st.booleans())))
    return questions


@st.composite
def _filled_in(draw: Any) -> tuple[list[Question], list[Given]]:
    questions = draw(_forms())
    answers = []
    for question in questions:
        keys = tuple(draw(st.lists(st.sampled_from(["yes", "no", "1", "2", "9"]), max_size=3)))
        text = draw(st.sampled_from(["", "słowa", "x" * 1001]))
        answers.append(Given(question_id=question.pk, keys=keys, text=text))
    return questions, answers


@tried(_filled_in())
def test_hidden_question_is_never_demanded_and_never_kept(filled: tuple[list[Question], list[Given]]) -> None:
    questions, answers = filled
    shown = shown_ids(questions, answers)

    kept = _outcome(questions, answers)

    if isinstance(kept, Refused):
        assert kept.field in {question.field for question in questions if question.pk in shown}
    else:
        assert {answer.question_id for answer in kept} <= shown
        assert {each.pk for each in questions if each.required} & shown <= {each.question_id for each in kept}


@tried(_filled_in())
def test_what_stands_in_hidden_questions_changes_nothing(filled: tuple[list[Question], list[Given]]) -> None:
    questions, answers = filled
    shown = shown_ids(questions, answers)
    without = [answer for answer in answers if answer.question_id in shown]

    assert shown_ids(questions, without) == shown
    assert repr(_outcome(questions, without)) == repr(_outcome(questions, answers))


def _outcome(questions: list[Question], answers: list[Given]) -> tuple[Given, ...] | Refused:
    try:
        return accepted(questions, answers, before={})
    except Refused as refused:
        return refused


def _change(registration: Registration, *answers: Given) -> Registration:
    return change_registration(
        registration=registration,
        actor=LinkHolder(opens=link_to(registration)),
        arrived_at=clock.now(),
        name=registration.name,
        session_ids=(),
        needs=NeedsEntry(),
        answers=answers,
    )


def _said(registration: Registration) -> list[tuple[str, str]]:
    return [(answer.question.wording, answer.words) for answer in answers_of(registration)]


def _driving(event: Event) -> tuple[Question, Question]:
    drives = make_question(event, required=True)
    places = make_question(
        event,
        kind=QuestionKind.TEXT,
        wording="Ile miejsc masz w aucie?",
        required=True,
        shown_if=drives,
        shown_if_key="yes",
    )
    return drives, places


@pytest.mark.django_db
def test_sign_up_keeps_answers_in_the_order_of_the_questions() -> None:
    event = make_event()
    drives, places = _driving(event)

    registration = make_registration(event, answers=(given(places, text=" trzy "), given(drives, "yes")))

    assert _said(registration) == [("Czy przyjedziesz autem?", "tak"), ("Ile miejsc masz w aucie?", "trzy")]


@pytest.mark.django_db
def test_sign_up_drops_what_was_typed_into_a_question_that_is_not_asked() -> None:
    event = make_event()
    drives, places = _driving(event)

    registration = make_registration(event, answers=(given(drives, "no"), given(places, text="trzy")))

    assert _said(registration) == [("Czy przyjedziesz autem?", "nie")]


@pytest.mark.django_db
def test_sign_up_is_refused_and_leaves_nothing_when_an_answer_is_missing() -> None:
    event = make_event()
    drives, places = _driving(event)

    with pytest.raises(Refused) as refused:
        make_registration(event, answers=(given(drives, "yes"),))

    assert (refused.value.message, refused.value.field) == ("Odpowiedz na to pytanie.", places.field)
    assert Registration.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("keys", [("9",), ("1", "2")])
def test_answer_is_refused_when_it_can_not_be_chosen(keys: tuple[str, ...]) -> None:
    event = make_event()
    question = make_choice(event)

    with pytest.raises(Refused) as refused:
        make_registration(event, answers=(given(question, *keys),))

    assert (refused.value.message, refused.value.field) == ("Wybierz jedną z odpowiedzi.", question.field)


@pytest.mark.django_db
def test_answer_in_words_is_refused_when_it_is_too_long() -> None:
    event = make_event()
    question = make_question(event, kind=QuestionKind.TEXT)

    with pytest.raises(Refused) as refused:
        make_registration(event, answers=(given(question, text="x" * 1001),))

    assert refused.value.message == "Skróć odpowiedź do 1000 znaków."


@pytest.mark.django_db
def test_change_keeps_a_withdrawn_question_and_drops_what_no_longer_applies() -> None:
    event = make_event()
    drives, places = _driving(event)
    old = make_choice(event)
    answers = (given(drives, "yes"), given(places, text="3"), given(old, "2"))
    registration = make_registration(event, answers=answers)
    remove_question(question=old, actor=make_officer())

    _change(registration, given(drives, "no"), given(places, text="3"))

    assert _said(registration) == [("Czy przyjedziesz autem?", "nie"), ("Skąd wiesz?", "Z plakatu")]


@pytest.mark.django_db
def test_change_that_answers_the_same_writes_nothing() -> None:
    event = make_event()
    question = make_choice(event)
    registration = make_registration(event, answers=(given(question, "2"),))
    before = Answer.objects.get().pk

    _change(registration, given(question, "2"))

    assert Answer.objects.get().pk == before


@pytest.mark.django_db
def test_summary_counts_those_who_have_a_seat_and_lists_words_without_names() -> None:
    event = make_event()
    question = make_choice(event, kind=QuestionKind.SEVERAL)
    words = make_question(event, kind=QuestionKind.TEXT, wording="Uwagi?")
    make_registration(event, answers=(given(question, "1", "2"), given(words, text="żur")))
    make_registration(event, answers=(given(question, "2"), given(words, text="Ława")))
    make_registration(event)

    counted, said = summary_of(question), summary_of(words)

    assert [(row.label, row.number, row.share) for row in counted.rows] == [
        ("Ze strony", 1, 50),
        ("Z plakatu", 2, 100),
        ("Od znajomych", 0, 0),
    ]
    assert (counted.answered, said.answered, said.texts) == (2, 2, ("Ława", "żur"))
