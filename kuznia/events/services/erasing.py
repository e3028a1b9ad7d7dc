"""Whoever has her data deleted gives back what she still has at events to come."""

from __future__ import annotations

from django.db import transaction

from kuznia.events.models import Registration
from kuznia.events.queries.own import own_sign_ups_to_come
from kuznia.events.services import seats
from kuznia.events.services.registrations import give_back, locked, tell_contact
from kuznia.events.states import ENDED
from kuznia.lib import clock
from kuznia.lib.policy import System
from kuznia.process.services import make_move


@transaction.atomic
def end_sign_ups_of(*, person_id: int, actor: System) -> int:
    """End what the person still has at events to come, hand its seats on, and return how many sign-ups ended.

    She herself reads nothing of it; the contact of a delegation that names her reads what its list says now.
    """
    found = own_sign_ups_to_come(person_id, clock.now())
    return sum(_end(registration, actor) for registration in found)


def _end(registration: Registration, actor: System) -> bool:
    """End the sign-up, unless it ended meanwhile."""
    seats.lock_event(registration.event_id)
    registration = locked(registration)
    if registration.state in ENDED:
        return False
    ended = make_move(case=registration, move="erase", actor=actor)
    give_back([registration])
    if ended.delegation is None or ended.delegation.contact_id != ended.person_id:
        tell_contact(ended, actor)
    return True
