"""The office words its questions: what it may change, when, and what it reads where it may not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kuznia.audit.models import CaseEntry
from kuznia.events.models import Answer, Event, Question
from kuznia.events.queries import asked_questions
from kuznia.events.services.questions import (
    MOST_QUESTIONS,
    OptionEntry,
    change_question,
    copy_questions,
    forget_answers,
    move_question,
    remove_question,
)
from kuznia.events.states import QuestionKind, QuestionPurpose, SurveyState
from kuznia.events.tests.factories import make_event, make_officer, make_registration
from kuznia.events.tests.question_factories import (
    SYSTEM,
    given,
    make_choice,
    make_question,
    make_survey,
    options,
    question_entry,
)
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import Visitor

pytestmark = pytest.mark.django_db
SIGN_UP = QuestionPurpose.SIGN_UP
CHOICE: dict[str, Any] = {"kind": QuestionKind.CHOICE, "wording": "Skąd wiesz?"}


def _change(question: Question, **fields: Any) -> Question:
    return change_question(
        question=question, entry=question_entry(**fields), version=question.version, actor=make_officer()
    )


def _refusal(act: Any) -> tuple[str, str | None]:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.message, refused.value.field


def _answered_choice(event: Event) -> Question:
    question = make_choice(event)
    make_registration(event, answers=(given(question, "1"),))
    return question


def _kept(*extra: OptionEntry) -> tuple[OptionEntry, ...]:
    """Return the answers of `make_choice` as its form sends them back."""
    labels = ("Ze strony", "Z plakatu", "Od znajomych")
    return (*(OptionEntry(key=str(number), label=label) for number, label in enumerate(labels, 1)), *extra)


def test_question_is_asked_after_the_others_and_recorded() -> None:
    event = make_event()

    first, second = make_question(event, wording="Pierwsze?"), make_choice(event)

    assert asked_questions(event, SIGN_UP) == [first, second]
    assert [option["key"] for option in second.options] == ["1", "2", "3"]
    entry = CaseEntry.objects.latest("pk")
    assert (entry.sentence, entry.params) == (
        "A question was added: “%(wording)s”.",
        {"wording": "Skąd wiesz?"},
    )


def test_question_is_refused_to_whoever_is_not_of_the_office() -> None:
    event = make_event()
    question = make_question(event)

    with pytest.raises(Forbidden):
        remove_question(question=question, actor=Visitor())

    assert Question.objects.filter(pk=question.pk).exists()


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (("Tak",), "Podaj przynajmniej dwie odpowiedzi do wyboru."),
        (("Tak", "tak"), "Dwie odpowiedzi brzmią tak samo."),
    ],
)
def test_choice_is_refused_without_two_different_answers(labels: tuple[str, ...], words: str) -> None:
    event = make_event()

    refusal = _refusal(lambda: make_choice(event, options=options(*labels)))

    assert refusal == (words, "kind")


def test_question_is_refused_when_there_are_very_many() -> None:
    event = make_event()
    Question.objects.bulk_create(
        Question(event=event, purpose=SIGN_UP, kind=QuestionKind.TEXT, wording=str(number))
        for number in range(MOST_QUESTIONS)
    )

    refusal = _refusal(lambda: make_question(event))

    assert refusal == ("Pytań jest za dużo. Najpierw usuń któreś.", None)


def test_condition_is_refused_when_its_question_comes_later_or_has_no_such_answer() -> None:
    event = make_event()
    first, second = make_question(event), make_question(event, wording="Drugie?")
    words = ("Wybierz odpowiedź na pytanie, które stoi przed tym.", "shown_if")

    later = _refusal(lambda: _change(first, shown_if=second, shown_if_key="yes"))
    unknown = _refusal(lambda: _change(second, wording="Drugie?", shown_if=first, shown_if_key="maybe"))

    assert (later, unknown) == (words, words)


def test_change_keeps_the_keys_of_answers_and_gives_new_ones_new_keys() -> None:
    question = make_choice(make_event())
    entries = (OptionEntry(key="3", label="Od znajomych"), OptionEntry(label="Z radia"))

    changed = _change(question, **CHOICE, options=entries)

    assert changed.labels == {"3": "Od znajomych", "4": "Z radia"}
    assert changed.version == 2


def test_change_is_refused_when_somebody_else_was_faster() -> None:
    question = make_question(make_event())
    _change(question, wording="Nowe?")

    refusal = _refusal(lambda: _change(question, wording="Inne?"))

    words = "Od otwarcia formularza ktoś inny zmienił to pytanie. Porównaj i zapisz ponownie."
    assert refusal == (words, "version")


@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        (
            {**CHOICE, "kind": QuestionKind.SEVERAL, "options": _kept()},
            "Ktoś już odpowiedział na to pytanie: jego rodzaj zostaje.",
            "kind",
        ),
        (
            {**CHOICE, "wording": "Dokąd?", "options": _kept()},
            "Ktoś już odpowiedział na to pytanie: jego treść zostaje. Usuń je i zadaj nowe.",
            "wording",
        ),
        (
            {**CHOICE, "options": _kept()[:2]},
            "Ktoś już odpowiedział na to pytanie: odpowiedź do wyboru można dodać albo wycofać, nie zmienić.",
            "kind",
        ),
    ],
)
def test_change_of_meaning_is_refused_when_somebody_has_answered(
    fields: dict[str, Any], words: str, field: str
) -> None:
    question = _answered_choice(make_event())

    refusal = _refusal(lambda: _change(question, **fields))

    assert refusal == (words, field)


def test_change_of_condition_is_refused_when_somebody_has_answered() -> None:
    event = make_event()
    first = make_question(event)
    question = _answered_choice(event)

    refusal = _refusal(
        lambda: _change(question, **CHOICE, options=_kept(), shown_if=first, shown_if_key="no")
    )

    assert refusal == ("Ktoś już odpowiedział na to pytanie: jego warunek zostaje.", "shown_if")


def test_answers_can_be_added_and_withdrawn_when_somebody_has_answered() -> None:
    question = _answered_choice(make_event())
    kept = (OptionEntry(key="1", label="Ze strony", withdrawn=True), *_kept(OptionEntry(label="Z radia"))[1:])

    changed = _change(question, **CHOICE, options=kept, help_text="Wystarczy jedno.", required=True)

    assert list(changed.labels) == ["1", "2", "3", "4"]
    assert list(changed.offered) == ["2", "3", "4"]


def test_answer_on_which_a_question_depends_must_stay() -> None:
    event = make_event()
    question = make_choice(event)
    make_question(event, shown_if=question, shown_if_key="3")

    refusal = _refusal(lambda: _change(question, **CHOICE, options=_kept()[:2]))

    assert refusal == ("Inne pytanie zależy od jednej z odpowiedzi na to: ta odpowiedź musi zostać.", "kind")


def test_move_changes_places_with_the_neighbour_and_stops_at_the_end() -> None:
    event = make_event()
    first, second = make_question(event), make_choice(event)

    move_question(question=second, direction="up", actor=make_officer())
    move_question(question=second, direction="up", actor=make_officer())
    move_question(question=first, direction="down", actor=make_officer())

    assert asked_questions(event, SIGN_UP) == [second, first]


def test_move_is_refused_when_the_question_would_stand_before_its_own() -> None:
    event = make_event()
    first = make_question(event, wording="Autem?")
    second = make_choice(event, wording="Skąd?", shown_if=first, shown_if_key="yes")

    refusal = _refusal(lambda: move_question(question=second, direction="up", actor=make_officer()))

    assert refusal == ("„Skąd?” zależy od odpowiedzi na „Autem?”: zostaje za nim.", None)


def test_removal_deletes_what_nobody_answered_and_withdraws_the_rest() -> None:
    event = make_event()
    unanswered, answered = make_question(event), _answered_choice(event)

    for question in (unanswered, answered):
        remove_question(question=question, actor=make_officer())

    assert asked_questions(event, SIGN_UP) == []
    assert list(event.questions.all()) == [answered]
    assert Answer.objects.get().question == answered


def test_removal_is_refused_when_another_question_depends() -> None:
    event = make_event()
    first = make_question(event)
    make_choice(event, wording="Skąd?", shown_if=first, shown_if_key="yes")

    refusal = _refusal(lambda: remove_question(question=first, actor=make_officer()))

    assert refusal == ("„Skąd?” zależy od odpowiedzi na to pytanie. Najpierw usuń tamto.", None)


def test_move_of_a_withdrawn_question_changes_nothing() -> None:
    event = make_event()
    question = _answered_choice(event)
    remove_question(question=question, actor=make_officer())

    moved = move_question(question=question, direction="up", actor=make_officer())

    assert moved == question


def test_questions_of_an_open_survey_stay_as_they_are() -> None:
    survey = make_survey()
    question = survey.event.questions.earliest("pk")
    survey.state = SurveyState.OPEN
    survey.save()

    refusal = _refusal(lambda: remove_question(question=question, actor=make_officer()))

    assert refusal == ("Ankieta jest już otwarta: jej pytania się nie zmienią.", None)


def test_copy_asks_the_same_at_another_event_with_its_own_conditions() -> None:
    source, target = make_event(), make_event()
    first = make_question(source)
    make_choice(source, shown_if=first, shown_if_key="yes")
    make_survey(source, opens_at=source.ends_at, closes_at=source.ends_at + timedelta(days=30))

    copies = copy_questions(source=source, target=target, actor=make_officer())

    assert [copy.wording for copy in copies] == [each.wording for each in source.questions.order_by("pk")]
    assert copies[1].shown_if == copies[0]
    assert {copy.event for copy in copies} == {target}


def test_answers_are_forgotten_when_asked_to() -> None:
    event = make_event()
    _answered_choice(event)

    deleted = forget_answers(registrations=event.registrations.all(), actor=SYSTEM)

    assert (deleted, Answer.objects.count()) == (1, 0)
