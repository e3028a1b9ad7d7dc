"""A sign-up that ends while its person is being erased ends once; and what holds it is to look again under the lock."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from kuznia.events.models import Event, Registration
from kuznia.events.queries import link_to
from kuznia.events.services import erasing
from kuznia.events.services.registrations import cancel_registration
from kuznia.events.tests.factories import make_event, make_registration
from kuznia.lib.errors import Refused
from kuznia.lib.policy import LinkHolder, System
from tests.concurrency.barrier import Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]


def _cancelled_while_erased(registration: Registration, monkeypatch: pytest.MonkeyPatch) -> object:
    """Return what the erasure gives when the person has cancelled after it looked and before it locked."""
    meeting, holder = Meeting(2), LinkHolder(link_to(registration))
    monkeypatch.setattr(erasing, "own_sign_ups_to_come", meeting.after(erasing.own_sign_ups_to_come))

    def cancel() -> None:
        cancel_registration(registration=registration, actor=holder)
        meeting.wait()

    person_id, house = registration.person_id, System("test")
    erased, _none = all_at_once([lambda: erasing.end_sign_ups_of(person_id=person_id, actor=house), cancel])
    return erased


def test_seat_is_freed_once_when_its_person_cancels_while_she_is_erased(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registration = make_registration(make_event())

    assert _cancelled_while_erased(registration, monkeypatch) == 0

    assert Event.objects.get().taken == 0
    call_command("verify", verbosity=0)


def test_erasure_stops_at_an_ended_sign_up_when_it_does_not_look_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registration = make_registration(make_event())
    monkeypatch.setattr(erasing, "locked", lambda registration: registration)

    assert isinstance(_cancelled_while_erased(registration, monkeypatch), Refused)
