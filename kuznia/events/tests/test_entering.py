"""Sign-ups that an officer takes down by phone or from paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.events.models import Event, Registration
from kuznia.events.services.announcing import cancel_event
from kuznia.events.services.entering import enter_registration
from kuznia.events.services.registrations import NeedsEntry, cancel_registration
from kuznia.events.states import EventState, RegistrationSource, RegistrationState
from kuznia.events.tests.desk_pages import desk_url, problems, sent
from kuznia.events.tests.factories import (
    DAY,
    make_desk_entry,
    make_event,
    make_officer,
    make_person,
    make_registration,
    make_workshop,
)
from kuznia.events.tests.pages import words
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import AsSelf, Visitor
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


def _entered(event: Event, **fields: Any) -> Registration:
    return enter_registration(event=event, entry=make_desk_entry(**fields), actor=make_officer())


def test_sign_up_by_phone_is_sure_at_once_and_nobody_is_written_to() -> None:
    event = make_event(capacity=1)
    workshop = make_workshop(event)

    registration = _entered(event, phone="600 700 800", session_ids=(workshop.pk,))

    event.refresh_from_db()
    assert (registration.state, event.taken) == (RegistrationState.CONFIRMED, 1)
    assert (registration.source, registration.phone) == (RegistrationSource.PHONE, "600 700 800")
    assert not Message.objects.exists()
    call_command("verify", verbosity=0)


def test_sign_up_with_an_address_is_confirmed_by_a_letter() -> None:
    registration = _entered(make_event(), email="ewa@example.org")

    message = Message.objects.get()
    assert (message.to, message.matter.split(":")[:2]) == (
        "ewa@example.org",
        ["events.registration", str(registration.pk)],
    )


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (
            RegistrationSource.PHONE,
            "Urząd przyjął zapis przez telefon; informacja o danych została odczytana.",
        ),
        (RegistrationSource.PAPER, "Urząd przyjął zapis na papierze; informacja o danych została pokazana."),
    ],
)
def test_history_says_who_took_it_down(source: RegistrationSource, sentence: str) -> None:
    registration = _entered(make_event(), source=source)

    line = history_of(registration, audiences=Audience.values)[0]
    assert (line.sentence, line.who) == (sentence, registration.entered_by.name)  # type: ignore[union-attr]


def test_office_signs_up_after_the_deadline_until_the_event_is_over(stopped_clock: StoppedClock) -> None:
    event = make_event(registration_closes_at=DAY - timedelta(days=2))
    stopped_clock.move_to(DAY + timedelta(hours=1))

    assert _entered(event).state == RegistrationState.CONFIRMED


@pytest.mark.parametrize(
    ("fields", "days", "sentence"),
    [
        ({}, 1, "Wydarzenie już się odbyło."),
        ({"state": EventState.CANCELLED}, 0, "Wydarzenie jest odwołane."),
        ({"takes_registrations": False}, 0, "Na to wydarzenie nie prowadzimy zapisów."),
    ],
)
def test_office_signs_up_nobody_when_the_event_takes_nobody(
    stopped_clock: StoppedClock, fields: dict[str, Any], days: int, sentence: str
) -> None:
    event = make_event(**fields)
    if days:
        stopped_clock.move_to(DAY + timedelta(days=days))

    with pytest.raises(Refused) as refusal:
        _entered(event)

    assert refusal.value.message == sentence


def test_office_signs_up_nobody_when_the_event_is_full() -> None:
    event = make_event(capacity=1)
    make_registration(event)

    with pytest.raises(Refused) as refusal:
        _entered(event)

    assert refusal.value.message == "Nie ma już wolnych miejsc. Zapis się nie udał."


def test_officer_reads_who_has_the_address_when_it_has_a_sign_up() -> None:
    event = make_event()
    own = make_registration(event, email="ewa@example.org")

    with pytest.raises(Refused) as refusal:
        _entered(event, email="Ewa@example.org")

    assert refusal.value.message == f"Ten adres ma już zapis: Ewa Iskra, kod {own.code}."
    assert refusal.value.field == "email"


def test_one_form_makes_one_sign_up_when_it_is_sent_twice() -> None:
    event, key = make_event(), uuid4()

    first, second = (_entered(event, form_key=key) for _click in range(2))

    assert first == second


def test_nobody_but_the_office_enters_sign_ups() -> None:
    person = make_person()

    for actor in (Visitor(), AsSelf(person.pk, person.name)):
        with pytest.raises(Forbidden) as refusal:
            enter_registration(event=make_event(), entry=make_desk_entry(), actor=actor)
        assert refusal.value.message == "To mogą zrobić tylko urzędnicy urzędu, który prowadzi to wydarzenie."


def test_nothing_is_queued_for_a_person_without_an_address_when_much_happens() -> None:
    event, officer = make_event(), make_officer()
    first, _second = (_entered(event) for _time in range(2))

    cancel_registration(registration=first, actor=officer, reason="Choroba.")
    cancel_event(event=event, actor=officer, reason="Sala jest zalana.")
    run_waiting_jobs()

    assert not Message.objects.exists()


def test_officer_takes_a_sign_up_on_its_page(officer: Client) -> None:
    event = make_event(asks_diet=True)
    workshop = make_workshop(event)
    answers = {
        "name": "Ewa Iskra",
        "phone": "600 700 800",
        "coming_for": "informal_group",
        "organisation_name": "Koło Gospodyń",
        "block_1": workshop.pk,
        "diet": "bez mięsa",
        "knows_notice": "on",
    }

    answer = sent(officer, desk_url("desk-registration-new", event), answers)

    registration = Registration.objects.get()
    page = officer.get(answer["Location"])
    assert answer["Location"] == desk_url("desk-registration", event, registration.code)
    assert (registration.organisation_name, registration.needs.diet) == ("Koło Gospodyń", "bez mięsa")
    said = "Zapis gotowy: Ewa Iskra. Bez adresu e-mail nie wyślemy potwierdzenia: podaj tej osobie kod"
    assert words(page, "[role=status]") == [f"{said} {registration.code}."]


def test_officer_reads_what_to_correct(officer: Client) -> None:
    event = make_event()

    empty = sent(officer, desk_url("desk-registration-new", event), {"coming_for": ""})

    assert problems(empty) == [
        "Wpisz imię i nazwisko.",
        "Wybierz, w czyim imieniu przychodzi ta osoba.",
        "Odczytaj informację o danych osobowych, potem zaznacz to pole.",
    ]


def test_form_stays_filled_in_when_the_address_has_a_sign_up(officer: Client) -> None:
    event = make_event()
    own = make_registration(event, email="ewa@example.org")
    answers = {"name": "Ewa", "email": "ewa@example.org", "coming_for": "oneself", "knows_notice": "on"}

    answer = sent(officer, desk_url("desk-registration-new", event), answers)

    assert problems(answer) == [f"Ten adres ma już zapis: Ewa Iskra, kod {own.code}."]
    assert words(answer, "h1") == ["Zapis telefoniczny lub papierowy"]


def test_page_says_so_when_nobody_can_be_signed_up(officer: Client) -> None:
    event = make_event(state=EventState.DRAFT)

    page = officer.get(desk_url("desk-registration-new", event))

    said = "Na to wydarzenie nie można teraz nikogo zapisać: jest szkicem, zostało odwołane, już się odbyło"
    assert words(page, ".note--warn") == [f"{said} albo nie ma zapisów."]


def test_sign_up_by_phone_keeps_what_is_needed() -> None:
    registration = _entered(make_event(asks_wheelchair=True), needs=NeedsEntry(wheelchair=True))

    assert registration.needs.wheelchair


def _full_event() -> Event:
    event = make_event(capacity=1, has_waiting_list=True)
    make_registration(event)
    return event


def test_person_joins_the_waiting_list_when_the_event_is_full_and_she_said_so() -> None:
    event = _full_event()

    registration = _entered(event, email="ewa@example.org", accepts_waiting=True)

    event.refresh_from_db()
    assert (registration.state, registration.confirmed_at, event.taken) == (
        RegistrationState.WAITING,
        None,
        1,
    )
    assert Message.objects.get(to="ewa@example.org").matter.endswith(":waiting")
    call_command("verify", verbosity=0)


def test_person_has_a_seat_when_one_is_free_though_she_would_wait() -> None:
    registration = _entered(make_event(capacity=1, has_waiting_list=True), accepts_waiting=True)

    assert registration.state == RegistrationState.CONFIRMED


def test_person_without_an_address_does_not_wait() -> None:
    with pytest.raises(Refused) as refusal:
        _entered(_full_event(), accepts_waiting=True)

    assert (refusal.value.message, refusal.value.field) == (
        "Wolne miejsce proponujemy e-mailem: kto czeka, musi mieć tu adres.",
        "email",
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {},
            "Nie ma już wolnych miejsc. Zapis się nie udał. Możesz poczekać na miejsce na liście rezerwowej.",
        ),
        ({"has_waiting_list": False}, "Nie ma już wolnych miejsc. Zapis się nie udał."),
    ],
)
def test_nobody_is_put_on_the_waiting_list_unasked_or_where_there_is_none(
    fields: dict[str, Any], sentence: str
) -> None:
    event = _full_event()
    Event.objects.filter(pk=event.pk).update(**fields)

    with pytest.raises(Refused) as refusal:
        _entered(event, email="ewa@example.org", accepts_waiting=bool(fields))

    assert refusal.value.message == sentence


def test_officer_puts_a_person_on_the_waiting_list_on_the_page(officer: Client) -> None:
    event = _full_event()
    answers = {"name": "Ewa Iskra", "email": "ewa@example.org", "coming_for": "oneself", "knows_notice": "on"}

    refused = sent(officer, desk_url("desk-registration-new", event), answers)
    answer = sent(officer, desk_url("desk-registration-new", event), answers | {"accepts_waiting": "on"})

    assert len(problems(refused)) == 1
    assert words(officer.get(answer["Location"]), "[role=status]") == [
        "Na liście rezerwowej: Ewa Iskra. E-mail jest w drodze."
    ]
