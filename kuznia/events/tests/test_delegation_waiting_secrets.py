"""A delegation on the waiting list tells its contact nothing about the sign-ups of the people on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.management import call_command

from kuznia.events.desk_waiting import queues_of
from kuznia.events.models import Delegation, Event, Registration
from kuznia.events.services.delegating import cancel_delegation, confirm_delegation
from kuznia.events.services.registrations import confirm_registration
from kuznia.events.states import RegistrationState
from kuznia.events.tasks import free_seats_held_too_long, send_reminders
from kuznia.events.tests.factories import make_registration
from kuznia.events.tests.test_delegation_waiting import (
    CANCELLED,
    EWA,
    EXPIRED,
    HELD,
    WAITING,
    _contact,
    _event,
    _pass,
    _raise,
    _seen,
    _states,
    _take_off,
    _taken,
    _told,
    _wait,
)
from kuznia.lib import clock
from kuznia.lib.policy import AsSelf
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
COVERED, COVERED_WAITING = RegistrationState.COVERED, RegistrationState.COVERED_WAITING
Act = Callable[["Story"], None]


@dataclass
class Story:
    """What happens to a delegation of which one person may have a sign-up of her own."""

    event: Event
    delegation: Delegation
    clock: StoppedClock

    def confirm(self) -> None:
        confirm_delegation(delegation=self.delegation, actor=_contact(self.delegation))

    def cancel(self) -> None:
        cancel_delegation(delegation=self.delegation, actor=_contact(self.delegation))

    def add_a_seat(self) -> None:
        _raise(self.event, (Event.objects.get(pk=self.event.pk).capacity or 0) + 1)

    def take_off_the_first(self) -> None:
        _take_off(self.delegation, 0)

    def pass_half_a_day(self) -> None:
        _pass(self.clock, 13)

    def pass_a_day(self) -> None:
        _pass(self.clock, 25)

    def remind_in_the_evening(self) -> None:
        self.clock.move_to(clock.now() + timedelta(hours=19))
        send_reminders()


@pytest.mark.parametrize(
    "names", [(EWA, "Adam", "Jan", "Iga"), ("Adam", "Jan", EWA, "Iga"), (EWA, "Adam", "Jan"), (EWA,)]
)
@pytest.mark.parametrize(
    "acts",
    [
        [Story.add_a_seat, Story.confirm],
        [Story.add_a_seat, Story.pass_half_a_day],
        [Story.add_a_seat, Story.add_a_seat, Story.confirm, Story.add_a_seat],
        [Story.confirm, Story.add_a_seat, Story.pass_half_a_day],
        [Story.pass_a_day, Story.confirm],
        [Story.take_off_the_first, Story.confirm],
        [Story.add_a_seat, Story.take_off_the_first],
        [Story.remind_in_the_evening],
        [Story.cancel],
    ],
)
@pytest.mark.parametrize("seats", [1, 3])
def test_contact_reads_the_same_whether_a_person_has_a_sign_up_or_not(
    acts: list[Act], names: tuple[str, ...], seats: int, stopped_clock: StoppedClock
) -> None:
    told = [
        _lived(_story(seats, names, whose, stopped_clock), acts)
        for whose in ("inna@example.org", "ewa@example.org")
    ]

    assert told[0] == told[1]


def _story(seats: int, names: tuple[str, ...], whose: str, stopped_clock: StoppedClock) -> Story:
    """Return a delegation at an event of which one seat is somebody's already."""
    event = _event(seats)
    own = make_registration(event, email=whose)
    confirm_registration(registration=own, actor=AsSelf(own.person_id, "Ewa"))
    return Story(event, _wait(event, *names), stopped_clock)


def _lived(story: Story, acts: list[Act]) -> list[object]:
    """Return what the contact reads and is told after every act."""
    told: list[object] = [_seen(story.delegation)]
    for act in acts:
        act(story)
        call_command("verify", verbosity=0)
        told += [_seen(story.delegation), _told(story.delegation)]
    return told


def test_covered_person_passes_the_seat_by_and_a_stranger_gets_it() -> None:
    event = _event(1)
    make_registration(event, email="ewa@example.org")
    delegation = _wait(event, EWA, "Adam")
    stranger = make_registration(event, accepts_waiting=True)

    _raise(event, 2)

    assert _states(delegation) == [COVERED, WAITING]
    assert _seen(delegation) == [(HELD, None, True), (WAITING, 1, False)]
    assert (Registration.objects.get(pk=stranger.pk).state, _taken(event)) == (HELD, 2)
    call_command("verify", verbosity=0)


def test_covered_person_stands_aside_when_she_is_taken_off_the_queue() -> None:
    event = _event(1)
    make_registration(event, email="ewa@example.org")
    delegation = _wait(event, EWA, "Adam")
    before = _states(delegation)

    _take_off(delegation, 0)

    assert (before, _states(delegation)) == ([COVERED_WAITING, WAITING], [CANCELLED, WAITING])
    assert _seen(delegation)[1] == (WAITING, 1, False)


def test_late_covered_person_lets_the_next_of_her_list_be_offered_a_seat(stopped_clock: StoppedClock) -> None:
    event = _event(2)
    own = make_registration(event, email="ewa@example.org")
    confirm_registration(registration=own, actor=AsSelf(own.person_id, "Ewa"))
    delegation = _wait(event, EWA, "Adam")
    before = _states(delegation)

    stopped_clock.move_to(clock.now() + timedelta(hours=25))
    free_seats_held_too_long()

    assert (before, _states(delegation)) == ([COVERED, WAITING], [EXPIRED, HELD])
    assert _told(delegation) == ["confirm", "expired", "offered"]


def test_office_reads_who_of_the_queue_takes_no_seat() -> None:
    event = _event(1)
    make_registration(event, email="ewa@example.org")
    _wait(event, EWA, "Adam")
    Event.objects.filter(pk=event.pk).update(capacity=2)

    rows = queues_of(Event.objects.get(pk=event.pk))[0].rows

    assert [(row.number, row.what, row.may_be_offered) for row in rows] == [
        (1, "ma własny zapis, nie zajmie miejsca", False),
        (2, "bez miejsca", True),
    ]
