"""The organiser's questions as people meet them: in the form, on their own page, at the desk, in exports."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kuznia.events.answers import PERSONAL_DATA
from kuznia.events.models import Answer, Question, Registration
from kuznia.events.queries import answers_of, asked_questions
from kuznia.events.states import QuestionKind, QuestionPurpose
from kuznia.events.tests.desk_pages import desk_url, open_form, problems, sent
from kuznia.events.tests.factories import make_event, make_registration, path_of
from kuznia.events.tests.pages import errors, send, sign_up_url, soup, words
from kuznia.events.tests.question_factories import given, make_choice, make_question
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = pytest.mark.django_db
MARKS = '<script>alert("x")</script> \'; DROP TABLE events_answer; --'


def _driving(event: Any) -> tuple[Question, Question]:
    drives = make_question(event, required=True)
    text: dict[str, Any] = {"kind": QuestionKind.TEXT, "wording": "Skąd jedziesz?", "required": True}
    return drives, make_question(event, shown_if=drives, shown_if_key="yes", **text)


def _said(registration: Registration) -> list[str]:
    return [answer.words for answer in answers_of(registration)]


def test_form_says_when_a_question_matters(client: Client, stopped_clock: StoppedClock) -> None:
    event = make_event()
    drives, _place = _driving(event)

    page = soup(client.get(sign_up_url(event)))

    part = page.select_one("[data-asked-if]")
    assert part is not None
    assert (part["data-asked-if"], part["data-asked-value"]) == (drives.field, "yes")
    hint = part.select_one(".hint")
    assert hint is not None
    assert hint.get_text() == "Tylko jeśli odpowiedź na „Czy przyjedziesz autem?” brzmi „tak”."


def test_sign_up_demands_only_what_is_asked(client: Client, stopped_clock: StoppedClock) -> None:
    event = make_event()
    drives, place = _driving(event)

    nothing = send(client, event, stopped_clock)
    yes = send(client, event, stopped_clock, **{drives.field: "yes"})
    no = send(client, event, stopped_clock, **{drives.field: "no", place.field: "z Pruszkowa"})

    assert errors(nothing) == {drives.field: ["Wybierz odpowiedź: „Czy przyjedziesz autem?”."]}
    assert errors(yes) == {place.field: ["Uzupełnij pole „Skąd jedziesz?”."]}
    assert (no.status_code, _said(Registration.objects.get())) == (303, ["nie"])


@pytest.mark.parametrize("sent_value", ["maybe", "yes\x00", "1' OR 1=1", ["yes", "no"]])
def test_sign_up_refuses_or_reads_as_one_what_was_tampered_with(
    client: Client, stopped_clock: StoppedClock, sent_value: Any
) -> None:
    event = make_event()
    drives = make_question(event)

    page = send(client, event, stopped_clock, **{drives.field: sent_value})

    refused = {drives.field: ["Wybierz jedną z odpowiedzi."]}
    is_list = isinstance(sent_value, list)
    assert (page.status_code, page.context and errors(page)) == ((303, None) if is_list else (200, refused))


def test_what_was_typed_is_shown_as_text(
    client: Client, officer: Client, stopped_clock: StoppedClock
) -> None:
    event = make_event()
    question = make_question(event, kind=QuestionKind.TEXT, wording="Uwagi?")
    send(client, event, stopped_clock, **{question.field: MARKS})
    registration = Registration.objects.get()

    pages = [
        client.get(path_of(registration)),
        officer.get(desk_url("desk-registration", event, registration.code)),
    ]

    assert [MARKS in soup(page).get_text() for page in pages] == [True, True]
    assert [b"<script>alert" in page.content for page in pages] == [False, False]


def test_participant_changes_her_answers(client: Client, stopped_clock: StoppedClock) -> None:
    event = make_event()
    drives, place = _driving(event)
    answers = (given(drives, "yes"), given(place, text="z Pruszkowa"))
    registration = make_registration(event, answers=answers)
    url = f"{path_of(registration)}zmiana/"
    form = soup(client.get(url)).select(f'[name="{drives.field}"][checked]')

    answer = client.post(url, {"name": registration.name, drives.field: "no", place.field: "z Pruszkowa"})

    assert [each["value"] for each in form] == ["yes"]
    assert (answer.status_code, _said(registration)) == (303, ["nie"])


def test_export_has_a_column_for_each_question_and_no_formula(officer: Client) -> None:
    event = make_event()
    question = make_question(event, kind=QuestionKind.TEXT, wording="=Uwagi?")
    make_registration(event, answers=(given(question, text="=1+1"),))

    table = officer.get(desk_url("desk-registrations-csv", event)).content.decode("utf-8-sig")

    assert [line.rpartition(";")[2] for line in table.splitlines()] == ["'=Uwagi?", "'=1+1"]


def test_own_data_names_the_answers_and_erasure_deletes_them(stopped_clock: StoppedClock) -> None:
    event = make_event()
    registration = make_registration(event, answers=(given(make_question(event), "yes"),))

    exported = PERSONAL_DATA.export(registration.person_id)
    PERSONAL_DATA.erase(registration.person_id)

    assert exported[0]["answers"] == [{"question": "Czy przyjedziesz autem?", "answer": "tak"}]
    assert Answer.objects.count() == 0


def test_office_adds_a_question_with_a_condition(officer: Client) -> None:
    event = make_event()
    first = make_question(event)
    url = desk_url("desk-question-new", event)

    answer = sent(
        officer,
        url,
        {
            "wording": "Czym?",
            "kind": "choice",
            "shown_if": f"{first.pk}:no",
            "option-0-label": "Pociągiem",
            "option-1-label": "Rowerem",
        },
    )

    question = asked_questions(event, QuestionPurpose.SIGN_UP)[1]
    assert answer.status_code == 303
    assert (list(question.labels.values()), question.shown_if) == (["Pociągiem", "Rowerem"], first)


def test_office_gets_more_rows_and_loses_nothing(officer: Client) -> None:
    event = make_event()
    url = desk_url("desk-question-new", event)

    page = officer.post(
        url, {"wording": "Czym?", "kind": "choice", "option-0-label": "Rowerem", "add_row": "1"}
    )

    form = soup(page)
    typed = form.select_one('[name="option-0-label"]')
    assert typed is not None
    assert (typed["value"], len(form.select('[name^="option-"][name$="-label"]'))) == ("Rowerem", 6)
    assert event.questions.count() == 0


def test_office_reads_what_to_correct_at_its_field(officer: Client) -> None:
    event = make_event()

    page = sent(officer, desk_url("desk-question-new", event), {"wording": "Czym?", "kind": "choice"})

    assert problems(page) == ["Podaj przynajmniej dwie odpowiedzi do wyboru."]


def test_office_is_told_when_a_question_has_been_changed_meanwhile(officer: Client) -> None:
    event = make_event()
    question = make_question(event)
    url = desk_url("desk-question-edit", event, question.pk)
    stale = open_form(officer, url) | {"kind": "yes_no"}
    sent(officer, url, {"wording": "Nowe?", "kind": "yes_no"})

    page = officer.post(url, {**stale, "wording": "Moje?"})

    words_for = "Od otwarcia formularza ktoś inny zmienił to pytanie. Porównaj i zapisz ponownie."
    assert problems(page) == [words_for]
    assert Question.objects.get().wording == "Nowe?"


def test_office_moves_and_removes_questions_without_script(officer: Client) -> None:
    event = make_event()
    first, second = make_question(event), make_choice(event)

    officer.post(desk_url("desk-question-move", event, second.pk), {"direction": "up"})
    moved = asked_questions(event, QuestionPurpose.SIGN_UP)
    officer.post(desk_url("desk-question-remove", event, first.pk))

    assert (moved, asked_questions(event, QuestionPurpose.SIGN_UP)) == ([second, first], [second])


def test_office_reads_why_a_question_stays(officer: Client) -> None:
    event = make_event()
    first, second = _driving(event)

    moved = officer.post(desk_url("desk-question-move", event, second.pk), {"direction": "up"}, follow=True)
    removed = officer.post(desk_url("desk-question-remove", event, first.pk))

    why = "„Skąd jedziesz?” zależy od odpowiedzi na „Czy przyjedziesz autem?”: zostaje za nim."
    assert why in soup(moved).get_text()
    assert words(removed, '[role="alert"]') == [
        "„Skąd jedziesz?” zależy od odpowiedzi na to pytanie. Najpierw usuń tamto."
    ]


def test_preview_shows_the_questions_as_they_will_stand(officer: Client) -> None:
    event = make_event()
    make_choice(event)

    page = officer.get(desk_url("desk-questions-preview", event))

    assert words(page, "fieldset legend") == ["Skąd wiesz? (nieobowiązkowe)"]
