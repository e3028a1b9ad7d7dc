"""The page after the form: what happens next, and nothing about whether the address was known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from kuznia.events.models import Registration
from kuznia.events.states import RegistrationState
from kuznia.events.tests.factories import make_event
from kuznia.events.tests.pages import send, sign_up_url, words
from kuznia.lib import clock
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = pytest.mark.django_db


def test_sign_up_holds_a_seat_and_leads_to_the_next_step(client: Client, stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=2)

    answer = send(client, event, stopped_clock)

    registration = Registration.objects.get()
    page = client.get(answer["Location"])
    assert (answer.status_code, registration.state) == (303, RegistrationState.HELD)
    assert words(page, ".ph .lead") == [
        "Napisaliśmy na adres e…@example.org. Otwórz odnośnik z e-maila i potwierdź miejsce."
    ]
    assert words(page, ".trail__when") == [
        "Teraz",
        "Do 17 listopada, godz. 13.01",
        "sobota, 12 grudnia 2026, godz. 10.00",
    ]


def test_second_sign_up_gives_the_very_same_page(client: Client, stopped_clock: StoppedClock) -> None:
    event = make_event()
    Client().get("/prywatnosc/")
    pages = []
    for _time in range(2):
        stopped_clock.move_to(datetime(2026, 11, 16, 12, tzinfo=UTC))
        answer = send(Client(), event, stopped_clock)
        pages.append((answer.status_code, client.get(answer["Location"]).content))

    assert pages[0] == pages[1]
    assert Registration.objects.count() == 1


def test_next_step_is_shown_for_an_hour(client: Client, stopped_clock: StoppedClock) -> None:
    event = make_event()
    answer = send(client, event, stopped_clock)
    stopped_clock.move_to(clock.now() + timedelta(minutes=61))

    late = client.get(answer["Location"])

    assert (late.status_code, late["Location"]) == (302, event.get_absolute_url())


@pytest.mark.parametrize("key", ["", "spoilt", "WyJlIiwiMjAyNiJd:x"])
def test_next_step_leads_to_the_event_when_its_key_is_old_or_spoilt(
    client: Client, stopped_clock: StoppedClock, key: str
) -> None:
    event = make_event()

    answer = client.get(f"{sign_up_url(event)}wyslano/", {"k": key})

    assert (answer.status_code, answer["Location"]) == (302, event.get_absolute_url())
