"""Reads claims, invitations and mandates, and what of the directory looks like a record that somebody types."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from kuznia.directory.models import Claim, Invitation, Municipality, Organisation, Representation
from kuznia.directory.states import ClaimState, OrganisationState
from kuznia.lib import clock
from kuznia.lib.policy import Actor, ForAuthority, acts_for_county, is_officer, is_system, person_id_of
from kuznia.lib.text import fold

# How many days before its end a mandate is reminded of, and stands among what waits.
FIRST_REMINDER = 30
# True for every row; an empty condition would vanish beside another one.
ANY = ~Q(pk__in=[])
LIVING = (OrganisationState.APPLIED, OrganisationState.ACTIVE)


def claims_visible_to(actor: Actor) -> QuerySet[Claim]:
    """Return the claims that this reader may see: her own, and those about organisations that her office covers."""
    found = Claim.objects.select_related("organisation__municipality", "person")
    person_id = person_id_of(actor)
    own = Q(person_id=person_id) if person_id is not None else Q(pk__in=[])
    return found.filter(own | _covered_by(actor))


def claims_to_decide(actor: Actor) -> QuerySet[Claim]:
    """Return the claims that wait for this officer's office, the oldest first."""
    found = Claim.objects.select_related("organisation__municipality", "person")
    return found.filter(_covered_by(actor), state=ClaimState.WAITING).order_by("made_at", "id")


def claims_decided(actor: Actor) -> QuerySet[Claim]:
    """Return the claims about this officer's organisations that no longer wait, the newest decision first."""
    found = Claim.objects.select_related("organisation__municipality", "person")
    return found.filter(_covered_by(actor)).exclude(state=ClaimState.WAITING).order_by("-decided_at", "-id")


def claims_of_person(person_id: int) -> QuerySet[Claim]:
    """Return what the person claimed, the newest first."""
    return Claim.objects.filter(person_id=person_id).select_related("organisation").order_by("-id")


def link_to_claim(claim: Claim) -> str:
    """Return what a link to this claim is said to open."""
    return f"directory.claim:{claim.pk}"


def link_to_invitation(invitation: Invitation) -> str:
    """Return what a link to this invitation is said to open."""
    return f"directory.invitation:{invitation.pk}"


def organisations_like(
    *, name: str, municipality: Municipality | None, numbers: dict[str, str]
) -> list[Organisation]:
    """Return what the directory has of the same name in the same gmina or of one of these numbers, those too that
    wait for the office; whoever asks has typed the name or the number herself."""
    same = Q(municipality=municipality, folded_name__startswith=fold(name))
    for field, number in numbers.items():
        if number:
            same |= Q(**{field: number})
    found = Organisation.objects.filter(same, state__in=LIVING).select_related("municipality")
    return [each for each in found.order_by("id") if _is_like(each, name, numbers)]


def open_invitations_of(organisation: Organisation) -> QuerySet[Invitation]:
    """Return the invitations that nobody has taken or taken back, those too whose time is over."""
    found = Invitation.objects.filter(
        organisation=organisation, accepted_at__isnull=True, cancelled_at__isnull=True
    )
    return found.order_by("name", "id")


def mandates_about_to_end(today: date) -> QuerySet[Representation]:
    """Return the roles of living organisations whose mandate ends within 30 days, the nearest first."""
    return _with_mandate().filter(
        mandate_until_on__gte=today, mandate_until_on__lte=today + timedelta(days=FIRST_REMINDER)
    )


def mandates_ended(today: date) -> QuerySet[Representation]:
    """Return the roles that still hold although their mandate is over."""
    return _with_mandate().filter(mandate_until_on__lt=today)


def ending_mandates_of(organisation_id: int) -> QuerySet[Representation]:
    """Return the roles of this organisation whose mandate ends within 30 days."""
    return mandates_about_to_end(clock.today()).filter(organisation_id=organisation_id)


def _with_mandate() -> QuerySet[Representation]:
    held = Representation.objects.filter(until_at__isnull=True, mandate_until_on__isnull=False)
    return held.select_related("organisation", "person").order_by("mandate_until_on", "id")


def _covered_by(actor: Actor) -> Q:
    if is_system(actor):
        return ANY
    if not (isinstance(actor, ForAuthority) and is_officer(actor)):
        return Q(pk__in=[])
    if acts_for_county(actor):
        return ANY
    return Q(organisation__municipality_id=actor.municipality_id)


def _is_like(organisation: Organisation, name: str, numbers: dict[str, str]) -> bool:
    shared: Iterable[str] = (
        field for field, number in numbers.items() if number and getattr(organisation, field) == number
    )
    return any(shared) or fold(organisation.name) == fold(name)
