"""Reads of the events that organisations propose."""

from __future__ import annotations

from django.db.models import Case, Q, QuerySet, Value, When

from kuznia.directory.models import Authority, Organisation, Representation
from kuznia.directory.queries import county_authority, office_of_gmina
from kuznia.events.models import EventProposal
from kuznia.events.states import ProposalState
from kuznia.lib.policy import Actor, ForAuthority, ForOrganisation, is_officer
from kuznia.people.models import Person

RELATED = ("organisation", "venue", "municipality", "event", "proposed_by")


def proposals_visible_to(actor: Actor) -> QuerySet[EventProposal]:
    """Return what the organisation for which she acts has proposed, or what has been proposed to her office."""
    if isinstance(actor, ForOrganisation):
        return EventProposal.objects.filter(organisation_id=actor.organisation_id)
    return proposals_to(actor)


def proposals_to(actor: Actor) -> QuerySet[EventProposal]:
    """Return what organisations have proposed to the officer's office: those that wait first, the nearest first."""
    if not (isinstance(actor, ForAuthority) and is_officer(actor)):
        return EventProposal.objects.none()
    covered = Q() if actor.municipality_id is None else Q(municipality_id=actor.municipality_id)
    waits = Case(When(state=ProposalState.SUBMITTED, then=Value(0)), default=Value(1))
    sent = EventProposal.objects.filter(covered, submitted_at__isnull=False).exclude(
        state=ProposalState.DRAFT
    )
    return sent.select_related(*RELATED).order_by(waits, "starts_at", "pk")


def waiting_proposals(actor: Actor) -> QuerySet[EventProposal]:
    """Return what waits for the officer's office, the nearest event first."""
    return proposals_to(actor).filter(state=ProposalState.SUBMITTED)


def returned_proposals(actor: Actor) -> QuerySet[EventProposal]:
    """Return what the office sent back to the organisation for which she may write, the nearest event first."""
    if not (isinstance(actor, ForOrganisation) and actor.may_edit):
        return EventProposal.objects.none()
    own = EventProposal.objects.filter(organisation_id=actor.organisation_id)
    return own.filter(state=ProposalState.RETURNED).order_by("starts_at", "pk")


def proposals_of(organisation: Organisation) -> QuerySet[EventProposal]:
    """Return what the organisation has proposed, the newest first."""
    own = EventProposal.objects.filter(organisation=organisation)
    return own.select_related(*RELATED).order_by("-starts_at", "-pk")


def proposals_naming(person_id: int) -> QuerySet[EventProposal]:
    """Return the proposals whose contact has the person's address; they name the contact by no other tie."""
    # Whoever never signed in has not proved that the address is hers.
    proved = Person.objects.filter(pk=person_id, last_login__isnull=False)
    email = proved.values_list("email", flat=True).first()
    found = EventProposal.objects.filter(contact_email__iexact=email or "").exclude(contact_email="")
    return found.select_related("organisation").order_by("pk")


def office_of(proposal: EventProposal) -> Authority | None:
    """Return the office to which the proposal goes: of the gmina of its place, or else the county's."""
    return office_of_gmina(proposal.municipality_id) or county_authority()


def writers_of(organisation_id: int) -> list[Person]:
    """Return the people who act for the organisation now and may write for it."""
    held = Representation.objects.filter(
        organisation_id=organisation_id, may_edit=True, until_at__isnull=True
    )
    return [each.person for each in held.select_related("person").order_by("pk")]
