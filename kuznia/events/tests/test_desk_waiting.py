"""The waiting list as the office sees it: queues with places, offers, and the acts on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kuznia.events.models import Event, Registration
from kuznia.events.queries import link_to
from kuznia.events.services.registrations import cancel_registration
from kuznia.events.states import RegistrationState
from kuznia.events.tests.desk_pages import desk_url, sent
from kuznia.events.tests.factories import make_event, make_registration, make_workshop
from kuznia.events.tests.pages import words
from kuznia.events.tests.test_wishes import _choose
from kuznia.lib.policy import LinkHolder
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = pytest.mark.django_db


def _full_event() -> tuple[Event, Registration]:
    event = make_event(capacity=2, has_waiting_list=True)
    full, beside = make_workshop(event, capacity=1), make_workshop(event, "Diagnoza", capacity=5)
    make_registration(event, name="Jan Miech", session_ids=(full.pk,))
    make_registration(event, name="Ewa Iskra", session_ids=(beside.pk,))
    return event, make_registration(event, name="Zofia Kowadło", session_ids=(full.pk,), accepts_waiting=True)


def _cancel(registration: Registration) -> None:
    cancel_registration(registration=registration, actor=LinkHolder(link_to(registration)))


def _named(event: Event, name: str) -> Registration:
    return event.registrations.select_related("event").get(name=name)


def test_desk_shows_both_queues_with_places(officer: Client) -> None:
    event, _waits = _full_event()
    _choose(_named(event, "Ewa Iskra"), event.sessions.get(title="Fundraising"))

    page = officer.get(desk_url("desk-waiting", event))

    assert words(page, "main h2") == ["Całe wydarzenie", "Fundraising"]
    assert words(page, "tbody tr td:first-child + th") == [
        "Zofia Kowadło bez miejsca",
        "Zofia Kowadło bez miejsca",
        "Ewa Iskra ma miejsce, chce zmienić zajęcia",
    ]
    assert words(page, "tbody td.num") == ["1", "1", "2"]


def test_desk_shows_offers_that_wait_for_an_answer(officer: Client) -> None:
    event, _waits = _full_event()
    _cancel(_named(event, "Jan Miech"))

    page = officer.get(desk_url("desk-waiting", event))

    assert words(page, "main h2")[0] == "Zaproponowane miejsca, czekamy na odpowiedź"
    assert words(page, "tbody th") == ["Zofia Kowadło"]


def test_desk_says_how_it_works_when_nobody_waits(officer: Client, stopped_clock: StoppedClock) -> None:
    page = officer.get(desk_url("desk-waiting", make_event()))

    assert words(page, "main h2") == ["Nikt nie czeka"]
    assert words(page, "main .note") == [
        "To wydarzenie nie ma listy rezerwowej: nikt nowy na nią nie wejdzie. Zmień opis"
    ]


def test_tab_stands_where_a_list_is_kept(officer: Client, stopped_clock: StoppedClock) -> None:
    pages = [officer.get(desk_url("desk-event", make_event(has_waiting_list=kept))) for kept in (True, False)]

    assert ["Lista rezerwowa" in words(page, ".chips .chip") for page in pages] == [True, False]


def test_offer_by_hand_is_refused_in_words_when_no_seat_is_free(officer: Client) -> None:
    event, waits = _full_event()

    page = officer.post(desk_url("desk-seat-offer", event, waits.code), follow=True)

    assert words(page, "main .note") == [
        "Dla tej osoby nie ma wolnego miejsca. Najpierw zwiększ liczbę miejsc."
    ]


def test_offer_by_hand_is_made_when_the_event_has_started(
    officer: Client, stopped_clock: StoppedClock
) -> None:
    event, waits = _full_event()
    stopped_clock.move_to(event.starts_at)
    _cancel(_named(event, "Jan Miech"))

    before = officer.get(desk_url("desk-waiting", event))
    page = officer.post(desk_url("desk-seat-offer", event, waits.code), follow=True)

    assert words(before, "tbody button")[0] == "Zaproponuj miejsce : Zofia Kowadło"
    assert words(page, "[role=status]") == ["Miejsce zaproponowane: Zofia Kowadło."]


def test_waiting_person_is_taken_off_with_a_reason(officer: Client) -> None:
    event, waits = _full_event()

    sent(officer, desk_url("desk-registration-cancel", event, waits.code), {"reason": "Prosiła o to."})

    waits.refresh_from_db()
    assert waits.state == RegistrationState.CANCELLED


def test_wish_is_taken_off(officer: Client) -> None:
    event, _waits = _full_event()
    ewa = _named(event, "Ewa Iskra")
    _choose(ewa, event.sessions.get(title="Fundraising"))

    page = officer.post(desk_url("desk-wish-remove", event, ewa.wishes.get().pk), follow=True)

    assert words(page, "[role=status]") == ["Ewa Iskra już nie czeka."]
    assert ewa.wishes.get().ended_at is not None


def test_desk_counts_and_filters_those_who_wait(officer: Client) -> None:
    event, _waits = _full_event()

    page = officer.get(desk_url("desk-event", event), {"state": "waiting"})

    assert words(page, ".kpis div")[2] == "Lista rezerwowa 1 bez miejsca"
    assert words(page, "tbody th a") == ["Zofia Kowadło"]


def test_form_keeps_the_list_and_the_hours_to_answer(officer: Client, stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=5)

    sent(officer, desk_url("desk-event-edit", event), {"has_waiting_list": "on", "answer_hours": "48"})

    event.refresh_from_db()
    assert (event.has_waiting_list, event.answer_hours) == (True, 48)


@pytest.mark.parametrize("waiting", [1, 12])
def test_desk_costs_the_same_however_many_wait(
    officer: Client, waiting: int, count_queries: Callable[[Callable[[], Any]], int]
) -> None:
    event, _waits = _full_event()
    for _person in range(waiting - 1):
        make_registration(event, accepts_waiting=True, session_ids=(event.sessions.first().pk,))  # type: ignore[union-attr]

    assert count_queries(lambda: officer.get(desk_url("desk-waiting", event))) == 11
