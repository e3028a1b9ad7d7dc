"""Background work of events; each may run twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from kuznia.events import letters
from kuznia.events.models import Event, Registration
from kuznia.events.services.registrations import free_held_seats, purge_needs
from kuznia.events.states import SEATED, RegistrationState
from kuznia.jobs.registry import periodic, task
from kuznia.lib import clock
from kuznia.lib.policy import System
from kuznia.notify.services import post

NEEDS_KEPT_DAYS = 7


@periodic("* * * * *", "events.free_held_seats")
def free_seats_held_too_long() -> None:
    """Free the seats that nobody confirmed in time, event by event."""
    late = Registration.objects.filter(state=RegistrationState.HELD, held_until__lt=clock.Now())
    for event in Event.objects.filter(pk__in=late.values("event")):
        free_held_seats(event=event, actor=System("events.free_held_seats"))


@periodic("23 3 * * *", "events.purge_needs")
def purge_needs_of_past_events() -> None:
    """Delete what participants said about their needs, 7 days after the event."""
    border = clock.now() - timedelta(days=NEEDS_KEPT_DAYS)
    purge_needs(ended_before=border, actor=System("events.purge_needs"))


@task("events.tell_event_changed")
def tell_event_changed(*, event_id: int, version: int, changes: letters.Changes) -> None:
    """Tell everybody who holds a seat what has changed; the matter carries the version, so nobody reads it twice."""
    for registration in _seated(event_id):
        posting = letters.event_changed(registration, version=version, changes=changes)
        post(posting=posting, actor=System("events.tell_event_changed"))


@task("events.tell_event_cancelled")
def tell_event_cancelled(*, event_id: int, reason: str) -> None:
    """Tell everybody who holds a seat that the event will not take place."""
    for registration in _seated(event_id):
        posting = letters.event_cancelled(registration, reason=reason)
        post(posting=posting, actor=System("events.tell_event_cancelled"))


def _seated(event_id: int) -> Iterator[Registration]:
    seated = Registration.objects.filter(event=event_id, state__in=SEATED)
    return seated.select_related("event", "event__venue", "person").iterator(chunk_size=200)
