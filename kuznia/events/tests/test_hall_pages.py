"""Questions from the hall as pages: a phone asks, the moderator decides, the screen shows."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kuznia.events.models import Event, HallQuestion, Registration
from kuznia.events.states import HallQuestionState
from kuznia.events.tests.desk_pages import desk_url, officer_client, problems, sent
from kuznia.events.tests.factories import (
    DAY,
    make_event,
    make_hall_question,
    make_other_office,
    make_registration,
    make_session,
)
from kuznia.events.tests.pages import soup, words
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(officer: Client, stopped_clock: StoppedClock) -> StoppedClock:
    """It is the morning of the event."""
    stopped_clock.move_to(DAY)
    return stopped_clock


def _url(event: Event) -> str:
    return reverse("events:hall", args=[event.slug])


def _ask(registration: Registration, **answers: Any) -> Any:
    typed = {"code": registration.code, "text": "Kiedy konkurs?"} | answers
    return sent(Client(), _url(registration.event), typed)


def _act(client: Client, question: HallQuestion, act: str) -> Any:
    return client.post(desk_url("desk-hall-act", question.event, question.pk), {"act": act})


def test_question_waits_when_it_is_sent_from_a_phone(client: Client) -> None:
    registration = make_registration(make_event())
    session = make_session(registration.event)

    response = _ask(registration, session=str(session.pk), is_anonymous="on")

    question = HallQuestion.objects.get()
    assert (response.status_code, response.headers["Location"]) == (303, _url(registration.event))
    assert (question.session, question.is_anonymous, question.asked_at) == (session, True, DAY)


def test_question_keeps_what_was_typed_when_the_badge_is_unknown() -> None:
    registration = make_registration(make_event())

    response = _ask(registration, code="ABCD2345")

    assert problems(response) == [
        "Żaden identyfikator tego wydarzenia nie ma takiego kodu. Sprawdź kod na identyfikatorze."
    ]
    assert words(response, "textarea") == ["Kiedy konkurs?"]


def test_question_says_what_is_missing_when_nothing_was_typed() -> None:
    response = _ask(make_registration(make_event()), code="", text="")

    assert problems(response) == ["Wpisz kod z identyfikatora.", "Wpisz pytanie."]


def test_page_of_questions_has_no_form_when_it_is_another_day(
    client: Client, on_the_day: StoppedClock
) -> None:
    on_the_day.move_to(DAY - timedelta(days=1))

    response = client.get(_url(make_event()))

    assert words(response, "main .note") == [
        "Pytania przyjmujemy tylko w dniu wydarzenia. Początek: sobota, 12 grudnia 2026, godz. 10.00."
    ]
    assert soup(response).select("main form") == []


def test_moderator_shows_a_question_and_the_screen_has_it(officer: Client) -> None:
    registration = make_registration(make_event())
    event = registration.event
    question = make_hall_question(event, registration=registration)
    make_hall_question(event, text="Ukryte?")

    _act(officer, question, "show")

    assert words(officer.get(desk_url("desk-hall-screen", event)), ".asks li") == [
        "Kiedy będzie konkurs? Ewa Iskra"
    ]


def test_screen_leaves_the_name_out_when_the_person_asked_so(officer: Client) -> None:
    registration = make_registration(make_event())
    make_hall_question(
        registration.event, registration=registration, is_anonymous=True, state=HallQuestionState.SHOWN
    )

    response = officer.get(desk_url("desk-hall-screen", registration.event))

    assert words(response, ".asks li") == ["Kiedy będzie konkurs?"]


def test_screen_shows_one_session_when_it_is_chosen(officer: Client) -> None:
    event = make_event()
    session = make_session(event)
    make_hall_question(event, session=session, text="O powitanie?", state=HallQuestionState.SHOWN)
    make_hall_question(event, state=HallQuestionState.SHOWN)
    address = desk_url("desk-hall-screen", event)

    assert words(officer.get(address, {"session": session.pk}), ".asks li") == ["O powitanie?"]
    assert len(words(officer.get(address), ".asks li")) == 2


@pytest.mark.parametrize(
    ("act", "state"), [("answer", "answered"), ("hide", "hidden"), ("up", "shown"), ("down", "shown")]
)
def test_moderator_puts_questions_in_order(officer: Client, act: str, state: str) -> None:
    question = make_hall_question(make_event(), state=HallQuestionState.SHOWN)

    response = _act(officer, question, act)

    question.refresh_from_db()
    assert (response.status_code, question.state) == (303, state)


def test_moderator_pins_and_unpins(officer: Client) -> None:
    question = make_hall_question(make_event(), state=HallQuestionState.SHOWN)
    pins = []

    for act in ("pin", "unpin"):
        _act(officer, question, act)
        question.refresh_from_db()
        pins.append(question.is_pinned)

    assert pins == [True, False]


def test_moderator_reads_why_when_a_question_cannot_be_pinned(officer: Client) -> None:
    question = make_hall_question(make_event())

    response = _act(officer, question, "pin")

    assert words(officer.get(response.headers["Location"]), ".messages") == [
        "Najpierw pokaż pytanie sali, potem je przypnij."
    ]


def test_questions_are_not_there_when_the_officer_is_of_another_office(officer: Client) -> None:
    question, stranger = make_hall_question(make_event()), officer_client(make_other_office())
    pages = [desk_url(name, question.event) for name in ("desk-hall", "desk-hall-screen")]

    statuses = {stranger.get(page).status_code for page in pages}
    statuses |= {_act(stranger, question, "show").status_code, _act(officer, question, "spoil").status_code}

    assert statuses == {404}


def test_code_of_the_page_is_a_picture(client: Client) -> None:
    response = client.get(reverse("events:hall-qr", args=[make_event().slug]))

    assert response.headers["Content-Type"] == "image/svg+xml"
