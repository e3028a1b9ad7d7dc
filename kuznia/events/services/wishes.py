"""Wishes: who has a seat waits for another session, and keeps her place until the new one is sure (docs/adr/0021)."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.events import letters
from kuznia.events.models import Registration, Wish
from kuznia.events.queries import why_off
from kuznia.events.services import places, seats, waiting
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand
from kuznia.lib.races import tried_again
from kuznia.notify.services import post


@tried_again
@transaction.atomic
def take_offered_place(*, wish: Wish, actor: Actor) -> Registration:
    """Move the participant to the session offered to her and free her old place; twice changes nothing."""
    event = seats.lock_event(wish.registration.event_id)
    wish = _locked(wish)
    registration = wish.registration
    demand(actor, "events.change_registration", registration)
    if wish.ended_at is not None and registration.places.filter(session=wish.session).exists():
        return registration
    if refusal := why_off(event, clock.now()):
        raise Refused(refusal)
    if not wish.is_offered or wish.is_late(clock.now()):
        raise Refused(_("This seat is no longer offered to you. Your present place stays yours."))
    places.settle(wish=wish)
    places.record_of(
        wish=wish, sentence=gettext_noop("Moved from the waiting list to “%(title)s”."), actor=actor
    )
    post(posting=letters.changed(registration, at=clock.now()), actor=actor)
    waiting.hand_on(event=event)
    return registration


@tried_again
@transaction.atomic
def leave_queue(*, wish: Wish, actor: Actor) -> Registration:
    """End the wait for another session; an offered seat goes to the next, and the present place stays."""
    event = seats.lock_event(wish.registration.event_id)
    wish = _locked(wish)
    demand(actor, "events.cancel_registration", wish.registration)
    if wish.ended_at is None:
        places.end(wish=wish, at=clock.now())
        places.record_of(wish=wish, sentence=gettext_noop("No longer waits for “%(title)s”."), actor=actor)
        post(posting=letters.changed(wish.registration, at=clock.now()), actor=actor)
        waiting.hand_on(event=event)
    return wish.registration


def _locked(wish: Wish) -> Wish:
    locked = Wish.objects.select_for_update(no_key=True, of=("self",))
    related = ("session", "registration", "registration__event", "registration__person")
    return locked.select_related(*related).get(pk=wish.pk)
