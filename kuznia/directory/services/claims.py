"""Lets people say that they act for an organisation, one of the directory or a new one, and decides about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record as record_act
from kuznia.directory import policies as policies
from kuznia.directory import workflows as workflows
from kuznia.directory.constraints import SENTENCES
from kuznia.directory.letters.claims import claim_received, mailbox_asked
from kuznia.directory.models import Claim, Organisation, Representation
from kuznia.directory.services import organisations
from kuznia.directory.services.organisations import OrganisationRecord
from kuznia.directory.services.representatives import RoleEntry, write_role
from kuznia.directory.states import ClaimProof, ClaimState, OrganisationState, VerificationBasis
from kuznia.files.intake import Received
from kuznia.files.services import store_upload
from kuznia.lib import clock
from kuznia.lib.constraints import constraints_in_words
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, System, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.notify.services import post
from kuznia.process.services import make_move

MAILBOX_LINK_LASTS = timedelta(days=14)
LIVING = (OrganisationState.APPLIED, OrganisationState.ACTIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry:
    """What somebody says of her right to act for an organisation, and the rights that she asks for."""

    proof: ClaimProof
    function: str
    role: RoleEntry
    language: str = "pl"
    # The extract or resolution, taken in before any lock.
    file: Received | None = None


@tried_again
@transaction.atomic
def register_organisation(*, record: OrganisationRecord, entry: ClaimEntry, actor: Actor) -> Claim:
    """The organisation waits for the office, seen by nobody but it and whoever registers; one that is here already
    is refused, for it can be claimed."""
    demand(actor, "directory.claim_organisation")
    if entry.proof == ClaimProof.MAILBOX:
        raise Refused(_("The office does not know the address of a new organisation yet."), field="proof")
    organisation = organisations.enter_new(
        Organisation(municipality=record.municipality, state=OrganisationState.APPLIED), record
    )
    record_act(
        subject=organisation,
        actor=actor,
        sentence=gettext_noop("The organisation was registered and waits for the office."),
        audience=Audience.PARTIES,
    )
    return _made(organisation, entry, actor=actor, founds=True)


@tried_again
@transaction.atomic
def claim_organisation(*, organisation: Organisation, entry: ClaimEntry, actor: Actor) -> Claim:
    """The claim waits for the office, or for the organisation's own mailbox, which is written to."""
    locked = _locked(organisation)
    demand(actor, "directory.claim_organisation", locked)
    if locked.state not in LIVING:
        raise Refused(_("The organisation is closed, so nobody acts for it."))
    if entry.proof == ClaimProof.MAILBOX and not (locked.is_active and locked.public_email):
        raise Refused(_("We know no address of this organisation. Choose another proof."), field="proof")
    if entry.proof == ClaimProof.MAILBOX and _has_people(locked):
        # Whoever may change the page may change the address on it: it proves nothing then.
        raise Refused(
            _("Somebody acts for it already: let her invite you, or choose another proof."), field="proof"
        )
    held = Representation.objects.filter(
        organisation=locked, person_id=_claimant(actor), until_at__isnull=True
    )
    if held.exists():
        raise Refused(_("You act for this organisation already: choose this role on your page."))
    return _made(locked, entry, actor=actor, founds=False)


@tried_again
@transaction.atomic
def accept_claim(*, claim: Claim, basis: VerificationBasis, actor: Actor) -> Claim:
    """The person acts for the organisation with the rights that she asked for; one that waited enters the directory."""
    organisation = _locked(claim.organisation)
    if organisation.state == OrganisationState.APPLIED:
        make_move(case=organisation, move="accept", actor=actor)
        organisation.refresh_from_db()
    return _accepted(claim, organisation, move="accept", basis=basis, actor=actor)


@tried_again
@transaction.atomic
def confirm_claim(*, claim: Claim, actor: Actor) -> Claim:
    """Whoever reads the organisation's mail says that the person acts for it, and she does at once."""
    organisation = _locked(claim.organisation)
    claim = Claim.objects.get(pk=claim.pk)
    is_old = clock.now() > claim.made_at + MAILBOX_LINK_LASTS
    if claim.state == ClaimState.WAITING and (is_old or claim.mailbox != organisation.public_email):
        raise Refused(_("This link no longer works. Ask the person to make the claim anew."))
    return _accepted(claim, organisation, move="confirm", basis=VerificationBasis.MAILBOX, actor=actor)


