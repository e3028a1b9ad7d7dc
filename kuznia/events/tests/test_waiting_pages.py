"""The waiting list as people meet it: on the event's page, in the form, on the sign-up's own page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kuznia.directory.tests.factories import make_person
from kuznia.events.models import Event, Registration, Session
from kuznia.events.queries import link_to
from kuznia.events.services.registrations import cancel_registration
from kuznia.events.states import RegistrationState
from kuznia.events.tasks import free_seats_held_too_long
from kuznia.events.tests.factories import make_event, make_registration, make_workshop, path_of
from kuznia.events.tests.pages import errors, filled_in, send, sign_up_url, soup, words
from kuznia.lib import clock
from kuznia.lib.policy import LinkHolder
from kuznia.lib.stopped_clock import StoppedClock
from tests.permissions.roles import BACKEND

NO_SEATS = "Nie ma już wolnych miejsc. Zapis się nie udał. Możesz poczekać na miejsce na liście rezerwowej."
NO_PLACES = (
    "„Fundraising”: brak miejsc. Wolne: Diagnoza (3 miejsca). "
    "Możesz poczekać na miejsce na liście rezerwowej."
)
WRITTEN = (
    "Napisaliśmy na adres e…@example.org. W e-mailu jest Twoje miejsce na liście rezerwowej. "
    "Jeśli jednak było wolne miejsce, jest tam prośba o jego potwierdzenie."
)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


def _full_event(**fields: Any) -> Event:
    event = make_event(**{"capacity": 1, "has_waiting_list": True, "answer_hours": 12} | fields)
    make_registration(event)
    return event


def _two_workshops() -> tuple[Event, Session, Session]:
    event = make_event(has_waiting_list=True)
    full, beside = make_workshop(event, capacity=1), make_workshop(event, "Diagnoza", capacity=3)
    make_registration(event, session_ids=(full.pk,))
    return event, full, beside


def _wait(event: Event, **fields: Any) -> Registration:
    return make_registration(event, accepts_waiting=True, **fields)


def _cancel_first(event: Event) -> None:
    first = event.registrations.earliest("pk")
    cancel_registration(registration=first, actor=LinkHolder(link_to(first)))


def _latest(event: Event) -> Registration:
    return event.registrations.latest("pk")


def test_event_page_offers_the_list_when_the_event_is_full(client: Client) -> None:
    event = _full_event()
    _wait(event)

    page = client.get(event.get_absolute_url())

    assert words(page, "#seats") == ["Brak miejsc Zapisała się 1 z 1 osób. Lista rezerwowa: 1 osoba"]
    assert words(page, "#pick") == ["Zapisz się na listę rezerwową"]
    assert words(page, ".cta-bar") == ["Brak miejsc Zapisz się na listę rezerwową"]
    assert words(page, ".ph .tag") == ["Lista rezerwowa"]


def test_full_workshop_can_be_chosen_when_the_event_keeps_a_list(client: Client) -> None:
    event, full, _beside = _two_workshops()
    for _person in range(2):
        _wait(event, session_ids=(full.pk,))

    page = client.get(event.get_absolute_url())

    assert [each.has_attr("disabled") for each in soup(page).select("input[form=pick]")] == [False, False]
    assert words(page, f"#seats-{full.pk}") == ["Brak miejsc lista rezerwowa: 2 osoby"]


def test_live_seats_say_how_many_wait(client: Client) -> None:
    event, full, _beside = _two_workshops()
    for _person in range(5):
        _wait(event, session_ids=(full.pk,))

    page = client.get(f"{event.get_absolute_url()}miejsca/")

    assert words(page, f"#seats-{full.pk}") == ["Brak miejsc lista rezerwowa: 5 osób"]


def test_form_asks_before_it_puts_anybody_on_the_list(client: Client, stopped_clock: StoppedClock) -> None:
    event = _full_event()

    page = send(client, event, stopped_clock)

    assert errors(page) == {"accepts_waiting": [NO_SEATS]}
    assert soup(page).select_one("input[name=name]")["value"] == "Ewa Iskra"  # type: ignore[index]
    assert event.registrations.count() == 1


def test_button_that_names_the_list_is_the_yes_when_the_event_is_full(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = _full_event()
    page = soup(client.get(sign_up_url(event)))

    button = page.select_one(".sign-up button")
    send(client, event, stopped_clock, accepts_waiting="on")

    assert (button["name"], button["value"]) == ("accepts_waiting", "on")  # type: ignore[index]
    assert page.select("input[name=accepts_waiting]") == []
    assert _latest(event).state == RegistrationState.WAITING


def test_button_that_names_the_list_takes_a_seat_when_one_came_free(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = _full_event()
    form = filled_in(client, event, stopped_clock, accepts_waiting="on")
    _cancel_first(event)

    client.post(sign_up_url(event), form)

    assert _latest(event).state == RegistrationState.HELD


def test_visitor_waits_when_she_ticks_that_she_does(client: Client, stopped_clock: StoppedClock) -> None:
    event = _full_event()

    sent = client.get(send(client, event, stopped_clock, accepts_waiting="on")["Location"])

    assert _latest(event).state == RegistrationState.WAITING
    assert words(sent, ".ph .lead") == [WRITTEN]
    assert words(sent, ".trail h3")[1] == "Piszemy do Ciebie"


def test_answer_is_the_same_when_the_visitor_had_signed_up_before(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = make_event(capacity=1, has_waiting_list=True)
    send(client, event, stopped_clock)

    again = client.get(send(client, event, stopped_clock, accepts_waiting="on")["Location"])

    assert words(again, ".ph .lead") == [WRITTEN]
    assert event.registrations.count() == 1


def test_form_does_not_ask_when_there_are_seats(client: Client) -> None:
    page = client.get(sign_up_url(make_event(capacity=1, has_waiting_list=True)))

    assert soup(page).find("input", {"name": "accepts_waiting"}) is None


def test_workshop_waits_in_two_steps_when_it_is_full(client: Client, stopped_clock: StoppedClock) -> None:
    event, full, _beside = _two_workshops()

    page = send(client, event, stopped_clock, block_1=full.pk)
    send(client, event, stopped_clock, block_1=full.pk, accepts_waiting="on")

    assert errors(page) == {"block_1": [NO_PLACES]}
    assert _latest(event).state == RegistrationState.WAITING


def test_own_page_says_the_place_when_she_waits(client: Client) -> None:
    event = _full_event()
    _wait(event)

    page = client.get(path_of(_wait(event)))

    assert words(page, "h1") == ["Jesteś na liście rezerwowej"]
    assert words(page, ".ph .kpis div") == ["Całe wydarzenie 2 Twoje miejsce w kolejce"]
    assert words(page, "aside .btn") == ["Zejdź z listy rezerwowej"]


def test_own_page_says_the_place_by_workshop_when_that_is_full(client: Client) -> None:
    event, full, _beside = _two_workshops()

    page = client.get(path_of(_wait(event, session_ids=(full.pk,))))

    assert words(page, ".ph .kpis div") == ["Fundraising 1 Twoje miejsce w kolejce"]


def test_offered_seat_is_taken_with_one_click(client: Client) -> None:
    event = _full_event()
    waits = _wait(event)
    _cancel_first(event)

    page = client.get(path_of(waits))
    client.post(f"{path_of(waits)}potwierdz/")

    assert words(page, "h1") == ["Zwolniło się miejsce dla Ciebie"]
    assert words(page, ".ph button") == ["Przyjmij miejsce"]
    assert _latest(event).state == RegistrationState.CONFIRMED


def test_list_is_left_after_a_question(client: Client) -> None:
    waits = _wait(_full_event())

    asked = client.get(f"{path_of(waits)}rezygnacja/")
    client.post(f"{path_of(waits)}rezygnacja/")

    waits.refresh_from_db()
    assert words(asked, "h1") == ["Czy chcesz zejść z listy rezerwowej?"]
    assert waits.state == RegistrationState.CANCELLED


def test_lapsed_offer_leads_to_the_list_when_there_are_no_seats(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = _full_event()
    waits = _wait(event)
    _wait(event)
    _cancel_first(event)
    stopped_clock.move_to(clock.now() + timedelta(hours=13))
    free_seats_held_too_long()

    page = client.get(path_of(waits))

    assert words(page, ".ph .btn") == ["Zapisz się na listę rezerwową"]


def test_signed_in_person_is_led_to_her_place_in_the_queue(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = _full_event()
    client.force_login(make_person(email="ewa@example.org"), backend=BACKEND)

    sent = send(client, event, stopped_clock, email=None, knows_notice=None, accepts_waiting="on")
    card = client.get(event.get_absolute_url())

    assert sent["Location"] == f"/moje/zapisy/{_latest(event).code}/"
    assert words(card, "aside h2") == ["Jesteś na liście rezerwowej"]


def test_change_waits_for_a_full_workshop_and_keeps_the_place(client: Client) -> None:
    event, full, beside = _two_workshops()
    ewa = make_registration(event, session_ids=(beside.pk,))
    change = f"{path_of(ewa)}zmiana/"

    refused = client.post(change, {"name": "Ewa Iskra", "block_1": full.pk})
    client.post(change, {"name": "Ewa Iskra", "block_1": full.pk, "accepts_waiting": "on"})
    page = client.get(path_of(ewa))

    assert list(errors(refused)) == ["block_1"]
    assert words(page, "section[aria-labelledby=wishes] .card") == [
        "Fundraising Twoje miejsce w kolejce: 1. Nie czekam dłużej"
    ]
    assert "Warsztat Diagnoza 12.00" in words(page, ".sum > div")


def test_wish_is_taken_or_left_on_the_own_page(client: Client) -> None:
    event, full, beside = _two_workshops()
    ewa = make_registration(event, session_ids=(beside.pk,))
    change = {"name": "Ewa Iskra", "block_1": full.pk, "accepts_waiting": "on"}
    client.post(f"{path_of(ewa)}zmiana/", change)
    _cancel_first(event)

    take, leave = (form["action"] for form in soup(client.get(path_of(ewa))).select("#wishes ~ .card form"))
    taken = client.post(str(take), follow=True)
    client.post(str(leave))

    assert words(taken, "[role=status]") == ["Nowe miejsce jest Twoje."]
    assert ewa.places.get().session == full


def test_take_is_refused_in_words_when_the_offer_is_late(client: Client, stopped_clock: StoppedClock) -> None:
    event, full, beside = _two_workshops()
    ewa = make_registration(event, session_ids=(beside.pk,))
    change = {"name": "Ewa Iskra", "block_1": full.pk, "accepts_waiting": "on"}
    client.post(f"{path_of(ewa)}zmiana/", change)
    wish = ewa.wishes.get()

    page = client.post(f"{path_of(ewa)}kolejka/{wish.pk}/przyjecie/", follow=True)

    assert "To miejsce już na Ciebie nie czeka. Obecne miejsce nadal jest Twoje." in words(page, ".note")


def test_answers_to_a_wish_are_hers_only(client: Client) -> None:
    event, full, beside = _two_workshops()
    ewa, other = (make_registration(event, session_ids=(beside.pk,)) for _each in range(2))
    change = {"name": "Ewa Iskra", "block_1": full.pk, "accepts_waiting": "on"}
    client.post(f"{path_of(ewa)}zmiana/", change)
    number = ewa.wishes.get().pk

    hers = client.post(f"/moje/zapisy/{ewa.code}/kolejka/{number}/przyjecie/")
    others = client.post(f"{path_of(other)}kolejka/{number}/przyjecie/")

    assert (hers.status_code, others.status_code) == (302, 404)


@pytest.mark.parametrize("waiting", [1, 12])
def test_pages_cost_the_same_however_many_wait(
    client: Client, waiting: int, count_queries: Callable[[Callable[[], Any]], int], settings: Any
) -> None:
    settings.KUZNIA_PAGE_CACHE = False
    event, full, _beside = _two_workshops()
    waits = [_wait(event, session_ids=(full.pk,)) for _person in range(waiting)]

    seats, own = f"{event.get_absolute_url()}miejsca/", path_of(waits[-1])

    assert count_queries(lambda: client.get(seats)) == 3
    assert count_queries(lambda: client.get(own)) == 7
