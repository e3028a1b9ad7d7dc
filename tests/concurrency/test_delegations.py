"""Delegations under a rush: whole lists get seats or words, never too many; and the lock is what holds them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command

from kuznia.events.models import Delegation, Event, Registration
from kuznia.events.queries import link_to_delegation
from kuznia.events.services import seats
from kuznia.events.services.approval import accept_registrations
from kuznia.events.services.delegating import cancel_delegation, confirm_delegation, sign_up_delegation
from kuznia.events.states import SEATED, RegistrationState
from kuznia.events.tests.factories import (
    make_delegates,
    make_delegation,
    make_delegation_entry,
    make_event,
    make_notice,
    make_officer,
    make_registration,
)
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import LinkHolder, Visitor
from tests.concurrency.barrier import Meeting, all_at_once
from tests.concurrency.test_seats import _drop_last_word, _read_event

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
CLIENTS = 16


def _tries(event: Event, **fields: Any) -> list[Callable[[], Delegation]]:
    notice, arrived_at = make_notice(), clock.now()
    entries = [make_delegation_entry(notice=notice, **fields) for _client in range(CLIENTS)]
    return [
        lambda entry=entry: sign_up_delegation(  # type: ignore[misc]
            event=event, entry=entry, actor=Visitor(), arrived_at=arrived_at
        )
        for entry in entries
    ]


def _seated(event: Event) -> int:
    return Registration.objects.filter(event=event, state__in=SEATED).count()


def test_whole_delegations_get_seats_or_nobody_does_when_many_come_at_once() -> None:
    event = make_event(capacity=7)

    results = all_at_once(_tries(event, all_or_none=True))

    assert (_seated(event), sum(isinstance(result, Refused) for result in results)) == (6, CLIENTS - 3)
    call_command("verify", verbosity=0)


def test_every_seat_is_taken_once_when_delegations_take_what_is_left() -> None:
    event = make_event(capacity=7)

    all_at_once(_tries(event))

    assert (_seated(event), Event.objects.get(pk=event.pk).taken) == (7, 7)
    call_command("verify", verbosity=0)


def test_seats_are_oversold_to_delegations_when_the_lock_and_the_check_are_removed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event = make_event(capacity=3)
    monkeypatch.setattr(seats, "lock_event", Meeting().after(_read_event))
    _drop_last_word("events_event", "event_not_oversold")

    all_at_once(_tries(event))

    assert _seated(event) > 3


def test_one_form_makes_one_delegation_when_it_is_sent_many_times_at_once() -> None:
    event = make_event(capacity=40)

    all_at_once(_tries(event, contact_email="jan@example.org", form_key=uuid4()))

    assert (Delegation.objects.count(), _seated(event)) == (1, 2)


def test_one_person_sits_once_when_many_delegations_name_her_at_once() -> None:
    event = make_event(capacity=40)

    all_at_once(_tries(event, people=make_delegates("Ewa <ewa@example.org>")))

    assert (_seated(event), Event.objects.get(pk=event.pk).taken) == (1, 1)
    call_command("verify", verbosity=0)


@pytest.mark.parametrize(("act", "taken"), [(confirm_delegation, 2), (cancel_delegation, 0)])
def test_delegation_is_confirmed_or_cancelled_once_when_the_button_is_pressed_many_times(
    act: Callable[..., Delegation], taken: int
) -> None:
    event = make_event(capacity=5)
    delegation = make_delegation(event)
    contact = LinkHolder(link_to_delegation(delegation))

    results = all_at_once([lambda: act(delegation=delegation, actor=contact)] * 8)

    assert not [result for result in results if isinstance(result, Exception)]
    assert Event.objects.get(pk=event.pk).taken == taken
    call_command("verify", verbosity=0)


def test_sign_ups_are_accepted_once_and_never_beyond_the_seats_when_officers_hurry() -> None:
    event, officer = make_event(capacity=3, needs_approval=True), make_officer()
    waiting = [make_registration(event) for _person in range(6)]

    all_at_once(
        [
            lambda: accept_registrations(event=event, registrations=waiting, actor=officer)
            for _click in "12345678"
        ]
    )

    pending = Registration.objects.filter(event=event, state=RegistrationState.PENDING).count()
    assert (_seated(event), pending, Event.objects.get(pk=event.pk).taken) == (3, 3, 3)
    call_command("verify", verbosity=0)
