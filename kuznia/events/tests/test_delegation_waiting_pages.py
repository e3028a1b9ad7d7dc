"""The pages of a delegation whose people wait: the tick of the form, the next step, the contact's own page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kuznia.events.models import Delegation, Event
from kuznia.events.services.registrations import free_held_seats
from kuznia.events.states import RegistrationState
from kuznia.events.tests.factories import (
    delegation_path,
    make_delegates,
    make_delegation,
    make_event,
    make_registration,
    make_workshop,
    path_of,
)
from kuznia.events.tests.pages import errors, soup, words
from kuznia.events.tests.test_delegation_pages import (
    _filled_in,
    _member_path,
    _send,
    _states,
    _typed,
    _url,
)
from kuznia.lib import clock
from kuznia.lib.policy import System
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
HELD, CONFIRMED, CANCELLED = RegistrationState.HELD, RegistrationState.CONFIRMED, RegistrationState.CANCELLED
WAITING = RegistrationState.WAITING


def _event_with_list(**fields: Any) -> Event:
    return make_event(**{"capacity": 1, "has_waiting_list": True} | fields)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, 1),
        ({"capacity": None}, 0),
        ({"has_waiting_list": False}, 0),
        ({"needs_approval": True}, 0),
    ],
)
def test_form_asks_who_waits_where_seats_may_not_suffice(
    client: Client, fields: dict[str, Any], shown: int
) -> None:
    page = client.get(_url(_event_with_list(**fields)))

    assert len(soup(page).select("input[name=accepts_waiting]")) == shown


def test_form_asks_who_waits_when_a_workshop_is_limited(client: Client) -> None:
    event = _event_with_list(capacity=None)
    make_workshop(event)

    page = client.get(_url(event))

    assert words(page, "section[aria-labelledby=waiting] h2") == ["Jeśli zabraknie miejsc"]


def test_more_rows_keep_the_tick(client: Client, stopped_clock: StoppedClock) -> None:
    event = _event_with_list()
    form = _filled_in(client, event, stopped_clock, accepts_waiting="on", more="1")

    page = client.post(_url(event), form)

    assert soup(page).select_one("input[name=accepts_waiting][checked]") is not None


def test_next_step_says_how_many_wait(client: Client, stopped_clock: StoppedClock) -> None:
    answer = _send(client, _event_with_list(), stopped_clock, accepts_waiting="on")

    assert _states(Delegation.objects.get()) == [HELD, WAITING]
    assert words(client.get(answer["Location"]), ".note") == [
        "Na miejsce czeka 1 osoba z listy. Napiszemy, kiedy się zwolni."
    ]


def test_next_step_says_that_everybody_waits(client: Client, stopped_clock: StoppedClock) -> None:
    event = _event_with_list()
    make_registration(event)

    answer = _send(client, event, stopped_clock, accepts_waiting="on")

    page = client.get(answer["Location"])
    assert words(page, "h1") == ["Delegacja jest na liście rezerwowej"]
    assert words(page, ".ph .lead") == [
        "Napisaliśmy na adres j…@example.org. W e-mailu jest miejsce każdej osoby w kolejce."
    ]


def test_form_says_at_the_tick_that_one_can_wait_when_every_seat_is_taken(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = _event_with_list()
    make_registration(event)

    answer = _send(client, event, stopped_clock)

    assert errors(answer) == {
        "accepts_waiting": [
            "Nie ma już wolnych miejsc. Zapis się nie udał. Możesz poczekać na miejsce na liście rezerwowej."
        ]
    }
    assert _typed(answer, "row_1_name") == "Adam Żar"


def test_form_says_at_the_tick_that_all_or_nobody_is_something_else(
    client: Client, stopped_clock: StoppedClock
) -> None:
    answer = _send(client, _event_with_list(), stopped_clock, accepts_waiting="on", all_or_none="on")

    assert errors(answer) == {
        "accepts_waiting": ["Albo wszyscy lub nikt, albo osoby bez miejsca czekają: zaznacz jedno z dwojga."]
    }


def _offered(client: Client) -> Delegation:
    """Return a delegation that waited wholly and of which the first person is offered a seat."""
    event = _event_with_list()
    first = make_registration(event)
    delegation = make_delegation(event, accepts_waiting=True)
    client.post(f"{path_of(first)}rezygnacja/")
    return delegation


def test_page_says_who_waits_in_which_place(client: Client) -> None:
    delegation = make_delegation(_event_with_list(), accepts_waiting=True)

    page = client.get(delegation_path(delegation))

    assert words(page, "tbody td:nth-of-type(2)") == [
        "czeka na potwierdzenie",
        "na liście rezerwowej miejsce w kolejce: 1",
    ]
    assert words(page, "tbody td:nth-of-type(3)") == [
        "Zmień : Ewa Iskra Wykreśl z listy : Ewa Iskra",
        "Wykreśl z listy : Adam Żar",
    ]


def test_page_says_that_everybody_waits(client: Client) -> None:
    event = _event_with_list()
    make_registration(event)
    delegation = make_delegation(event, accepts_waiting=True)

    page = client.get(delegation_path(delegation))
    asked = client.get(f"{delegation_path(delegation)}rezygnacja/")

    assert words(page, "h1") == ["Delegacja jest na liście rezerwowej"]
    assert "Nikt z listy nie będzie już czekał na miejsce." in words(asked, "form p")


def test_offered_seat_is_taken_on_the_page_that_the_letter_opens(client: Client) -> None:
    delegation = _offered(client)

    page = client.get(delegation_path(delegation))
    client.post(f"{delegation_path(delegation)}potwierdz/")

    assert words(page, "h1") == ["Zwolniło się miejsce z listy rezerwowej"]
    assert words(page, "tbody td:nth-of-type(2) .meta") == [
        "do wzięcia do 17 listopada, godz. 13.00",
        "miejsce w kolejce: 1",
    ]
    assert _states(delegation) == [CONFIRMED, WAITING]


def test_offered_seat_goes_to_the_next_when_the_contact_takes_the_person_off(client: Client) -> None:
    delegation = _offered(client)

    answer = client.post(_member_path(delegation, "wypisanie"), follow=True)

    assert _states(delegation) == [CANCELLED, HELD]
    assert words(answer, "h1") == ["Zwolniło się miejsce z listy rezerwowej"]


def test_waiting_person_is_taken_off_in_words_of_waiting(client: Client) -> None:
    event = _event_with_list()
    make_registration(event)
    delegation = make_delegation(event, accepts_waiting=True)
    address = _member_path(delegation, "wypisanie")

    asked = client.get(address)
    answer = client.post(address, follow=True)

    assert words(asked, "form p")[0] == (
        "Ta osoba przestanie czekać na miejsce. Pozostałe osoby z listy zachowają miejsca i kolejność."
    )
    assert words(answer, "[role=status]") == ["Ewa Iskra już nie czeka."]


def test_change_of_a_waiting_person_leads_back(client: Client) -> None:
    event = _event_with_list()
    make_registration(event)
    delegation = make_delegation(event, accepts_waiting=True)

    answer = client.get(_member_path(delegation, "zmiana"))

    assert answer["Location"] == delegation_path(delegation)


def test_page_says_that_the_offered_seat_went_on(client: Client, stopped_clock: StoppedClock) -> None:
    delegation = _offered(client)
    client.post(f"{delegation_path(delegation)}osoby/{delegation.registrations.latest('pk').code}/wypisanie/")
    stopped_clock.move_to(clock.now() + timedelta(hours=49))
    free_held_seats(event=delegation.event, actor=System("test"))

    page = client.get(delegation_path(delegation))
    again = client.post(f"{delegation_path(delegation)}potwierdz/", follow=True)

    assert words(page, "h1") == words(again, "h1") == ["Miejsce przeszło na kolejną osobę"]


def test_seats_can_be_let_go_after_sign_up_has_closed(client: Client, stopped_clock: StoppedClock) -> None:
    delegation = make_delegation(make_event(registration_closes_at=clock.now() + timedelta(hours=1)))
    stopped_clock.move_to(clock.now() + timedelta(hours=2))

    page = client.get(delegation_path(delegation))

    assert words(page, "tbody td:nth-of-type(3)") == [
        "Wykreśl z listy : Ewa Iskra",
        "Wykreśl z listy : Adam Żar",
    ]


@pytest.mark.parametrize("has_own", [False, True])
def test_page_of_a_waiting_list_is_the_same_whether_a_person_had_signed_up_or_not(
    client: Client, has_own: bool
) -> None:
    event = _event_with_list()
    make_registration(event, email="ewa@example.org" if has_own else "inna@example.org")
    people = make_delegates("Ewa <ewa@example.org>", "Adam")

    delegation = make_delegation(event, people=people, accepts_waiting=True)

    page = client.get(delegation_path(delegation))
    assert words(page, "h1, .lead") == [
        "Delegacja jest na liście rezerwowej",
        "Miejsc jeszcze nie ma. Nie musisz nic robić: napiszemy, kiedy się zwolnią.",
    ]
    assert words(page, "tbody tr") == [
        "Ewa na liście rezerwowej miejsce w kolejce: 1 Wykreśl z listy : Ewa",
        "Adam na liście rezerwowej miejsce w kolejce: 2 Wykreśl z listy : Adam",
    ]
