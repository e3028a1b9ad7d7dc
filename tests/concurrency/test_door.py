"""Many doors and one person: she is counted in once, and the lock and the constraint are what holds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection

from kuznia.events.models import Attendance, Event, Registration
from kuznia.events.queries import live_attendance
from kuznia.events.services import attendance, seats
from kuznia.events.services.attendance import Answer, DoorEntry, Verdict, let_in, undo_attendance
from kuznia.events.services.door import WalkIn, take_walk_in
from kuznia.events.states import AttendanceSource, RegistrationState
from kuznia.events.tests.factories import make_event, make_notice, make_officer, make_registration
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from tests.concurrency.barrier import Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
DOORS = 32


def _event_today() -> Event:
    """Return an event whose door is open now, by the running clock of these tests."""

    now = clock.now()
    return make_event(capacity=40, starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=5))


def _confirmed() -> Registration:
    """Return a sure sign-up: one that is only held would be serialised by the move that confirms it."""
    registration = make_registration(_event_today())
    Registration.objects.update(state=RegistrationState.CONFIRMED)
    return registration


def _doors(registration: Registration, key: UUID | None = None) -> list[Callable[[], Answer]]:
    officer = make_officer()
    entries = [
        DoorEntry(code=registration.code, source=AttendanceSource.TYPED, key=key or uuid4())
        for _door in range(DOORS)
    ]
    return [
        lambda entry=entry: let_in(event=registration.event, entry=entry, actor=officer)  # type: ignore[misc]
        for entry in entries
    ]


def _live() -> int:
    return Attendance.objects.filter(undone_at__isnull=True).count()


def _without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the lock away, and let several doors look before any of them writes."""
    monkeypatch.setattr(seats, "lock_event", lambda event_id: Event.objects.get(pk=event_id))
    monkeypatch.setattr(attendance, "live_attendance", Meeting().after(live_attendance))


def test_person_is_counted_once_when_she_stands_at_many_doors() -> None:
    registration = make_registration(_event_today())

    results = all_at_once(_doors(registration))

    verdicts = [result.verdict for result in results if isinstance(result, Answer)]
    assert (verdicts.count(Verdict.IN), verdicts.count(Verdict.ALREADY)) == (1, DOORS - 1)
    assert _live() == 1
    call_command("verify", verbosity=0)


def test_person_is_counted_many_times_when_the_lock_and_the_constraint_are_removed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registration = _confirmed()
    _without_lock(monkeypatch)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX attendance_once_at_event")

    all_at_once(_doors(registration))

    assert _live() > 1


def test_constraint_is_the_last_word_when_only_the_lock_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    registration = _confirmed()
    _without_lock(monkeypatch)

    results = all_at_once(_doors(registration))

    assert _live() == 1
    assert any(isinstance(result, IntegrityError | Refused) for result in results)


def test_one_entry_counts_once_when_it_is_repeated_many_times_at_once() -> None:
    registration = make_registration(_event_today())

    results = all_at_once(_doors(registration, key=uuid4()))

    assert {result.verdict for result in results if isinstance(result, Answer)} == {Verdict.IN}
    assert Attendance.objects.count() == 1


def test_last_seat_goes_to_one_walk_in_when_many_come_at_once() -> None:
    event, notice, officer = _event_today(), make_notice(), make_officer()
    Event.objects.update(capacity=1)
    entries = [
        WalkIn(name=f"Osoba {number}", notice=notice, language="pl", key=uuid4()) for number in range(DOORS)
    ]

    results = all_at_once(
        [lambda entry=entry: take_walk_in(event=event, entry=entry, actor=officer) for entry in entries]  # type: ignore[misc]
    )

    assert sum(isinstance(result, Answer) for result in results) == 1
    assert (Registration.objects.count(), _live()) == (1, 1)
    call_command("verify", verbosity=0)


def test_entry_is_undone_once_when_the_button_is_pressed_at_many_doors() -> None:
    registration, key, officer = make_registration(_event_today()), uuid4(), make_officer()
    entry = DoorEntry(code=registration.code, source=AttendanceSource.LIST, key=key)
    let_in(event=registration.event, entry=entry, actor=officer)

    results = all_at_once([lambda: undo_attendance(event=registration.event, key=key, actor=officer)] * DOORS)

    assert not any(isinstance(result, Exception) for result in results)
    assert Attendance.objects.filter(undone_at__isnull=False).count() == 1
