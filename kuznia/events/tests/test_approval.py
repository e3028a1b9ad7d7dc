"""The organiser accepts and refuses sign-ups: seats under the lock, one letter each, nothing decided twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command

from kuznia.events.answers import TODO
from kuznia.events.models import Event, Registration, Session
from kuznia.events.queries import link_to, members_of
from kuznia.events.services.announcing import cancel_event
from kuznia.events.services.approval import accept_registrations, refuse_registrations
from kuznia.events.services.registrations import NeedsEntry, cancel_registration, change_registration
from kuznia.events.states import RegistrationState
from kuznia.events.tests.factories import (
    DAY,
    make_delegates,
    make_delegation,
    make_event,
    make_officer,
    make_person,
    make_registration,
    make_workshop,
)
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import AsSelf, LinkHolder
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
PENDING, CONFIRMED, REFUSED = (
    RegistrationState.PENDING,
    RegistrationState.CONFIRMED,
    RegistrationState.REFUSED,
)
OFFICE_ONLY = "To mogą zrobić tylko urzędnicy urzędu, który prowadzi to wydarzenie."


def _event(**fields: object) -> Event:
    return make_event(needs_approval=True, **fields)


def _taken(event: Event) -> int:
    return Event.objects.get(pk=event.pk).taken


def _states(event: Event) -> list[str]:
    return list(event.registrations.order_by("pk").values_list("state", flat=True))


def _told(registration: Registration) -> list[str]:
    found = Message.objects.filter(matter__startswith=f"events.registration:{registration.pk}:")
    return [message.matter.split(":")[2] for message in found.order_by("pk")]


def test_sign_up_waits_without_a_seat_when_the_organiser_accepts_them() -> None:
    event = _event(capacity=2)
    workshop = make_workshop(event)

    registration = make_registration(event, session_ids=(workshop.pk,))

    assert (registration.state, registration.held_until, _told(registration)) == (PENDING, None, ["received"])
    assert (_taken(event), Session.objects.get(pk=workshop.pk).taken) == (0, 0)


def test_signed_in_person_waits_too() -> None:
    person = make_person()

    registration = make_registration(_event(), actor=AsSelf(person.pk, person.name))

    assert (registration.state, registration.confirmed_at) == (PENDING, None)


def test_second_sign_up_of_one_who_waits_gives_the_first() -> None:
    event = _event()

    first, second = (make_registration(event, email="ewa@example.org") for _time in range(2))

    assert (first, _told(first)) == (second, ["received", "exists"])


def test_accepted_sign_up_takes_its_seats_and_is_told() -> None:
    event = _event(capacity=1)
    workshop = make_workshop(event)
    registration = make_registration(event, session_ids=(workshop.pk,))

    decided = accept_registrations(event=event, registrations=[registration], actor=make_officer())

    assert (decided.accepted, decided.left, _states(event)) == ((registration,), (), [CONFIRMED])
    assert (_taken(event), Session.objects.get(pk=workshop.pk).taken) == (1, 1)
    assert _told(registration) == ["received", "confirmed"]
    call_command("verify", verbosity=0)


def test_sign_ups_are_accepted_in_their_order_while_there_are_seats() -> None:
    event = _event(capacity=2)
    sent = [make_registration(event, name=name) for name in ("Ewa", "Adam", "Jan")]

    decided = accept_registrations(event=event, registrations=reversed(sent), actor=make_officer())

    assert (_states(event), decided.left) == ([CONFIRMED, CONFIRMED, PENDING], ("Jan",))
    assert _taken(event) == 2


def test_acceptance_is_refused_in_words_when_the_workshop_is_full() -> None:
    event = _event()
    workshop = make_workshop(event, capacity=1)
    first, second = (make_registration(event, session_ids=(workshop.pk,)) for _time in range(2))
    accept_registrations(event=event, registrations=[first], actor=make_officer())

    with pytest.raises(Refused) as refusal:
        accept_registrations(event=event, registrations=[second], actor=make_officer())

    assert refusal.value.message == "„Fundraising”: brak miejsc, podobnie jak na sesjach obok."
    assert _states(event) == [CONFIRMED, PENDING]


def test_sign_up_is_accepted_on_a_seat_that_another_holds_too_long(stopped_clock: StoppedClock) -> None:
    event = _event(capacity=1)
    registration, late = make_registration(event), make_registration(event)
    Registration.objects.filter(pk=late.pk).update(state=RegistrationState.HELD, held_until=clock.now())
    Event.objects.update(taken=1)
    stopped_clock.move_to(clock.now() + timedelta(minutes=1))

    accept_registrations(event=event, registrations=[registration], actor=make_officer())

    assert _states(event) == [CONFIRMED, RegistrationState.EXPIRED]


def test_acceptance_is_refused_when_the_event_is_over(stopped_clock: StoppedClock) -> None:
    event = _event()
    registration = make_registration(event)
    stopped_clock.move_to(DAY + timedelta(days=1))

    with pytest.raises(Refused) as refusal:
        accept_registrations(event=event, registrations=[registration], actor=make_officer())

    assert refusal.value.message == (
        "Wydarzenie już się odbyło albo zostało odwołane: zapisów nie można już przyjmować."
    )


def test_nothing_is_decided_twice() -> None:
    event, officer = _event(), make_officer()
    registration = make_registration(event)

    for _click in range(2):
        accept_registrations(event=event, registrations=[registration], actor=officer)
    refuse_registrations(event=event, registrations=[registration], actor=officer, reason="Za późno.")

    assert (_states(event), _told(registration)) == ([CONFIRMED], ["received", "confirmed"])


def test_refused_sign_up_tells_the_reason() -> None:
    event = _event()
    registration = make_registration(event)

    refuse_registrations(event=event, registrations=[registration], actor=make_officer(), reason="Dla NGO.")

    letter = Message.objects.latest("pk").letter
    assert (_states(event), _told(registration)) == ([REFUSED], ["received", "refused"])
    assert letter["paragraphs"] == ["Powód: Dla NGO."]


def test_refusal_is_refused_without_a_reason() -> None:
    event = _event()
    registration = make_registration(event)

    with pytest.raises(Refused) as refusal:
        refuse_registrations(event=event, registrations=[registration], actor=make_officer(), reason=" ")

    assert refusal.value.message == "Napisz powód w jednym zdaniu."


def test_nobody_but_the_office_accepts() -> None:
    event = _event()
    registration = make_registration(event)
    holder = LinkHolder(link_to(registration))

    with pytest.raises(Forbidden) as refusal:
        accept_registrations(event=event, registrations=[registration], actor=holder)

    assert refusal.value.message == OFFICE_ONLY


def test_nobody_but_the_office_refuses() -> None:
    event = _event()
    registration = make_registration(event)
    holder = LinkHolder(link_to(registration))

    with pytest.raises(Forbidden) as refusal:
        refuse_registrations(event=event, registrations=[registration], actor=holder, reason="Nie.")

    assert refusal.value.message == OFFICE_ONLY


def test_person_withdraws_a_sign_up_that_waits() -> None:
    event = _event()
    registration = make_registration(event)

    for _click in range(2):
        cancel_registration(registration=registration, actor=LinkHolder(link_to(registration)))

    assert (_states(event), _taken(event)) == ([RegistrationState.CANCELLED], 0)
    assert _told(registration) == ["received", "withdrawn"]


def test_person_changes_a_sign_up_that_waits_and_takes_no_seat() -> None:
    event = _event()
    old, new = make_workshop(event), make_workshop(event, "Diagnoza")
    registration = make_registration(event, session_ids=(old.pk,))

    change_registration(
        registration=registration,
        actor=LinkHolder(link_to(registration)),
        arrived_at=clock.now(),
        name="Ewa Nowa",
        session_ids=[new.pk],
        needs=NeedsEntry(),
    )

    assert registration.places.get().session == new
    assert list(Session.objects.values_list("taken", flat=True)) == [0, 0]


def test_delegation_waits_and_its_contact_reads_one_letter_about_the_decisions() -> None:
    event = _event()
    make_registration(event, email="ewa@example.org")
    people = make_delegates("Ewa <ewa@example.org>", "Adam", "Jan")
    delegation = make_delegation(event, people=people)
    rows = delegation.registrations.filter(state=PENDING)

    accept_registrations(event=event, registrations=rows, actor=make_officer())

    told = Message.objects.filter(matter__startswith="events.delegation:").order_by("pk")
    assert [message.matter.split(":")[2] for message in told] == ["received", "changed"]
    assert {member.state for member in members_of(delegation)} == {CONFIRMED}
    call_command("verify", verbosity=0)


def test_contact_reads_the_reason_when_a_person_is_refused() -> None:
    event = _event()
    delegation = make_delegation(event)
    first = delegation.registrations.earliest("pk")

    refuse_registrations(event=event, registrations=[first], actor=make_officer(), reason="Za dużo osób.")

    assert Message.objects.latest("pk").letter["paragraphs"] == [
        "Powód: Za dużo osób.",
        "Tak wygląda teraz lista:",
    ]


def test_officer_reads_how_many_sign_ups_wait() -> None:
    event = _event(starts_at=DAY + timedelta(days=60), ends_at=DAY + timedelta(days=61))
    for _time in range(5):
        make_registration(event)

    items = list(TODO.todo_items(make_officer()))

    assert [(item.title, item.detail, item.url) for item in items] == [
        ("5 zapisów czeka na Twoją decyzję", event.title, f"/urzad/wydarzenia/{event.slug}/zapisy/decyzje/")
    ]


def test_those_who_wait_and_the_contact_are_told_once_when_the_event_is_cancelled() -> None:
    event = _event()
    registration, delegation = make_registration(event), make_delegation(event)

    cancel_event(event=event, actor=make_officer(), reason="Sala jest zalana.")
    run_waiting_jobs()

    told = Message.objects.filter(matter__endswith="event-cancelled").order_by("matter")
    assert [message.matter for message in told] == [
        f"events.delegation:{delegation.pk}:event-cancelled",
        f"events.registration:{registration.pk}:event-cancelled",
    ]
