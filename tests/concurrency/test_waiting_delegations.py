"""People of delegations on the waiting list under a rush: each freed seat once, in order; the lock holds that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.management import call_command

from kuznia.events.models import Delegation, Event, Registration
from kuznia.events.queries import link_to_delegation
from kuznia.events.services import seats
from kuznia.events.services import waiting as waiting_list
from kuznia.events.services.delegating import cancel_delegation, confirm_delegation
from kuznia.events.services.waiting import hand_on
from kuznia.events.states import SEATED, RegistrationState
from kuznia.events.tests.factories import make_delegation, make_event, make_registration
from kuznia.lib.policy import LinkHolder
from kuznia.notify.models import Message
from tests.concurrency.barrier import Meeting, all_at_once
from tests.concurrency.test_delegations import CLIENTS, _tries
from tests.concurrency.test_seats import _drop_last_word, _read_event
from tests.concurrency.test_waiting import _arriving, _cancelling

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
SEATS, LISTS = 8, 6


def _full_event() -> tuple[Event, list[Registration], list[Delegation]]:
    """Return an event whose seats are gone, those who sit, and lists of two people each who wait."""
    event = make_event(capacity=SEATS, has_waiting_list=True)
    sit = [make_registration(event) for _seat in range(SEATS)]
    return event, sit, [make_delegation(event, accepts_waiting=True) for _list in range(LISTS)]


def _acting(act: Callable[..., Delegation], delegation: Delegation) -> Callable[[], Delegation]:
    contact = LinkHolder(link_to_delegation(delegation))
    return lambda: act(delegation=delegation, actor=contact)


def _states(event: Event) -> list[str]:
    named = event.registrations.filter(delegation__isnull=False)
    return list(named.order_by("arrived_at", "pk").values_list("state", flat=True))


def _seated(event: Event) -> int:
    return Registration.objects.filter(event=event, state__in=SEATED).count()


def _letters() -> int:
    return Message.objects.filter(matter__contains=":offered:").count()


def test_everybody_of_every_list_sits_or_waits_when_delegations_come_at_once() -> None:
    event = make_event(capacity=7, has_waiting_list=True)

    all_at_once(_tries(event, accepts_waiting=True))

    waiting = Registration.objects.filter(event=event, state=RegistrationState.WAITING).count()
    assert (_seated(event), Event.objects.get(pk=event.pk).taken, waiting) == (7, 7, 2 * CLIENTS - 7)
    call_command("verify", verbosity=0)


def test_freed_seats_are_offered_to_lists_in_order_when_all_cancel_at_once() -> None:
    event, sit, _lists = _full_event()

    results = all_at_once([*map(_cancelling, sit), *(_arriving(event) for _client in range(SEATS))])

    assert [each for each in results if isinstance(each, Exception)] == []
    assert _states(event) == ["held"] * SEATS + ["waiting"] * (2 * LISTS - SEATS)
    assert (_seated(event), Event.objects.get(pk=event.pk).taken) == (SEATS, SEATS)
    call_command("verify", verbosity=0)


def test_offers_of_lists_are_taken_or_passed_on_when_both_happen_at_once() -> None:
    event, sit, lists = _full_event()
    for each in sit[:4]:
        _cancelling(each)()
    taken, passed = lists[:2]

    results = all_at_once(
        [
            *[_acting(confirm_delegation, taken)] * 3,
            *[_acting(cancel_delegation, passed)] * 3,
            *map(_cancelling, sit[4:]),
        ]
    )

    assert [each for each in results if isinstance(each, Exception)] == []
    assert _states(event)[:4] == ["confirmed", "confirmed", "cancelled", "cancelled"]
    assert (_states(event)[4:], Event.objects.get(pk=event.pk).taken) == (
        ["held"] * 6 + ["waiting"] * 2,
        SEATS,
    )
    call_command("verify", verbosity=0)


def test_free_seats_are_offered_to_lists_once_when_many_hand_them_on_at_once() -> None:
    event, _sit, _lists = _full_event()
    Event.objects.filter(pk=event.pk).update(capacity=2 * SEATS)

    results = all_at_once([lambda: hand_on(event=event)] * CLIENTS)

    assert sorted(str(each) for each in results) == ["0"] * (CLIENTS - 1) + [str(SEATS)]
    assert (_letters(), Event.objects.get(pk=event.pk).taken) == (SEATS // 2, 2 * SEATS)
    call_command("verify", verbosity=0)


def test_handing_on_to_lists_collides_when_the_lock_and_the_check_are_removed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event, _sit, _lists = _full_event()
    Event.objects.filter(pk=event.pk).update(capacity=2 * SEATS)
    monkeypatch.setattr(seats, "lock_event", _read_event)
    monkeypatch.setattr(waiting_list, "queue_of", Meeting().after(waiting_list.queue_of))
    _drop_last_word("events_event", "event_not_oversold")

    results = all_at_once([lambda: hand_on(event=event)] * CLIENTS)

    assert sorted(str(each) for each in results) != ["0"] * (CLIENTS - 1) + [str(SEATS)]
