"""The organiser decides about sign-ups: accepts them, which takes seats, or refuses them with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from kuznia.events import letters
from kuznia.events.models import Event, Registration, Session
from kuznia.events.queries import why_off
from kuznia.events.services import seats
from kuznia.events.services.registrations import make_room
from kuznia.events.states import RegistrationState
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand
from kuznia.lib.races import tried_again
from kuznia.notify.services import post
from kuznia.process.services import make_move


@dataclass(frozen=True, slots=True)
class Decided:
    """The sign-ups that were accepted, and the names of those who still wait because their seats are gone."""

    accepted: tuple[Registration, ...]
    left: tuple[str, ...]


@tried_again
@transaction.atomic
def accept_registrations(*, event: Event, registrations: Iterable[Registration], actor: Actor) -> Decided:
    """Accept sign-ups in the order in which they came while there are seats; the rest goes on waiting.

    Whatever doesn't wait any more is left as it is. Where nobody fits, the refusal says what is full.
    """
    event = seats.lock_event(event.pk)
    demand(actor, "events.see_registrations", event)
    if why_off(event, clock.now()):
        raise Refused(_("The event is over or cancelled: sign-ups are no longer accepted."))
    make_room(event)
    accepted, left = [], []
    for registration in _waiting(event, registrations):
        try:
            accepted.append(_accepted(event, registration, actor))
        except Refused as refused:
            left.append((registration, refused))
    if left and not accepted:
        raise left[0][1]
    _tell_contacts(accepted, actor)
    return Decided(tuple(accepted), tuple(registration.name for registration, _refused in left))


@tried_again
@transaction.atomic
def refuse_registrations(
    *, event: Event, registrations: Iterable[Registration], actor: Actor, reason: str
) -> list[Registration]:
    """Refuse sign-ups with the reason, and return them; whatever doesn't wait any more is left as it is."""
    event = seats.lock_event(event.pk)
    demand(actor, "events.see_registrations", event)
    refused = [
        make_move(case=registration, move="refuse", actor=actor, reason=reason)
        for registration in _waiting(event, registrations)
    ]
    _tell_contacts(refused, actor, reason=reason)
    return refused


def _waiting(event: Event, registrations: Iterable[Registration]) -> list[Registration]:
    chosen = [registration.pk for registration in registrations]
    rows = Registration.objects.select_for_update(no_key=True, of=("self",))
    return list(
        rows.filter(event=event, pk__in=chosen, state=RegistrationState.PENDING).order_by("arrived_at", "pk")
    )


def _accepted(event: Event, registration: Registration, actor: Actor) -> Registration:
    # The rule first: nobody else is told what is full.
    demand(actor, "events.decide_registration", registration)
    event.refresh_from_db(fields=["taken"])
    seats.take_seats(event=event, sessions=_sessions(registration))
    return make_move(case=registration, move="accept", actor=actor)


def _sessions(registration: Registration) -> list[Session]:
    """Return the sessions that she chose with their seats as they are now."""
    chosen = registration.places.values("session")
    return list(Session.objects.filter(pk__in=chosen).order_by("pk"))


def _tell_contacts(decided: Sequence[Registration], actor: Actor, *, reason: str = "") -> None:
    """Write one letter per delegation; who is named in it and has a sign-up of her own is shown like the others."""
    delegations = {registration.delegation for registration in decided if registration.delegation}
    for delegation in delegations:
        if not reason:
            covered = delegation.registrations.filter(state=RegistrationState.COVERED, confirmed_at=None)
            covered.update(confirmed_at=clock.now())
        post(posting=letters.delegation_changed(delegation, at=clock.now(), reason=reason), actor=actor)
