"""Reads of what a signed-in person has at events: what she must answer in time, and her certificates."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet

from kuznia.events.models import Attendance, Certificate, Delegation, Registration, Wish
from kuznia.events.queries.registrations import unconfirmed_holds
from kuznia.events.queries.standing import events_on
from kuznia.events.states import ENDED, RegistrationState


def own_registrations_to_confirm(person_id: int, at: datetime) -> QuerySet[Registration]:
    """Return the person's own sign-ups whose seat is held until she confirms, the nearest end first."""
    held = Registration.objects.filter(
        event__in=events_on(at),
        person_id=person_id,
        delegation__isnull=True,
        state=RegistrationState.HELD,
        held_until__gte=at,
    )
    return held.select_related("event").order_by("held_until", "pk")


def own_delegations_to_confirm(person_id: int, at: datetime) -> QuerySet[Delegation]:
    """Return the delegations whose contact she is and whose seats wait for her, each with `first_until`."""
    held = Q(registrations__in=unconfirmed_holds().filter(held_until__gte=at))
    waiting = Delegation.objects.filter(event__in=events_on(at), contact_id=person_id).annotate(
        first_until=Min("registrations__held_until", filter=held)
    )
    return waiting.filter(first_until__isnull=False).select_related("event").order_by("first_until", "pk")


def own_wishes_to_answer(person_id: int, at: datetime) -> QuerySet[Wish]:
    """Return the seats in workshops that are offered to the person and wait for her answer."""
    offered = Wish.objects.filter(
        registration__event__in=events_on(at),
        registration__person_id=person_id,
        registration__delegation__isnull=True,
        ended_at__isnull=True,
        offered_until__gte=at,
    )
    return offered.select_related("session", "registration").order_by("offered_until", "pk")


def own_sign_ups_to_come(person_id: int, at: datetime) -> list[Registration]:
    """Return the person's sign-ups that have not ended, at events that are not over and to which she has not come."""
    hers = {"registration__event": OuterRef("event"), "registration__person": person_id}
    came = Attendance.objects.filter(undone_at__isnull=True, **hers)
    coming = Registration.objects.filter(
        ~Exists(came.order_by()), person_id=person_id, event__in=events_on(at)
    )
    return list(coming.exclude(state__in=ENDED).order_by("event_id", "pk"))


def own_certificates(person_id: int) -> QuerySet[Certificate]:
    """Return the person's valid certificates that can be given out, the newest first."""
    hers = Certificate.objects.filter(
        registration__person_id=person_id,
        registration__delegation__isnull=True,
        revoked_at__isnull=True,
        made_version=F("version"),
    )
    return hers.select_related("registration__event").order_by("-pk")
