"""People of a delegation wait for seats: in the order of its form, offered once, and nothing leaks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command

from kuznia.events.models import Delegation, Event, Registration, Session
from kuznia.events.queries import link_to_delegation, members_of
from kuznia.events.services.delegating import cancel_delegation, confirm_delegation
from kuznia.events.services.registrations import (
    NeedsEntry,
    cancel_registration,
    change_registration,
    confirm_registration,
)
from kuznia.events.services.waiting import hand_on, offer_seat
from kuznia.events.states import RegistrationState
from kuznia.events.tasks import free_seats_held_too_long, send_reminders
from kuznia.events.tests.factories import (
    delegation_path,
    make_delegates,
    make_delegation,
    make_event,
    make_officer,
    make_person,
    make_registration,
    make_workshop,
)
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import AsSelf, LinkHolder
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
HELD, CONFIRMED, WAITING = RegistrationState.HELD, RegistrationState.CONFIRMED, RegistrationState.WAITING
CANCELLED, EXPIRED = RegistrationState.CANCELLED, RegistrationState.EXPIRED
COVERED, COVERED_WAITING = RegistrationState.COVERED, RegistrationState.COVERED_WAITING
EWA = "Ewa <ewa@example.org>"


def _event(capacity: int | None = 1, **fields: Any) -> Event:
    return make_event(capacity=capacity, has_waiting_list=True, answer_hours=12, **fields)


def _signed_in() -> AsSelf:
    person = make_person()
    return AsSelf(person.pk, person.name)


def _wait(event: Event, *names: str, **fields: Any) -> Delegation:
    people = make_delegates(*names, session_ids=fields.pop("session_ids", ()))
    return make_delegation(event, accepts_waiting=True, **{"people": people} | fields)


def _states(delegation: Delegation) -> list[str]:
    return list(delegation.registrations.order_by("pk").values_list("state", flat=True))


def _seen(delegation: Delegation) -> list[tuple[str, int | None, bool]]:
    """What the contact reads of each person."""
    members = members_of(Delegation.objects.get(pk=delegation.pk))
    return [(member.state, member.place, member.offered_until is not None) for member in members]


def _told(delegation: Delegation) -> list[str]:
    found = Message.objects.filter(matter__startswith=f"events.delegation:{delegation.pk}:").order_by("pk")
    return [message.matter.split(":")[2] for message in found]


def _letter(delegation: Delegation) -> Message:
    return Message.objects.filter(matter__startswith=f"events.delegation:{delegation.pk}:").latest("pk")


def _contact(delegation: Delegation) -> LinkHolder:
    return LinkHolder(link_to_delegation(delegation))


def _raise(event: Event, capacity: int) -> None:
    Event.objects.filter(pk=event.pk).update(capacity=capacity)
    hand_on(event=event)


def _take_off(delegation: Delegation, number: int) -> None:
    row = delegation.registrations.order_by("pk")[number]
    cancel_registration(registration=row, actor=_contact(delegation))


def _pass(stopped_clock: StoppedClock, hours: float) -> None:
    stopped_clock.move_to(clock.now() + timedelta(hours=hours))
    free_seats_held_too_long()


def _taken(event: Event) -> int:
    return Event.objects.get(pk=event.pk).taken


def test_those_without_a_seat_wait_in_the_order_of_the_form() -> None:
    event = _event(1)

    delegation = _wait(event, "Ewa", "Adam", "Jan")

    assert _seen(delegation) == [(HELD, None, False), (WAITING, 1, False), (WAITING, 2, False)]
    assert (_taken(event), _told(delegation)) == (1, ["confirm"])
    assert ["Osoba 3", "Jan, na liście rezerwowej, miejsce w kolejce: 2"] in _letter(delegation).letter[
        "facts"
    ]
    call_command("verify", verbosity=0)


def test_letter_says_that_the_others_wait() -> None:
    delegation = _wait(_event(1), "Ewa", "Adam", actor=_signed_in())

    assert (_states(delegation), _told(delegation)) == ([CONFIRMED, WAITING], ["confirmed"])
    words = "Kto nie ma jeszcze miejsca, jest na liście rezerwowej."
    assert _letter(delegation).letter["paragraphs"][1].startswith(words)


def test_whole_delegation_waits_when_there_is_no_seat_at_all() -> None:
    event = _event(1)
    make_registration(event)

    delegation = _wait(event, "Ewa", "Adam")

    assert (_states(delegation), _told(delegation)) == ([WAITING, WAITING], ["waiting"])
    assert _letter(delegation).letter["heading"] == "Delegacja jest na liście rezerwowej"
    call_command("verify", verbosity=0)


def test_person_waits_for_her_full_workshop_and_the_others_have_seats() -> None:
    event = _event(None)
    full, other = make_workshop(event, capacity=1), make_workshop(event, "Diagnoza")
    people = make_delegates("Ewa", "Adam", session_ids=(full.pk,))
    people += make_delegates("Jan", session_ids=(other.pk,), first_row=2)

    delegation = _wait(event, people=people)

    assert _states(delegation) == [HELD, WAITING, HELD]
    assert [Session.objects.get(pk=each.pk).taken for each in (full, other)] == [1, 1]
    call_command("verify", verbosity=0)


@pytest.mark.parametrize("fields", [{"has_waiting_list": False}, {"needs_approval": True}])
def test_nobody_waits_when_the_event_keeps_no_list(fields: dict[str, bool]) -> None:
    event = make_event(**{"capacity": 1, "has_waiting_list": True} | fields)

    delegation = make_delegation(event, accepts_waiting=True)

    assert (delegation.registrations.count(), delegation.asked) == (1, 2)


def test_delegation_is_refused_when_it_asks_for_all_or_nobody_and_for_a_wait() -> None:
    with pytest.raises(Refused) as refusal:
        _wait(_event(5), "Ewa", all_or_none=True)

    assert refusal.value.message == (
        "Albo wszyscy lub nikt, albo osoby bez miejsca czekają: zaznacz jedno z dwojga."
    )
    assert refusal.value.field == "accepts_waiting"


def test_refusal_names_the_list_when_nobody_fits_and_nobody_asked_to_wait() -> None:
    event = _event(None)
    workshop = make_workshop(event, capacity=1)
    make_registration(event, session_ids=(workshop.pk,))

    with pytest.raises(Refused) as refusal:
        make_delegation(event, session_ids=(workshop.pk,))

    assert refusal.value.field == "accepts_waiting"
    assert refusal.value.message == (
        "Dla nikogo z listy nie ma miejsca: „Fundraising”: brak miejsc. "
        "Możesz poczekać na miejsce na liście rezerwowej."
    )


def test_freed_seat_is_offered_to_the_first_of_the_list_by_one_letter_to_the_contact() -> None:
    event = _event(1)
    first = make_registration(event)
    delegation = _wait(event, "Ewa <ewa@example.org>", "Adam", contact_email="jan@example.org")

    cancel_registration(registration=first, actor=make_officer())

    letter = _letter(delegation)
    until = delegation.registrations.earliest("pk").held_until
    assert _seen(delegation) == [(HELD, None, True), (WAITING, 1, False)]
    assert (_told(delegation), until) == (["waiting", "offered"], clock.now() + timedelta(hours=12))
    assert (letter.to, letter.letter["heading"]) == (
        "jan@example.org",
        "Zwolniło się miejsce dla 1 osoby z Twojej listy",
    )
    assert letter.letter["paragraphs"][0] == "Dla kogo: Ewa."
    assert letter.letter["button"][1].endswith(delegation_path(delegation))
    assert not Message.objects.filter(to="ewa@example.org").exists()


def test_seats_freed_by_one_act_are_told_in_one_letter() -> None:
    event = _event(1)
    make_registration(event)
    delegation = _wait(event, "Ewa", "Adam")

    _raise(event, 3)

    assert (_states(delegation), _told(delegation)) == ([HELD, HELD], ["waiting", "offered"])
    assert _letter(delegation).letter["paragraphs"][0] == "Dla kogo: Ewa, Adam."
    call_command("verify", verbosity=0)


def test_offered_seat_is_sure_when_the_contact_confirms(stopped_clock: StoppedClock) -> None:
    event = _event(1)
    delegation = _wait(event, "Ewa", "Adam", "Jan")
    confirm_delegation(delegation=delegation, actor=_contact(delegation))
    stopped_clock.move_to(clock.now() + timedelta(minutes=1))
    _raise(event, 2)

    for _click in range(2):
        confirm_delegation(delegation=delegation, actor=_contact(delegation))

    assert (_states(delegation), _taken(event)) == ([CONFIRMED, CONFIRMED, WAITING], 2)
    assert _told(delegation) == ["confirm", "confirmed", "offered", "confirmed"]


def test_offered_seat_is_sure_when_the_person_confirms_it_herself() -> None:
    event = _event(1)
    make_registration(event)
    delegation = _wait(event, EWA)
    _raise(event, 2)
    row = delegation.registrations.get()

    confirm_registration(registration=row, actor=AsSelf(row.person_id, "Ewa"))

    assert (_states(delegation), _told(delegation)) == ([CONFIRMED], ["waiting", "offered", "changed"])


def test_lapsed_offer_goes_to_the_next_and_is_not_taken_again(stopped_clock: StoppedClock) -> None:
    event = _event(1)
    make_registration(event, actor=_signed_in())
    delegation = _wait(event, "Ewa")
    next_one = make_registration(event, accepts_waiting=True)
    _raise(event, 2)

    _pass(stopped_clock, 13)
    confirm_delegation(delegation=delegation, actor=_contact(delegation))

    assert (_states(delegation), _taken(event)) == ([EXPIRED], 2)
    assert Registration.objects.get(pk=next_one.pk).state == HELD
    assert _told(delegation) == ["waiting", "offered", "offer-lapsed"]
    assert _letter(delegation).letter["paragraphs"][1] == "Dla kogo było: Ewa."


def test_lapsed_offer_is_not_taken_again_even_when_a_seat_is_free(stopped_clock: StoppedClock) -> None:
    event = _event(1)
    make_registration(event, actor=_signed_in())
    delegation = _wait(event, "Ewa")
    _raise(event, 2)
    _pass(stopped_clock, 13)

    confirm_delegation(delegation=delegation, actor=_contact(delegation))

    assert (_states(delegation), _taken(event)) == ([EXPIRED], 1)


def test_cancelled_delegation_offers_nothing_to_its_own_people() -> None:
    event = _event(1)
    delegation = _wait(event, "Ewa", "Adam")
    stranger = make_registration(event, accepts_waiting=True)

    cancel_delegation(delegation=delegation, actor=_contact(delegation))

    assert (_states(delegation), _taken(event)) == ([CANCELLED, CANCELLED], 1)
    assert Registration.objects.get(pk=stranger.pk).state == HELD
    assert _told(delegation) == ["confirm", "cancelled"]
    call_command("verify", verbosity=0)


def test_freed_seats_of_a_list_go_to_its_own_people_when_they_are_next(stopped_clock: StoppedClock) -> None:
    event = _event(1)
    delegation = _wait(event, "Ewa", "Adam")

    _pass(stopped_clock, 25)
    confirm_delegation(delegation=delegation, actor=_contact(delegation))

    assert (_states(delegation), _taken(event)) == ([EXPIRED, CONFIRMED], 1)
    assert _told(delegation) == ["confirm", "expired", "offered", "confirmed"]


def test_freed_seats_are_taken_again_beside_somebody_who_waits(stopped_clock: StoppedClock) -> None:
    event = _event(9)
    full, other = make_workshop(event, capacity=1), make_workshop(event, "Diagnoza")
    make_registration(event, session_ids=(full.pk,), actor=_signed_in())
    people = make_delegates("Ewa", session_ids=(other.pk,))
    people += make_delegates("Adam", session_ids=(full.pk,), first_row=1)
    delegation = _wait(event, people=people)
    _pass(stopped_clock, 25)

    confirm_delegation(delegation=delegation, actor=_contact(delegation))

    assert (_states(delegation), _taken(event)) == ([CONFIRMED, WAITING], 2)


def test_waiting_person_is_taken_off_and_the_next_moves_up() -> None:
    delegation = _wait(_event(1), "Ewa", "Adam", "Jan")

    _take_off(delegation, 1)

    assert _seen(delegation) == [(HELD, None, False), (CANCELLED, None, False), (WAITING, 1, False)]
    assert _told(delegation) == ["confirm", "changed"]


@pytest.mark.parametrize("has_own", [False, True])
def test_change_is_refused_while_a_person_waits(has_own: bool) -> None:
    event = _event(1)
    make_registration(event, email="ewa@example.org" if has_own else "inna@example.org")
    delegation = _wait(event, EWA)

    with pytest.raises(Refused) as refusal:
        change_registration(
            registration=delegation.registrations.get(),
            actor=_contact(delegation),
            arrived_at=clock.now(),
            name="Ewa Nowa",
            session_ids=[],
            needs=NeedsEntry(),
        )

    assert refusal.value.message == "Czekasz na miejsce: wybór zmienisz, kiedy je dostaniesz."


def test_contact_is_reminded_of_offered_seats_once(stopped_clock: StoppedClock) -> None:
    event = _event(1)
    make_registration(event, actor=_signed_in())
    delegation = _wait(event, "Ewa")
    stopped_clock.move_to(clock.now() + timedelta(hours=1))
    _raise(event, 2)
    stopped_clock.move_to(clock.now() + timedelta(hours=7))

    for _hour in range(2):
        send_reminders()

    assert _told(delegation) == ["waiting", "offered", "hold-ends"]


def test_officer_offers_a_seat_to_a_person_of_a_list_by_hand(stopped_clock: StoppedClock) -> None:
    event = _event(1)
    first = make_registration(event)
    delegation = _wait(event, "Ewa")
    stopped_clock.move_to(event.starts_at + timedelta(minutes=5))
    cancel_registration(registration=first, actor=make_officer())

    offer_seat(registration=delegation.registrations.get(), actor=make_officer())

    assert (_seen(delegation), _told(delegation)) == ([(HELD, None, True)], ["waiting", "offered"])
