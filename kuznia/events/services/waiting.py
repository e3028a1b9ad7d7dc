"""The waiting list: joined in the order of arrival, and handed on whenever a seat becomes free (docs/adr/0021)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.events import letters
from kuznia.events.models import Delegation, Event, Registration, Wish
from kuznia.events.queries.standing import why_off
from kuznia.events.queries.waiting import AT_EVENT, Believed, Queued, queue_of, seats_believed_taken
from kuznia.events.services import seats
from kuznia.events.states import QUEUED, EventState, RegistrationState
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, System, demand
from kuznia.lib.races import tried_again
from kuznia.notify.services import post
from kuznia.process.services import make_move

HOUSE = System("events.hand_on")


@transaction.atomic
def join(*, registration: Registration, actor: Actor) -> Registration:
    """Save a filled-in sign-up at the end of the event's waiting list, and record it.

    The caller holds the event's lock, has found no seat under it, has the person's yes, and writes the choices and
    the letter as for everybody.
    """
    demand(actor, "events.sign_up", registration.event)
    if not registration.event.lets_wait:
        raise Refused(_("This event keeps no waiting list."))
    registration.state = RegistrationState.WAITING
    registration.held_until = registration.confirmed_at = None
    registration.save()
    record(subject=registration, actor=actor, sentence=gettext_noop("The sign-up joined the waiting list."))
    return registration


@transaction.atomic
def hand_on(*, event: Event) -> int:
    """Offer the free seats to the first who can take them, and return how many offers were made.

    To be called in the transaction that frees seats: so a freed seat is offered before anybody new can see it, and
    once. Offers go on after the deadline of sign-up, until the event starts; nobody is offered a seat after that.
    The contact of a delegation reads one letter about all its people who are offered a seat.
    """
    event = seats.lock_event(event.pk)
    queue = queue_of(event)
    now = clock.now() if queue else event.starts_at
    if event.state != EventState.PUBLISHED or now >= event.starts_at:
        return 0
    free, until = _free_for(event, queue), _until(event, now, event.starts_at)
    offered = [queued for queued in queue if free.take(queued)]
    for queued in offered:
        _offer(event, queued, until, HOUSE)
    _tell_contacts([queued.registration for queued in offered if queued.wish is None], HOUSE)
    return len(offered)


@tried_again
@transaction.atomic
def offer_seat(*, registration: Registration, actor: Actor) -> Registration:
    """Offer a free seat to somebody of the waiting list by hand: after the start the house no longer does it."""
    event = seats.lock_event(registration.event_id)
    registration = Registration.objects.select_related("event").get(pk=registration.pk, event=event)
    demand(actor, "events.offer_seat", registration)
    now = clock.now()
    if why_off(event, now):
        raise Refused(_("The event is over or cancelled."))
    queued = Queued(registration.arrived_at, registration)
    if registration.state in QUEUED and not _free_seats(event).take(queued):
        raise Refused(_("There is no free seat for this person. Raise the number of seats first."))
    last = event.starts_at if now < event.starts_at else event.ends_at
    offered = _offer_registration(event, queued, _until(event, now, last), actor)
    _tell_contacts([offered], actor)
    return offered


def _until(event: Event, at: datetime, last: datetime) -> datetime:
    return min(at + timedelta(hours=event.answer_hours), last)


@dataclass(slots=True)
class _Free:
    """How many seats are left while offers are made, at the event and in its sessions; None where there is no limit.

    `believed` are the seats that the contact of a delegation thinks taken, by people who have a sign-up of their own:
    for the others of her list they count as taken, or an offer would tell of those people (docs/adr/0039).
    """

    left: dict[int, int | None]
    believed: Believed = field(default_factory=Believed)

    def take(self, queued: Queued) -> bool:
        """Take the seats that the entry needs, if all of them are free."""
        believed = self.believed[queued.registration.delegation_id if queued.wish is None else None]
        needed = [*([] if queued.wish else [AT_EVENT]), *queued.session_ids]
        if any(self._is_gone(number, believed[number]) for number in needed):
            return False
        if queued.is_covered:
            believed.update(needed)
        else:
            self.left |= {number: _one_less(self.left[number]) for number in needed}
        return True

    def _is_gone(self, number: int, believed: int) -> bool:
        left = self.left[number]
        return left is not None and left <= believed


def _one_less(left: int | None) -> int | None:
    return None if left is None else left - 1


def _free_seats(event: Event) -> _Free:
    return _Free({AT_EVENT: event.free} | {session.pk: session.free for session in event.sessions.all()})


def _free_for(event: Event, queue: Sequence[Queued]) -> _Free:
    free = _free_seats(event)
    free.believed = seats_believed_taken(queued.registration for queued in queue)
    return free


def _offer(event: Event, queued: Queued, until: datetime, actor: Actor) -> None:
    if queued.wish is None:
        _offer_registration(event, queued, until, actor)
    else:
        _offer_wish(queued.wish, until, actor)


def _offer_registration(event: Event, queued: Queued, until: datetime, actor: Actor) -> Registration:
    # Before the move: its letter names the time to answer.
    Registration.objects.filter(pk=queued.registration.pk).update(held_until=until)
    if queued.is_covered:
        return make_move(case=queued.registration, move="pass_by", actor=actor)
    offered = make_move(case=queued.registration, move="offer", actor=actor)
    seats.count_in(event=event, sessions=list(event.sessions.filter(pk__in=queued.session_ids)))
    return offered


def _tell_contacts(offered: Sequence[Registration], actor: Actor) -> None:
    people = [registration for registration in offered if registration.delegation_id]
    delegations = Delegation.objects.filter(pk__in={person.delegation_id for person in people})
    for delegation in delegations.select_related("event__venue", "contact").order_by("pk"):
        named = [person for person in people if person.delegation_id == delegation.pk]
        post(posting=letters.delegation_offered(delegation, people=named), actor=actor)


def _offer_wish(wish: Wish, until: datetime, actor: Actor) -> None:
    wish.offered_until = until
    wish.save(update_fields=["offered_until"])
    seats.count_places_in([wish.session])
    record(
        subject=wish.registration,
        actor=actor,
        sentence=gettext_noop("A seat in “%(title)s” became free and was offered."),
        params={"title": wish.session.title},
    )
    post(posting=letters.wish_offered(wish), actor=actor)
