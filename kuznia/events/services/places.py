"""Steps of services that move participants between sessions: the event is locked and the actor checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.events import letters
from kuznia.events.models import Event, Place, Registration, Session, Wish
from kuznia.events.queries.waiting import live_wishes
from kuznia.events.services import seats
from kuznia.lib import clock
from kuznia.lib.policy import Actor, System
from kuznia.notify.services import post


def move_places(
    *,
    event: Event,
    registration: Registration,
    session_ids: Sequence[int],
    accepts_waiting: bool,
    actor: Actor,
) -> None:
    """Seat the participant in the chosen sessions; for a full one she waits if she said so, and keeps her place.

    The caller holds the event's lock, and hands on what became free.
    """
    held = {place.block: place.session_id for place in registration.places.all()}
    wishes = {wish.block: wish for wish in live_wishes(registration)}
    wanted = seats.chosen_sessions(event=event, session_ids=session_ids)
    moved = [session for session in wanted if held.get(session.block or 0) != session.pk]
    settled = [session for session in moved if _is_wished(session, wishes)]
    for session in settled:
        if wishes[session.block or 0].is_offered:
            settle(wish=wishes[session.block or 0])
    moved = [session for session in moved if session not in settled]
    full = [session for session in moved if session.free is not None and session.free <= 0]
    if not (accepts_waiting and event.has_waiting_list and registration.is_seated):
        seats.demand_places(event=event, sessions=full)
    for session in full:
        _wish_for(session, registration, wishes, actor)
    _sit_down(registration, [session for session in moved if session not in full])


def is_chosen_already(*, registration: Registration, session_ids: Sequence[int]) -> bool:
    """True when the participant sits in the sessions chosen, or waits for them."""
    held = dict(registration.places.values_list("block", "session_id"))
    if set(session_ids) == set(held.values()):
        return True
    waits = [wish for wish in live_wishes(registration) if not wish.is_offered]
    kept = {wish.session_id: held.get(wish.block) for wish in waits}
    return {kept.get(number, number) for number in session_ids} == set(held.values())


def end_wishes_of(*, registrations: Iterable[Registration]) -> None:
    """End the wishes of sign-ups that end, and give back the seats offered to them; the caller hands on."""
    now = clock.now()
    for wish in Wish.objects.filter(registration__in=list(registrations), ended_at__isnull=True):
        end(wish=wish, at=now)


def end_late_offers(*, event: Event, actor: System) -> int:
    """End the offers of places that nobody took in time, tell their people, and return how many there were.

    The caller holds the event's lock, and hands on.
    """
    late = Wish.objects.filter(registration__event=event, offered_until__lt=clock.Now())
    related = ("session", "registration", "registration__event__venue", "registration__person")
    lapsed = list(late.select_related(*related))
    for wish in lapsed:
        end(wish=wish, at=clock.now())
        record_of(
            wish=wish, sentence=gettext_noop("Nobody took the seat in “%(title)s” in time."), actor=actor
        )
        post(posting=letters.wish_lapsed(wish), actor=actor)
    return len(lapsed)


def settle(*, wish: Wish) -> None:
    """Make the offered seat hers, whose counter says so already, and free her old place."""
    old = wish.registration.places.filter(block=wish.block).first()
    if old is not None:
        seats.free_place(old)
    Place.objects.update_or_create(
        registration=wish.registration, block=wish.block, defaults={"session": wish.session}
    )
    wish.ended_at, wish.offered_until = clock.now(), None
    wish.save(update_fields=["ended_at", "offered_until"])


def end(*, wish: Wish, at: datetime) -> None:
    """End the wait, and give back the seat that was offered."""
    if wish.is_offered:
        seats.free_place(wish)
    wish.ended_at, wish.offered_until = at, None
    wish.save(update_fields=["ended_at", "offered_until"])


def record_of(*, wish: Wish, sentence: str, actor: Actor) -> None:
    """Write a sentence about the session of the wish into the history of its sign-up."""
    record(subject=wish.registration, actor=actor, sentence=sentence, params={"title": wish.session.title})


def _is_wished(session: Session, wishes: Mapping[int, Wish]) -> bool:
    wish = wishes.get(session.block or 0)
    return wish is not None and wish.session_id == session.pk


def _wish_for(session: Session, registration: Registration, wishes: Mapping[int, Wish], actor: Actor) -> None:
    """Wait for the session at the end of its queue; of two wishes in one block the later one holds."""
    now, block = clock.now(), session.block or 0
    if block in wishes:
        end(wish=wishes[block], at=now)
    wish = Wish.objects.create(registration=registration, session=session, block=block, wished_at=now)
    record_of(
        wish=wish,
        sentence=gettext_noop("Waits for a seat in “%(title)s” and keeps the present place."),
        actor=actor,
    )


def _sit_down(registration: Registration, sessions: Sequence[Session]) -> None:
    """Count her in at the free sessions and out of her old places; without a seat nothing is counted."""
    if registration.is_seated:
        seats.count_places_in(sessions)
    for session in sessions:
        old = registration.places.filter(block=session.block or 0).first()
        if old is not None and registration.is_seated:
            seats.free_place(old)
        Place.objects.update_or_create(
            registration=registration, block=session.block, defaults={"session": session}
        )
