"""Whoever has her data deleted gives her seats at events to come to those who wait."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command

from kuznia.accounts.services import erase_person
from kuznia.audit.queries import history_of
from kuznia.events.models import Event, Registration, Session
from kuznia.events.services.registrations import NeedsEntry, change_registration
from kuznia.events.states import RegistrationState
from kuznia.events.tests.certificates import let_in
from kuznia.events.tests.factories import (
    make_delegates,
    make_delegation,
    make_event,
    make_person,
    make_registration,
    make_workshop,
)
from kuznia.lib import clock
from kuznia.lib.policy import AsSelf
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message
from kuznia.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
HELD, CONFIRMED, CANCELLED = RegistrationState.HELD, RegistrationState.CONFIRMED, RegistrationState.CANCELLED


@pytest.fixture
def ewa() -> Person:
    return make_person("Ewa Iskra", email="ewa@example.org")


def _herself(person: Person) -> AsSelf:
    return AsSelf(person_id=person.pk, name=person.name)


def _erase(person: Person) -> None:
    erase_person(person=person, actor=_herself(person))


def _state(registration: Registration) -> str:
    return Registration.objects.get(pk=registration.pk).state


def test_seat_goes_to_the_next_when_its_person_is_erased(ewa: Person) -> None:
    event = make_event(capacity=1, has_waiting_list=True)
    hers = make_registration(event, actor=_herself(ewa))
    waiting = make_registration(event, accepts_waiting=True)

    _erase(ewa)

    assert (_state(hers), _state(waiting), Event.objects.get().taken) == (CANCELLED, HELD, 1)
    assert (
        history_of(hers, audiences=("office",))[0].sentence
        == "Osoba usunęła swoje dane, a zapis skończył się razem z nimi."
    )
    call_command("verify", verbosity=0)


def test_place_in_a_workshop_goes_to_whoever_wishes_for_it_when_its_person_is_erased(ewa: Person) -> None:
    event = make_event(has_waiting_list=True)
    full, beside = make_workshop(event, capacity=1), make_workshop(event, "Diagnoza")
    make_registration(event, actor=_herself(ewa), session_ids=(full.pk,))
    adam = make_registration(event, session_ids=(beside.pk,))
    change_registration(
        registration=adam,
        actor=AsSelf(adam.person_id, "Adam"),
        arrived_at=clock.now(),
        name=adam.name,
        session_ids=(full.pk,),
        needs=NeedsEntry(),
        accepts_waiting=True,
    )

    _erase(ewa)

    assert (adam.wishes.get().is_offered, Session.objects.get(pk=full.pk).taken) == (True, 1)


@pytest.mark.parametrize("fields", [{"needs_approval": True}, {"capacity": 0, "has_waiting_list": True}])
def test_sign_up_without_a_seat_ends_when_its_person_is_erased(
    ewa: Person, fields: dict[str, object]
) -> None:
    event = make_event(**fields)
    hers = make_registration(event, actor=_herself(ewa), accepts_waiting=True)

    _erase(ewa)

    assert (_state(hers), Event.objects.get().taken) == (CANCELLED, 0)


def test_erased_person_is_written_to_no_more(ewa: Person) -> None:
    make_registration(make_event(), actor=_herself(ewa))
    before = Message.objects.count()

    _erase(ewa)

    assert (Message.objects.count(), Message.objects.filter(to="ewa@example.org").count()) == (before, 0)


def test_contact_is_told_when_a_person_of_the_delegation_is_erased(ewa: Person) -> None:
    event = make_event()
    delegation = make_delegation(event, people=make_delegates("Ewa <ewa@example.org>", "Adam Żar"))
    before = Message.objects.count()

    _erase(ewa)

    letter = Message.objects.filter(matter__startswith=f"events.delegation:{delegation.pk}:").latest("pk")
    assert (Message.objects.count(), letter.to) == (before + 1, delegation.contact.email)
    assert Event.objects.get().taken == 1


def test_contact_is_not_told_when_it_is_she_who_is_erased(ewa: Person) -> None:
    people = make_delegates("Ewa <ewa@example.org>", "Adam Żar")
    delegation = make_delegation(make_event(), people=people, contact_email="ewa@example.org")
    before = Message.objects.count()

    _erase(ewa)

    states = delegation.registrations.order_by("pk").values_list("state", flat=True)
    assert (list(states), Message.objects.count()) == ([CANCELLED, HELD], before)


def test_sign_up_stays_counted_when_the_event_is_over(ewa: Person, stopped_clock: StoppedClock) -> None:
    event = make_event()
    hers = make_registration(event, actor=_herself(ewa))
    stopped_clock.move_to(event.ends_at + timedelta(minutes=1))

    _erase(ewa)

    assert (_state(hers), Event.objects.get().taken) == (CONFIRMED, 1)


def test_sign_up_stays_counted_when_she_is_inside_already(ewa: Person, stopped_clock: StoppedClock) -> None:
    event = make_event()
    hers = make_registration(event, actor=_herself(ewa))
    stopped_clock.move_to(event.starts_at)
    let_in(hers)

    _erase(ewa)

    assert (_state(hers), Event.objects.get().taken) == (CONFIRMED, 1)
