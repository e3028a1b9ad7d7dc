"""Reads of delegations: what their contact sees of the people she signed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from kuznia.events.models import Delegation, Place, Registration, Session
from kuznia.events.states import ENDED, RegistrationState


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a delegation as its contact sees her at the instant `at`."""

    registration: Registration
    at: datetime

    @property
    def state(self) -> RegistrationState:
        """The state that the contact reads.

        Whoever has a sign-up of her own is shown as the others are: the list must not tell who had signed up before.
        """
        row = self.registration
        if row.state != RegistrationState.COVERED:
            return RegistrationState(row.state)
        if row.confirmed_at is not None:
            return RegistrationState.CONFIRMED
        if row.held_until is None:
            return RegistrationState.PENDING
        return RegistrationState.HELD if self.at <= row.held_until else RegistrationState.EXPIRED

    @property
    def has_ended(self) -> bool:
        """True for somebody who no longer comes with the delegation."""
        return self.state in ENDED

    @property
    def sessions(self) -> list[Session]:
        """The sessions chosen for her, block by block."""
        return [place.session for place in self.registration.places.all()]


def members_of(delegation: Delegation, at: datetime) -> list[Member]:
    """Return the people of the delegation in the order of its form, in two queries."""
    chosen = Place.objects.select_related("session", "session__room").order_by("block")
    rows = delegation.registrations.order_by("pk").prefetch_related(Prefetch("places", chosen))
    return [Member(row, at) for row in rows]


def delegation_with_code(code: str) -> Delegation | None:
    """Return the delegation of that code; whoever asks must still show that it is hers."""
    related = ("event__venue", "organisation", "notice", "contact")
    return Delegation.objects.filter(code=code).select_related(*related).first()


def own_delegations(person_id: int) -> QuerySet[Delegation]:
    """Return the delegations whose contact the person is and that somebody still comes with, the nearest first."""
    live = Registration.objects.exclude(state__in=ENDED).filter(delegation__contact_id=person_id)
    found = Delegation.objects.filter(pk__in=live.values("delegation"))
    return found.select_related("event", "event__venue").order_by("event__starts_at", "pk")
