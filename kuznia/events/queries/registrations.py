"""Reads of sign-ups and of those who come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from kuznia.directory.models import Organisation
from kuznia.directory.states import OrganisationState
from kuznia.events.models import Delegation, Event, Place, Registration, Session
from kuznia.events.states import ENDED, LIVE, QUEUED, SEATED, RegistrationState
from kuznia.lib import clock
from kuznia.lib.policy import Actor, ForAuthority, ForOrganisation, LinkHolder, is_officer, person_id_of
from kuznia.lib.prepared import NUMBER, WORD, Prepared

# What the links of e-mails open, by the field of the sign-ups that it names.
_OPENED_BY = {"events.registration": "pk", "events.delegation": "delegation_id"}

SUGGESTED = 1_000


def registrations_of(event: Event) -> QuerySet[Registration]:
    """Return the sign-ups of an event with whom they come for, newest first."""
    related = ("person", "organisation", "delegation", "delegation__contact")
    return event.registrations.select_related(*related).order_by("-id")


def registrations_visible_to(actor: Actor) -> QuerySet[Registration]:
    """Return the sign-ups that `actor` may see: her own, those of her office's events, the one a link opens."""
    if isinstance(actor, LinkHolder):
        label, _, number = actor.opens.partition(":")
        field = _OPENED_BY.get(label)
        if field is None or not number.isdecimal():
            return Registration.objects.none()
        return Registration.objects.filter(**{field: int(number)})
    person = person_id_of(actor)
    own = Q(person_id=person) | Q(delegation__contact_id=person) if person else Q(pk__in=[])
    if isinstance(actor, ForAuthority) and is_officer(actor):
        own |= Q(event__authority_id=actor.authority_id)
    return Registration.objects.filter(own)


def link_to(registration: Registration) -> str:
    """Return what a link to this sign-up is said to open."""
    return f"events.registration:{registration.pk}"


def link_to_delegation(delegation: Delegation) -> str:
    """Return what a link to this delegation is said to open."""
    return f"events.delegation:{delegation.pk}"


def own_registrations(person_id: int) -> QuerySet[Registration]:
    """Return a person's sign-ups that have not ended, the nearest event first."""
    return (
        Registration.objects.filter(person_id=person_id, state__in=LIVE)
        .select_related("event", "event__venue")
        .order_by("event__starts_at")
    )


def late_holds() -> QuerySet[Registration]:
    """Return the sign-ups whose seat nobody confirmed or took in time, and those listed with them who are covered."""
    return unconfirmed_holds().filter(held_until__lt=clock.NowOnce())


def unconfirmed_holds() -> QuerySet[Registration]:
    """Return the sign-ups whose seat waits for a confirmation, and those listed with them who are covered."""
    covered = Q(state=RegistrationState.COVERED, confirmed_at__isnull=True, held_until__isnull=False)
    return Registration.objects.filter(Q(state=RegistrationState.HELD) | covered)


def live_registration(event: Event, person_id: int) -> Registration | None:
    """Return the person's sign-up for the event until it ends: she has a seat or waits for one."""
    return next(iter(_LIVE.rows(event.pk, person_id)), None)


_LIVE = Prepared(
    lambda event, person: Registration.objects.filter(event_id=event, person_id=person, state__in=LIVE),
    NUMBER,
    NUMBER - 1,
)


def registration_with_code(code: str) -> Registration | None:
    """Return the sign-up of that code with its event and place; whoever asks must still show that it is hers."""
    return next(iter(_WITH_CODE.rows(code)), None)


_WITH_CODE = Prepared(
    lambda code: Registration.objects.filter(code=code).select_related(
        "event__venue", "organisation", "notice", "needs"
    ),
    WORD,
)


def organisation_acting(actor: Actor) -> Organisation | None:
    """Return the organisation for which the person acts now, if she acts for one."""
    number = actor.organisation_id if isinstance(actor, ForOrganisation) else None
    return Organisation.objects.filter(pk=number).first() if number else None


def organisation_names() -> list[str]:
    """Return the names of the active organisations in the order of the alphabet, as many as a browser suggests."""
    return _NAMES.rows()


def _first_names() -> QuerySet[Organisation, str]:
    active = Organisation.objects.filter(state=OrganisationState.ACTIVE).order_by("sort_key", "pk")
    return active.values_list("name", flat=True)[:SUGGESTED]


_NAMES = Prepared(_first_names)


def places_of(registration: Registration) -> list[Session]:
    """Return the sessions that were chosen with this sign-up, in the order of the day."""
    return in_order(place.session for place in _PLACES.rows(registration.pk))


_PLACES = Prepared(
    lambda number: Place.objects.filter(registration_id=number).select_related("session", "session__room"),
    NUMBER,
)


def in_order(sessions: Iterable[Session]) -> list[Session]:
    """Return the sessions in the order of the day."""
    return sorted(sessions, key=lambda session: session.starts_at)


@dataclass(frozen=True, slots=True)
class Figures:
    """What an event's desk counts."""

    seated: int
    confirmed: int
    held: int
    organisations: int
    with_needs: int
    waiting: int
    ended: int
    pending: int


def figures_of(event: Event) -> Figures:
    """Return the desk's counts of an event in one query."""
    seated = Q(state__in=SEATED)
    needs = (
        Q(needs__wheelchair=True) | Q(needs__interpreter=True) | ~Q(needs__diet="") & Q(needs__isnull=False)
    )
    row = event.registrations.aggregate(
        seated=Count("pk", filter=seated),
        confirmed=Count("pk", filter=Q(state=RegistrationState.CONFIRMED)),
        held=Count("pk", filter=Q(state=RegistrationState.HELD)),
        organisations=Count("organisation", filter=seated, distinct=True),
        with_needs=Count("pk", filter=seated & needs),
        ended=Count("pk", filter=Q(state__in=ENDED)),
        pending=Count("pk", filter=Q(state=RegistrationState.PENDING)),
        waiting=Count("pk", filter=Q(state__in=QUEUED)),
    )
    return Figures(**row)