@tried_again
@transaction.atomic
def refuse_claim(*, claim: Claim, reason: str, actor: Actor) -> Claim:
    """The claim is refused with its reason; an organisation that nobody else claims does not enter the directory."""
    organisation = _locked(claim.organisation)
    refused = make_move(case=claim, move="refuse", actor=actor, reason=reason)
    if _is_forsaken(organisation):
        make_move(case=organisation, move="refuse", actor=actor, reason=reason)
    return refused


@tried_again
@transaction.atomic
def withdraw_claim(*, claim: Claim, actor: Actor) -> Claim:
    """Take the claim back before it is decided, and with it an organisation that only it had registered."""
    organisation = _locked(claim.organisation)
    withdrawn = make_move(case=claim, move="withdraw", actor=actor)
    if _is_forsaken(organisation):
        # The last to withdraw may be somebody else than who registered it.
        by = actor if withdrawn.founds else System("directory.claims")
        make_move(case=organisation, move="withdraw", actor=by)
    return withdrawn


def _made(organisation: Organisation, entry: ClaimEntry, *, actor: Actor, founds: bool) -> Claim:
    if entry.proof == ClaimProof.EXTRACT and entry.file is None:
        raise Refused(_("Attach the extract or the resolution as a file."), field="file")
    with constraints_in_words(SENTENCES):
        claim = Claim.objects.create(
            organisation=organisation,
            person_id=_claimant(actor),
            proof=entry.proof,
            function=entry.function,
            founds=founds,
            mailbox=organisation.public_email if entry.proof == ClaimProof.MAILBOX else "",
            may_sign=entry.role.may_sign,
            may_edit=entry.role.may_edit,
            may_report=entry.role.may_report,
            language=entry.language,
        )
    if entry.file is not None:
        store_upload(upload=entry.file, owner=claim, actor=actor, title=entry.file.name, alt=entry.file.name)
    record_act(
        subject=claim,
        actor=actor,
        sentence=gettext_noop(
            "Asked to act for the organisation, with the statement of having the right to."
        ),
        audience=Audience.PARTIES,
    )
    is_by_mail = entry.proof == ClaimProof.MAILBOX
    post(posting=mailbox_asked(claim) if is_by_mail else claim_received(claim), actor=actor)
    return claim


def _accepted(
    claim: Claim, organisation: Organisation, *, move: str, basis: VerificationBasis, actor: Actor
) -> Claim:
    if not organisation.is_active:
        raise Refused(_("The organisation is closed, so nobody acts for it."))
    locked = Claim.objects.select_for_update(no_key=True, of=("self",)).get(pk=claim.pk)
    if locked.state == ClaimState.WAITING:
        # Written before the move, which the row's own constraint wants to stand on a basis.
        locked.basis = basis
        locked.save(update_fields=["basis"])
    accepted = make_move(case=locked, move=move, actor=actor)
    role = RoleEntry(
        may_sign=accepted.may_sign,
        may_edit=accepted.may_edit,
        may_report=accepted.may_report,
        function=accepted.function,
    )
    write_role(organisation=organisation, person=accepted.person, role=role, basis=basis, actor=actor)
    return accepted


def _has_people(organisation: Organisation) -> bool:
    """Say whether somebody who signs in acts for it."""
    held = Representation.objects.filter(organisation=organisation, until_at__isnull=True)
    return held.filter(person__email__isnull=False).exists()


def _claimant(actor: Actor) -> int:
    person_id = person_id_of(actor)
    assert person_id is not None  # noqa: S101 - the rule asks for a person
    return person_id


def _is_forsaken(organisation: Organisation) -> bool:
    """Say whether it waits for the office although nobody claims it any more."""
    return (
        organisation.state == OrganisationState.APPLIED
        and not organisation.claims.filter(state=ClaimState.WAITING).exists()
    )


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=organisation.pk)
