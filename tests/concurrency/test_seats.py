"""Seats under a rush: never oversold, never undersold; and the lock is what holds them (its absence shows)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from kuznia.events.models import Event, Registration, Session
from kuznia.events.queries import link_to
from kuznia.events.services import seats
from kuznia.events.services.announcing import change_event
from kuznia.events.services.registrations import cancel_registration, confirm_registration, sign_up
from kuznia.events.states import SEATED
from kuznia.events.tests.factories import make_entry, make_event, make_notice, make_officer, make_workshop
from kuznia.events.tests.test_announcing import _entry
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import LinkHolder, Visitor
from tests.concurrency.barrier import CONNECTIONS, Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
CLIENTS = 32
# Fewer seats than clients who read at once that all are free.
FEW = CONNECTIONS - 1


def _tries(event: Event, **fields: Any) -> list[Callable[[], Registration]]:
    notice, arrived_at = make_notice(), clock.now()
    entries = [make_entry(notice=notice, **fields) for _client in range(CLIENTS)]
    return [
        lambda entry=entry: sign_up(event=event, entry=entry, actor=Visitor(), arrived_at=arrived_at)  # type: ignore[misc]
        for entry in entries
    ]


def _seated(event: Event) -> int:
    return Registration.objects.filter(event=event, state__in=SEATED).count()


def _refused(results: list[Any]) -> int:
    return sum(isinstance(result, Refused) for result in results)


def test_seats_are_neither_oversold_nor_undersold_when_many_come_at_once() -> None:
    event = make_event(capacity=5)

    results = all_at_once(_tries(event))

    assert (_seated(event), _refused(results)) == (5, CLIENTS - 5)
    assert Event.objects.get(pk=event.pk).taken == 5
    call_command("verify", verbosity=0)


def test_seats_are_oversold_when_the_lock_and_the_check_are_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    event = make_event(capacity=FEW)
    monkeypatch.setattr(seats, "lock_event", Meeting().after(_read_event))
    _drop_last_word("events_event", "event_not_oversold")

    all_at_once(_tries(event))

    assert _seated(event) > FEW


def test_the_check_is_the_last_word_when_only_the_lock_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    event = make_event(capacity=FEW)
    monkeypatch.setattr(seats, "lock_event", Meeting().after(_read_event))

    results = all_at_once(_tries(event))

    assert _seated(event) == FEW
    assert any(isinstance(result, IntegrityError) for result in results)


def test_workshop_seats_hold_when_many_choose_it_at_once() -> None:
    event = make_event()
    workshop = make_workshop(event, capacity=3)

    all_at_once(_tries(event, session_ids=(workshop.pk,)))

    assert (_seated(event), Session.objects.get(pk=workshop.pk).taken) == (3, 3)
    call_command("verify", verbosity=0)


def test_one_person_gets_one_seat_when_she_sends_many_forms_at_once() -> None:
    event = make_event(capacity=40)

    results = all_at_once(_tries(event, email="ewa@example.org"))

    assert (_seated(event), Event.objects.get(pk=event.pk).taken) == (1, 1)
    assert len({result.pk for result in results if isinstance(result, Registration)}) == 1


def test_one_form_makes_one_sign_up_when_it_is_sent_many_times_at_once() -> None:
    event = make_event(capacity=40)

    all_at_once(_tries(event, email="ewa@example.org", form_key=uuid4()))

    assert _seated(event) == 1


def test_capacity_is_never_below_the_seats_when_it_is_lowered_in_a_rush() -> None:
    event, officer = make_event(capacity=20), make_officer()
    lower = [
        lambda: change_event(event=event, entry=_entry(event, capacity=8), version=1, actor=officer)
        for _click in range(4)
    ]

    all_at_once([*_tries(event), *lower])

    event.refresh_from_db()
    assert event.capacity is not None
    assert event.taken == _seated(event)
    assert event.taken <= event.capacity


def test_a_cancelled_seat_is_freed_once_when_the_button_is_pressed_many_times() -> None:
    event = make_event(capacity=5)
    registration = _tries(event)[0]()
    holder = LinkHolder(link_to(registration))

    all_at_once([lambda: cancel_registration(registration=registration, actor=holder)] * 8)

    assert Event.objects.get(pk=event.pk).taken == 0


def test_a_seat_is_confirmed_once_when_the_link_is_opened_many_times() -> None:
    event = make_event(capacity=5)
    registration = _tries(event)[0]()
    holder = LinkHolder(link_to(registration))

    all_at_once([lambda: confirm_registration(registration=registration, actor=holder)] * 8)

    assert Event.objects.get(pk=event.pk).taken == 1
    call_command("verify", verbosity=0)


def _read_event(event_id: int) -> Event:
    return Event.objects.get(pk=event_id)


def _drop_last_word(table: str, constraint: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
