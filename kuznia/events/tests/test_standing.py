"""An event that is cancelled or over asks nobody to come, and lets nobody say that she does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kuznia.events import tasks
from kuznia.events.models import Delegation, Event, Registration, Wish
from kuznia.events.queries import link_to, link_to_delegation
from kuznia.events.queries.own import (
    own_delegations_to_confirm,
    own_registrations_to_confirm,
    own_wishes_to_answer,
)
from kuznia.events.services.announcing import cancel_event
from kuznia.events.services.delegating import confirm_delegation
from kuznia.events.services.registrations import confirm_registration
from kuznia.events.services.wishes import take_offered_place
from kuznia.events.states import RegistrationState
from kuznia.events.tests.factories import (
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
from kuznia.lib.errors import Refused
from kuznia.lib.policy import AsSelf, LinkHolder
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
OFF, OVER = "Wydarzenie jest odwołane.", "Wydarzenie już się odbyło."


def _cancel(event: Event) -> None:
    cancel_event(event=event, actor=make_officer(), reason="Burza.")
    run_waiting_jobs()


def _confirm(registration: Registration) -> Registration:
    return confirm_registration(registration=registration, actor=LinkHolder(link_to(registration)))


def _confirm_all(delegation: Delegation) -> Delegation:
    return confirm_delegation(delegation=delegation, actor=LinkHolder(link_to_delegation(delegation)))


def _refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.message


def _told() -> list[str]:
    return [
        matter.split(":")[2] for matter in Message.objects.order_by("pk").values_list("matter", flat=True)
    ]


def _offered_wish(event: Event) -> Wish:
    """A seat in one workshop is offered to somebody who sits in the other."""
    ewa = make_person("Ewa Iskra")
    own, other = make_workshop(event), make_workshop(event, "Media")
    registration = make_registration(event, actor=AsSelf(ewa.pk, ewa.name), session_ids=(own.pk,))
    now = clock.now()
    later = now + timedelta(hours=5)
    return Wish.objects.create(
        registration=registration, session=other, block=1, wished_at=now, offered_until=later
    )


def test_cancelled_event_is_the_last_that_an_unconfirmed_person_reads_of(stopped_clock: StoppedClock) -> None:
    event = make_event()
    registration = make_registration(event)
    make_delegation(event)
    _cancel(event)
    before = _told()

    for hours in (19, 7):
        stopped_clock.move_to(clock.now() + timedelta(hours=hours))
        tasks.send_reminders()
        tasks.free_seats_held_too_long()

    registration.refresh_from_db()
    assert (_told(), registration.state) == (before, RegistrationState.HELD)


def test_seat_is_not_confirmed_when_the_event_is_cancelled() -> None:
    registration = make_registration(make_event())
    _cancel(registration.event)

    assert _refusal(lambda: _confirm(registration)) == OFF


def test_seat_is_not_confirmed_when_the_event_is_over(stopped_clock: StoppedClock) -> None:
    registration = make_registration(
        make_event(ends_at=clock.now() + timedelta(hours=2), starts_at=clock.now())
    )
    stopped_clock.move_to(clock.now() + timedelta(hours=2))

    assert _refusal(lambda: _confirm(registration)) == OVER


@pytest.mark.parametrize("has_own", [False, True])
def test_delegation_is_not_confirmed_when_the_event_is_cancelled(has_own: bool) -> None:
    event = make_event()
    if has_own:
        make_registration(event, email="ewa@example.org")
    delegation = make_delegation(event, people=make_delegates("Ewa <ewa@example.org>"))
    _cancel(event)

    assert _refusal(lambda: _confirm_all(delegation)) == OFF


def test_offered_place_is_not_taken_when_the_event_is_cancelled() -> None:
    wish = _offered_wish(make_event())
    _cancel(wish.registration.event)
    holder = LinkHolder(link_to(wish.registration))

    assert _refusal(lambda: take_offered_place(wish=wish, actor=holder)) == OFF


def test_person_is_asked_to_confirm_nothing_when_the_event_is_cancelled() -> None:
    held, delegation = make_registration(make_event()), make_delegation(make_event())
    wish = _offered_wish(make_event())

    def asked() -> list[int]:
        now = clock.now()
        seats = own_registrations_to_confirm(held.person_id, now)
        places = own_wishes_to_answer(wish.registration.person_id, now)
        return [len(seats), len(own_delegations_to_confirm(delegation.contact_id, now)), len(places)]

    before = asked()

    for event in Event.objects.order_by("pk"):
        _cancel(event)

    assert (before, asked()) == ([1, 1, 1], [0, 0, 0])
