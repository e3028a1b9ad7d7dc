"""Whom the moves of events and sign-ups tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kuznia.events import letters
from kuznia.events.letters import patronage
from kuznia.events.models import Event, PatronageRequest, Registration
from kuznia.jobs.services import enqueue
from kuznia.lib.policy import Actor
from kuznia.notify.registry import Posting, notice


@notice("events.event_cancelled")
def event_cancelled(*, subject: Event, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell everybody who holds a seat, by a job: there may be hundreds."""
    del actor
    enqueue("events.tell_event_cancelled", event_id=subject.pk, reason=reason)
    return ()


@notice("events.registration_confirmed")
def registration_confirmed(*, subject: Registration, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell the person that the seat is hers."""
    del actor, reason
    return _to_herself(subject, lambda: letters.confirmed(subject))


@notice("events.registration_cancelled")
def registration_cancelled(*, subject: Registration, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell the person that her sign-up has ended."""
    del actor, reason
    return _to_herself(subject, lambda: letters.cancelled(subject))


@notice("events.registration_expired")
def registration_expired(*, subject: Registration, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell the person that the held seat was freed."""
    del actor, reason
    return _to_herself(subject, lambda: letters.expired(subject))


@notice("events.registration_withdrawn")
def registration_withdrawn(*, subject: Registration, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell the person that she no longer waits."""
    del actor, reason
    return _to_herself(subject, lambda: letters.withdrawn(subject))


@notice("events.registration_refused")
def registration_refused(*, subject: Registration, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell the person that the organiser refused, and why."""
    del actor
    return _to_herself(subject, lambda: letters.refused(subject, reason=reason))


@notice("events.seat_offered")
def seat_offered(*, subject: Registration, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell the first of the waiting list that a seat is hers if she answers in time."""
    del actor, reason
    return _to_herself(subject, lambda: letters.offered(subject))


@notice("events.patronage_granted")
def patronage_granted(*, subject: PatronageRequest, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell whoever asked that patronage is granted."""
    del actor, reason
    return (patronage.patronage_granted(subject),)


@notice("events.patronage_refused")
def patronage_refused(*, subject: PatronageRequest, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell whoever asked that patronage is refused, and why."""
    del actor
    return (patronage.patronage_refused(subject, reason=reason),)


def _to_herself(subject: Registration, posting: Callable[[], Posting]) -> Iterable[Posting]:
    """Return the posting, unless a delegation names the person: its contact reads one letter about all of them."""
    return () if subject.delegation_id else (posting(),)
