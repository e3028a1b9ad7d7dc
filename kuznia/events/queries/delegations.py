"""Reads of delegations: what their contact sees of the people she signed up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from kuznia.events.models import Delegation, Place, Registration, Session
from kuznia.events.queries.waiting import queued_registrations
from kuznia.events.states import ENDED, QUEUED, RegistrationState


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a delegation as its contact sees her; `place` is hers in the queue of the event."""

    registration: Registration
    place: int | None = None

    @property
    def state(self) -> RegistrationState:
        """The state that the contact reads.

        Whoever has a sign-up of her own is shown as the others are: the list must not tell who had signed up before.
        """
        row = self.registration
        if row.state == RegistrationState.COVERED_WAITING:
            return RegistrationState.WAITING
        if row.state != RegistrationState.COVERED:
            return RegistrationState(row.state)
        if row.confirmed_at is not None:
            return RegistrationState.CONFIRMED
        return RegistrationState.PENDING if row.held_until is None else RegistrationState.HELD

    @property
    def has_ended(self) -> bool:
        """True for somebody who no longer comes with the delegation."""
        return self.state in ENDED

    @property
    def may_be_changed(self) -> bool:
        """True for somebody who has a seat or awaits a yes; who waits for a seat keeps what she waits for."""
        return not self.has_ended and not self.is_waiting

    @property
    def is_waiting(self) -> bool:
        """True for somebody who waits for a seat."""
        return self.state == RegistrationState.WAITING

    @property
    def held_until(self) -> datetime | None:
        """Until when her seat is kept for a confirmation."""
        return self.registration.held_until if self.state == RegistrationState.HELD else None

    @property
    def was_offered(self) -> bool:
        """True for somebody whose seat came from the waiting list."""
        return self.registration.offered_at is not None

    @property
    def offered_until(self) -> datetime | None:
        """Until when a seat from the waiting list is hers to take."""
        return self.held_until if self.was_offered else None

    @property
    def may_return(self) -> bool:
        """True for somebody whose freed seat can be taken again; one that was offered has gone on to the next."""
        return self.state == RegistrationState.EXPIRED and not self.was_offered

    @property
    def sessions(self) -> list[Session]:
        """The sessions chosen for her, block by block."""
        return [place.session for place in self.registration.places.all()]


def members_of(delegation: Delegation) -> list[Member]:
    """Return the people of the delegation in the order of its form, in two queries; in three where somebody waits."""
    chosen = Place.objects.select_related("session", "session__room").order_by("block")
    rows = list(delegation.registrations.order_by("pk").prefetch_related(Prefetch("places", chosen)))
    if not any(row.state in QUEUED for row in rows):
        return [Member(row) for row in rows]
    queue = queued_registrations(delegation.event).values_list("pk", flat=True)
    places = {number: place for place, number in enumerate(queue, start=1)}
    return [Member(row, places.get(row.pk)) for row in rows]


def held_until(members: Iterable[Member]) -> datetime | None:
    """Return until when the first of the held seats is kept."""
    return min((member.held_until for member in members if member.held_until), default=None)


def delegation_with_code(code: str) -> Delegation | None:
    """Return the delegation of that code; whoever asks must still show that it is hers."""
    related = ("event__venue", "organisation", "notice", "contact")
    return Delegation.objects.filter(code=code).select_related(*related).first()


def own_delegations(person_id: int) -> QuerySet[Delegation]:
    """Return the delegations whose contact the person is and that somebody still comes with, the nearest first."""
    live = Registration.objects.exclude(state__in=ENDED).filter(delegation__contact_id=person_id)
    found = Delegation.objects.filter(pk__in=live.values("delegation"))
    return found.select_related("event", "event__venue").order_by("event__starts_at", "pk")
