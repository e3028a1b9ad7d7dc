"""The smallest claims and invitations, made by the services."""

from __future__ import annotations

from kuznia.directory.models import Claim, Invitation, Municipality, Organisation
from kuznia.directory.services import (
    ClaimEntry,
    InvitationEntry,
    RoleEntry,
    claim_organisation,
    invite_to_represent,
    register_organisation,
)
from kuznia.directory.states import ClaimProof
from kuznia.directory.tests.factories import (
    make_organisation,
    make_person,
    make_record,
    representative_actor,
)
from kuznia.lib.policy import Actor, AsSelf
from kuznia.people.models import Person


def herself(person: Person | None = None) -> AsSelf:
    """Return somebody who acts in her own name."""
    person = person or make_person("Maria Zgłaszająca")
    return AsSelf(person_id=person.pk, name=person.name)


def make_entry(proof: ClaimProof = ClaimProof.STATEMENT, *, may_sign: bool = True) -> ClaimEntry:
    """Return a claim by statement of a president who wants to sign and edit."""
    return ClaimEntry(
        proof=proof, function="prezeska zarządu", role=RoleEntry(may_sign=may_sign, may_edit=True)
    )


def make_claim(
    name: str = "Stowarzyszenie Zastane", *, actor: Actor | None = None, by_mailbox: bool = False
) -> Claim:
    """Return a waiting claim to an organisation of the directory."""
    organisation = make_organisation(name)
    if by_mailbox:
        Organisation.objects.filter(pk=organisation.pk).update(public_email="biuro@przyklad.pl")
    proof = ClaimProof.MAILBOX if by_mailbox else ClaimProof.STATEMENT
    return claim_organisation(organisation=organisation, entry=make_entry(proof), actor=actor or herself())


def make_application(
    name: str = "Stowarzyszenie Nowe",
    *,
    actor: Actor | None = None,
    municipality: Municipality | None = None,
) -> Claim:
    """Return the claim with which an organisation was registered."""
    record = make_record(name, municipality=municipality)
    return register_organisation(record=record, entry=make_entry(), actor=actor or herself())


def make_invitation(organisation: Organisation, *, email: str = "nowa@przyklad.pl") -> Invitation:
    """Return an invitation of a representative who may sign."""
    entry = InvitationEntry(name="Nowa Osoba", email=email, role=RoleEntry(may_edit=True))
    return invite_to_represent(organisation=organisation, entry=entry, actor=signer_actor(organisation))


def signer_actor(organisation: Organisation, person: Person | None = None) -> Actor:
    """Return somebody who may sign for the organisation, without a row in the database."""
    return representative_actor(organisation, person=person, may_sign=True)
