"""The waiting list under a rush: each freed seat is offered once, in order; and the lock is what holds that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.management import call_command

from kuznia.events.models import Event, Place, Registration, Session
from kuznia.events.queries import link_to
from kuznia.events.services import seats
from kuznia.events.services import waiting as waiting_list
from kuznia.events.services.registrations import cancel_registration, confirm_registration
from kuznia.events.services.waiting import hand_on
from kuznia.events.services.wishes import take_offered_place
from kuznia.events.states import SEATED, RegistrationState
from kuznia.events.tests.factories import (
    make_entry,
    make_event,
    make_notice,
    make_registration,
    make_workshop,
)
from kuznia.events.tests.test_wishes import _choose
from kuznia.lib import clock
from kuznia.lib.policy import LinkHolder, Visitor
from kuznia.notify.models import Message
from tests.concurrency.barrier import Meeting, all_at_once
from tests.concurrency.test_seats import _drop_last_word, _read_event, sign_up

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
SEATS = 8


def _full_event() -> tuple[Event, list[Registration], list[Registration]]:
    """Return an event whose seats are gone, those who sit, and twice as many who wait."""
    event = make_event(capacity=SEATS, has_waiting_list=True)
    sit = [make_registration(event) for _seat in range(SEATS)]
    return event, sit, [make_registration(event, accepts_waiting=True) for _each in range(2 * SEATS)]


def _event_with_free_seats() -> Event:
    """Return an event to which seats were added behind the services' back, so that nobody has handed them on yet."""
    event, _sit, _waiting = _full_event()
    Event.objects.filter(pk=event.pk).update(capacity=2 * SEATS)
    return event


def _cancelling(registration: Registration) -> Callable[[], Registration]:
    holder = LinkHolder(link_to(registration))
    return lambda: cancel_registration(registration=registration, actor=holder)


def _arriving(event: Event) -> Callable[[], Registration]:
    entry, at = make_entry(notice=make_notice(), accepts_waiting=True), clock.now()
    return lambda: sign_up(event=event, entry=entry, actor=Visitor(), arrived_at=at)


def _offered(waiting: list[Registration]) -> list[bool]:
    held = set(Registration.objects.filter(state=RegistrationState.HELD).values_list("pk", flat=True))
    return [each.pk in held for each in waiting]


def _seated(event: Event) -> int:
    return Registration.objects.filter(event=event, state__in=SEATED).count()


def _letters() -> int:
    return Message.objects.filter(matter__contains=":offered:").count()


def test_each_freed_seat_is_offered_once_and_in_order_when_all_cancel_at_once() -> None:
    event, sit, waiting = _full_event()

    results = all_at_once([*map(_cancelling, sit), *(_arriving(event) for _client in range(SEATS))])

    assert [each for each in results if isinstance(each, Exception)] == []
    assert _offered(waiting) == [True] * SEATS + [False] * SEATS
    assert (_letters(), Event.objects.get(pk=event.pk).taken) == (SEATS, SEATS)
    call_command("verify", verbosity=0)


def test_nobody_waits_beside_a_free_seat_when_people_cancel_and_come_at_once() -> None:
    event = make_event(capacity=SEATS, has_waiting_list=True)
    sit = [make_registration(event) for _seat in range(SEATS)]

    all_at_once([*map(_cancelling, sit), *(_arriving(event) for _client in range(2 * SEATS))])

    assert (_seated(event), Event.objects.get(pk=event.pk).taken) == (SEATS, SEATS)
    call_command("verify", verbosity=0)


def test_free_seats_are_offered_once_when_many_hand_them_on_at_once() -> None:
    event = _event_with_free_seats()

    results = all_at_once([lambda: hand_on(event=event)] * 16)

    assert sorted(str(each) for each in results) == ["0"] * 15 + ["8"]
    assert (_letters(), Event.objects.get(pk=event.pk).taken) == (SEATS, 2 * SEATS)
    call_command("verify", verbosity=0)


def test_handing_on_collides_when_the_lock_and_the_check_are_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    event = _event_with_free_seats()
    monkeypatch.setattr(seats, "lock_event", _read_event)
    monkeypatch.setattr(waiting_list, "queue_of", Meeting().after(waiting_list.queue_of))
    _drop_last_word("events_event", "event_not_oversold")

    results = all_at_once([lambda: hand_on(event=event)] * 16)

    assert sorted(str(each) for each in results) != ["0"] * 15 + ["8"]


def test_offered_seats_are_taken_or_passed_on_when_both_happen_at_once() -> None:
    event, sit, waiting = _full_event()
    for each in sit:
        _cancelling(each)()
    takes = [
        lambda each=each: confirm_registration(registration=each, actor=LinkHolder(link_to(each)))  # type: ignore[misc]
        for each in waiting[:4]
    ]

    all_at_once([*takes, *map(_cancelling, waiting[4:8])])

    assert (_letters(), _seated(event), Event.objects.get(pk=event.pk).taken) == (12, 8, 8)
    assert _offered(waiting) == [False] * 8 + [True] * 4 + [False] * 4
    call_command("verify", verbosity=0)


def test_one_place_is_taken_once_when_its_button_is_pressed_many_times() -> None:
    event = make_event(has_waiting_list=True)
    full, beside = make_workshop(event, capacity=1), make_workshop(event, "Diagnoza", capacity=9)
    first = make_registration(event, session_ids=(full.pk,))
    ewa = make_registration(event, session_ids=(beside.pk,))
    _choose(ewa, full)
    _cancelling(first)()
    wish = ewa.wishes.select_related("registration").get()

    all_at_once([lambda: take_offered_place(wish=wish, actor=LinkHolder(link_to(ewa)))] * 8)

    taken = [Session.objects.get(pk=each.pk).taken for each in (full, beside)]
    assert (taken, Place.objects.get(registration=ewa).session) == ([1, 0], full)
    call_command("verify", verbosity=0)
