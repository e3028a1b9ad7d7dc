"""A participant's own page: opened by her link or signed in, by nobody else; every old link gets a clear answer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kuznia.audit.models import CaseEntry
from kuznia.events.models import Event, Registration
from kuznia.events.services.announcing import cancel_event
from kuznia.events.services.registrations import NeedsEntry, free_held_seats
from kuznia.events.states import RegistrationState
from kuznia.events.tests.factories import (
    DAY,
    make_event,
    make_officer,
    make_person,
    make_registration,
    make_workshop,
    path_of,
)
from kuznia.events.tests.pages import errors, soup, words
from kuznia.lib import clock
from kuznia.lib.policy import System
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

CLOSED = "Zapisy są już zamknięte: zmiany nie są możliwe. Twój zapis zostaje taki, jaki był."
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


def _state(registration: Registration) -> str:
    return Registration.objects.get(pk=registration.pk).state


def _expire(registration: Registration, stopped_clock: StoppedClock) -> None:
    stopped_clock.move_to(clock.now() + timedelta(hours=25))
    free_held_seats(event=registration.event, actor=System("tests"))


def test_link_shows_the_sign_up_and_changes_nothing(client: Client) -> None:
    event = make_event()
    workshop = make_workshop(event)
    registration = make_registration(event, session_ids=(workshop.pk,), needs=NeedsEntry(diet="bez mięsa"))

    page = client.get(path_of(registration))

    assert words(page, "h1") == ["Potwierdź miejsce"]
    assert words(page, ".sum > div") == [
        "Co Konferencja organizacji",
        "Kto Ewa Iskra",
        "W czyim imieniu we własnym imieniu",
        "Warsztat Fundraising 12.00",
        "Potrzeby bez mięsa",
        "Zdjęcia Nie pokazujcie mnie na zdjęciach",
        f"Kod zapisu {registration.code}",
        "Dane osobowe Dane osób, które zapisują się na wydarzenie, wersja 1",
    ]
    assert _state(registration) == RegistrationState.HELD


def test_own_page_is_kept_by_nobody_and_told_to_nobody(client: Client) -> None:
    registration = make_registration(make_event())

    page = client.get(path_of(registration))

    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert page["Referrer-Policy"] == "same-origin"
    assert soup(page).select_one("meta[name=robots]")["content"] == "noindex"  # type: ignore[index]


@pytest.mark.parametrize("part", ["", "zmiana/", "rezygnacja/"])
def test_page_is_hidden_when_the_key_is_wrong(client: Client, part: str) -> None:
    registration, other = make_registration(make_event()), make_registration(make_event())
    key = path_of(other).split("/")[3]

    answers = [
        client.get(f"/zapisy/{registration.code}/{each}/{part}").status_code
        for each in (key, "x", key.upper())
    ]

    assert answers == [404, 404, 404]


def test_button_confirms_once_however_often_it_is_pressed(client: Client) -> None:
    registration = make_registration(make_event())

    answers = [client.post(f"{path_of(registration)}potwierdz/").status_code for _click in range(2)]
    page = client.get(path_of(registration))

    assert answers == [303, 303]
    assert words(page, "h1") == ["Miejsce jest Twoje"]
    assert Message.objects.filter(matter__contains="confirmed").count() == 1


def test_opening_the_address_of_the_button_confirms_nothing(client: Client) -> None:
    registration = make_registration(make_event())

    answer = client.get(f"{path_of(registration)}potwierdz/")

    assert (answer.status_code, _state(registration)) == (405, RegistrationState.HELD)


def test_freed_seat_is_taken_again_with_one_click(client: Client, stopped_clock: StoppedClock) -> None:
    registration = make_registration(make_event(capacity=1))
    _expire(registration, stopped_clock)

    page = client.get(path_of(registration))
    client.post(f"{path_of(registration)}potwierdz/")

    assert words(page, "h1") == ["Miejsce się zwolniło"]
    assert words(page, ".ph button") == ["Zajmij miejsce jeszcze raz"]
    assert _state(registration) == RegistrationState.CONFIRMED


def test_freed_seat_that_others_took_is_refused_in_words(client: Client, stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=1)
    registration = make_registration(event)
    _expire(registration, stopped_clock)
    make_registration(event)

    page = client.post(f"{path_of(registration)}potwierdz/", follow=True)

    assert words(page, ".messages") == ["Nie ma już wolnych miejsc. Zapis się nie udał."]
    assert words(page, ".ph button") == []


def test_cancelling_asks_first_and_frees_the_seat_once(client: Client) -> None:
    event = make_event(capacity=1)
    registration = make_registration(event)
    address = f"{path_of(registration)}rezygnacja/"

    question = client.get(address)
    answers = [client.post(address).status_code for _click in range(2)]
    page = client.get(path_of(registration))

    assert words(question, "h1") == ["Czy chcesz zrezygnować z udziału?"]
    assert (answers, Event.objects.get(pk=event.pk).taken) == ([303, 303], 0)
    assert words(page, ".ph h1, .ph .btn") == ["Zapis odwołany", "Zapisz się ponownie"]


def test_question_about_cancelling_says_when_there_is_nothing_to_cancel(client: Client) -> None:
    registration = make_registration(make_event())
    client.post(f"{path_of(registration)}rezygnacja/")

    page = client.get(f"{path_of(registration)}rezygnacja/")

    assert words(page, "h1") == ["Nie ma z czego rezygnować"]


def test_change_moves_the_choice_and_keeps_the_rest(client: Client) -> None:
    event = make_event(asks_diet=True)
    old, new = make_workshop(event, "Fundraising"), make_workshop(event, "OPP")
    registration = make_registration(event, session_ids=(old.pk,))
    form = {"name": "Ewa Kowadło", "block_1": new.pk, "diet": "wegańska"}

    page = client.post(f"{path_of(registration)}zmiana/", form, follow=True)

    assert words(page, ".messages") == ["Zapis zmieniony."]
    assert words(page, ".sum > div")[1:5] == [
        "Kto Ewa Kowadło",
        "W czyim imieniu we własnym imieniu",
        "Warsztat OPP 12.00",
        "Potrzeby wegańska",
    ]


def test_change_gives_and_withdraws_the_yes_to_photographs(client: Client) -> None:
    registration = make_registration(make_event())
    address, said = f"{path_of(registration)}zmiana/", []

    for form in ({"name": registration.name, "allows_photos": "on"}, {"name": registration.name}):
        said.append(words(client.post(address, form, follow=True), ".sum > div")[3])

    assert said == ["Zdjęcia Możecie mnie pokazać na zdjęciach", "Zdjęcia Nie pokazujcie mnie na zdjęciach"]
    lines = [line.sentence for line in CaseEntry.objects.filter(subject_id=registration.pk).order_by("pk")]
    assert [line for line in lines if "photographs" in line] == [
        "The consent to photographs was given.",
        "The consent to photographs was withdrawn.",
    ]


def test_change_keeps_the_holder_of_the_last_seat_on_it(client: Client) -> None:
    event = make_event()
    full, other = make_workshop(event, "OPP", capacity=1), make_workshop(event, "Fundraising", capacity=1)
    registration = make_registration(event, session_ids=(full.pk,))
    make_registration(event, session_ids=(other.pk,))

    form = client.get(f"{path_of(registration)}zmiana/")
    refused = client.post(f"{path_of(registration)}zmiana/", {"name": "Ewa Iskra", "block_1": other.pk})

    choices = soup(form).select(".shop input")
    assert [(each.has_attr("checked"), each.has_attr("disabled")) for each in choices] == [
        (True, False),
        (False, True),
    ]
    assert errors(refused) == {"block_1": ["„Fundraising”: brak miejsc, podobnie jak na sesjach obok."]}


def test_change_is_refused_after_the_deadline(client: Client, stopped_clock: StoppedClock) -> None:
    event = make_event(registration_closes_at=DAY - timedelta(days=3))
    registration = make_registration(event)
    stopped_clock.move_to(DAY - timedelta(days=2))

    opened = client.get(f"{path_of(registration)}zmiana/")
    sent = client.post(f"{path_of(registration)}zmiana/", {"name": "Ktoś inny"})

    assert (opened.status_code, opened["Location"]) == (303, path_of(registration))
    assert errors(sent) == {"__all__": [CLOSED]}
    assert Registration.objects.get().name == "Ewa Iskra"


def test_own_page_says_that_the_event_is_cancelled(client: Client) -> None:
    registration = make_registration(make_event())
    cancel_event(event=registration.event, actor=make_officer(), reason="Awaria ogrzewania.")

    page = client.get(path_of(registration))

    assert words(page, ".ph h1, .ph .lead") == [
        "Wydarzenie odwołane",
        "Nie odbędzie się. Nie musisz nic robić.",
    ]
    assert words(page, "main .btn") == []


def test_own_page_says_that_the_event_is_over(client: Client, stopped_clock: StoppedClock) -> None:
    registration = make_registration(make_event())
    stopped_clock.move_to(DAY + timedelta(days=1))

    page = client.get(path_of(registration))

    assert words(page, "h1") == ["Wydarzenie już się odbyło"]
    assert words(page, "main .btn") == []


def test_signed_in_person_reaches_her_own_sign_up_only(client: Client) -> None:
    event, person = make_event(), make_person(email="zofia@example.org")
    own, others = make_registration(event, email="zofia@example.org"), make_registration(event)
    client.force_login(person)

    answers = [client.get(f"/moje/zapisy/{each.code}/").status_code for each in (own, others)]

    assert answers == [200, 404]


@pytest.mark.parametrize(
    ("part", "back"), [("", ""), ("potwierdz/", ""), ("zmiana/", "zmiana/"), ("rezygnacja/", "rezygnacja/")]
)
def test_visitor_without_a_link_is_sent_to_sign_in(client: Client, part: str, back: str) -> None:
    registration = make_registration(make_event())
    own = f"/moje/zapisy/{registration.code}/"

    answer: Any = client.post(f"{own}{part}") if part == "potwierdz/" else client.get(f"{own}{part}")

    assert (answer.status_code, answer.url.partition("?")[2]) == (302, f"next={own}{back}")


def test_signed_in_person_confirms_changes_and_cancels_as_with_the_link(client: Client) -> None:
    registration = make_registration(make_event(), email="zofia@example.org")
    client.force_login(registration.person)
    own = f"/moje/zapisy/{registration.code}/"

    posts = [("potwierdz/", {}), ("zmiana/", {"name": "Zofia Kowadło"}), ("rezygnacja/", {})]
    answers = [client.post(f"{own}{part}", form) for part, form in posts]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, own)] * 3
    registration.refresh_from_db()
    assert (registration.name, registration.state) == ("Zofia Kowadło", RegistrationState.CANCELLED)


def test_own_page_marks_polish_words_when_it_is_english(client: Client) -> None:
    registration = make_registration(make_event())

    page = client.get(f"/en{path_of(registration)}")

    assert words(page, "h1") == ["Confirm your seat"]
    assert soup(page).select_one(".sum a")["lang"] == "pl"  # type: ignore[index]
