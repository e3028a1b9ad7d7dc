"""A full event: whoever comes is refused before anything costs much, and loses nothing that she typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kuznia.events.models import Event, Registration
from kuznia.events.rush import visibly_full_event
from kuznia.events.states import QuestionKind
from kuznia.events.tests.factories import make_event, make_registration, make_workshop
from kuznia.events.tests.pages import filled_in, sign_up_url, soup, words
from kuznia.events.tests.question_factories import make_choice, make_question
from kuznia.lib import clock
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = pytest.mark.django_db
FULL = "Nie ma już wolnych miejsc. Zapis się nie udał."
AT_THE_DOOR = 4  # The limit of tries, the arrival, the seats, the key of the form.


def _forms(event: Event, clock_at: StoppedClock, number: int, **answers: Any) -> list[dict[str, Any]]:
    return [filled_in(Client(), event, clock_at, **answers) for _form in range(number)]


def test_second_refusal_costs_four_short_queries_when_the_event_is_visibly_full(
    stopped_clock: StoppedClock,
) -> None:
    event = make_event(capacity=1)
    first, second = _forms(event, stopped_clock, 2)
    make_registration(event)
    Client().post(sign_up_url(event), first)

    with CaptureQueriesContext(connection) as queries:
        page = Client().post(sign_up_url(event), second)

    assert (len(queries), words(page, ".errsum a"), page.status_code) == (AT_THE_DOOR, [FULL], 200)


def test_refusal_at_the_door_keeps_everything_typed(stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=1, asks_diet=True)
    typed = {
        "name": 'Ewa "Iskra"',
        "coming_for": "company",
        "organisation_name": "Młot & syn",
        "diet": "ryby",
    }
    first, second = _forms(event, stopped_clock, 2, **typed, allows_photos="on")
    make_registration(event)

    for form in (first, second):
        page = soup(Client().post(sign_up_url(event), form))

    fields = {name: page.select_one(f"#id_{name}")["value"] for name in ("name", "organisation_name", "diet")}  # type: ignore[index]
    assert fields == {"name": 'Ewa "Iskra"', "organisation_name": "Młot & syn", "diet": "ryby"}
    assert [each["name"] for each in page.select("input[checked]")] == [
        "coming_for",
        "knows_notice",
        "allows_photos",
    ]
    assert page.select_one("input[name=form_key]")["value"] == second["form_key"]  # type: ignore[index]


def test_refusals_of_two_readers_show_nothing_of_each_other(stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=1)
    first, second = _forms(event, stopped_clock, 2)
    make_registration(event)

    Client().post(sign_up_url(event), first | {"name": "Zofia Kowadło", "email": "zofia@example.org"})
    page = Client().post(sign_up_url(event), second)

    assert "Zofia" not in page.content.decode()
    assert "zofia@" not in page.content.decode()


def test_sign_up_is_taken_when_a_seat_came_free_after_a_refusal(stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=1)
    first, second = _forms(event, stopped_clock, 2)
    make_registration(event)
    Client().post(sign_up_url(event), first)
    Event.objects.filter(pk=event.pk).update(capacity=2)

    answer = Client().post(sign_up_url(event), second)

    assert (answer.status_code, Registration.objects.count()) == (303, 2)


def test_second_click_of_the_form_that_took_the_last_seat_reads_no_refusal(
    stopped_clock: StoppedClock,
) -> None:
    event = make_event(capacity=1)
    winner, late = _forms(event, stopped_clock, 2)

    answers = [Client().post(sign_up_url(event), form).status_code for form in (winner, late, winner)]

    assert answers == [303, 200, 303]


def test_door_is_open_when_nobody_was_refused_yet(stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=1)
    form = filled_in(Client(), event, stopped_clock)
    make_registration(event)
    caches["fragments"].clear()

    page = Client().post(sign_up_url(event), form)

    assert words(page, ".errsum a") == [FULL]


@pytest.mark.parametrize(
    ("fields", "is_full"),
    [
        ({"capacity": 1, "taken": 1}, True),
        ({"capacity": 2, "taken": 1}, False),
        ({"capacity": None, "taken": 1}, False),
        ({"capacity": 1, "taken": 1, "state": "cancelled"}, False),
        ({"capacity": 1, "taken": 1, "state": "draft"}, False),
    ],
)
def test_event_is_visibly_full_when_sign_up_is_open_and_no_seat_is_left(
    stopped_clock: StoppedClock, fields: dict[str, Any], is_full: bool
) -> None:
    event = make_event()
    Event.objects.filter(pk=event.pk).update(**fields)

    assert visibly_full_event(event.slug, clock.now()) == (event.pk if is_full else None)


def test_event_is_not_visibly_full_when_a_seat_is_held_too_long(stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=1)
    make_registration(event)
    stopped_clock.move_to(clock.now() + timedelta(hours=25))

    assert visibly_full_event(event.slug, clock.now()) is None


def test_no_event_is_full_at_an_unknown_address() -> None:
    assert visibly_full_event("nie-ma-takiego", datetime(2026, 11, 16, tzinfo=UTC)) is None


def test_full_workshop_refuses_in_a_page_that_is_kept(stopped_clock: StoppedClock) -> None:
    event = make_event()
    full, free = make_workshop(event, "OPP", capacity=1), make_workshop(event, "Fundraising", capacity=20)
    forms = _forms(event, stopped_clock, 2, block_1=full.pk)
    make_registration(event, session_ids=(full.pk,))

    pages = [Client().post(sign_up_url(event), form) for form in forms]
    chosen = Client().post(sign_up_url(event), forms[1] | {"block_1": free.pk})

    assert [words(page, ".errsum a") for page in pages] == [
        ["„OPP”: brak miejsc. Wolne: Fundraising (20 miejsc)."]
    ] * 2
    assert chosen.status_code == 303


def test_opened_forms_have_keys_of_their_own_when_one_print_serves_two_readers(
    stopped_clock: StoppedClock,
) -> None:
    first, second = _forms(make_event(), stopped_clock, 2)

    assert first["form_key"] != second["form_key"]
    assert first["opened"] != second["opened"]


def test_refusal_at_the_door_keeps_the_answers_to_the_organisers_questions(
    stopped_clock: StoppedClock,
) -> None:
    event = make_event(capacity=1)
    words_asked = make_question(event, kind=QuestionKind.TEXT, wording="Co chcesz omówić?")
    several = make_choice(event, kind=QuestionKind.SEVERAL)
    answers = {words_asked.field: "Lokal <i> & sala", several.field: ["1", "3"]}
    first, second = _forms(event, stopped_clock, 2, **answers)
    make_registration(event)

    for form in (first, second):
        page = soup(Client().post(sign_up_url(event), form))

    chosen = page.select(f'input[name="{several.field}"][checked]')
    assert page.select_one(f"#id_{words_asked.field}").text.strip() == "Lokal <i> & sala"  # type: ignore[union-attr]
    assert [each["value"] for each in chosen] == ["1", "3"]
