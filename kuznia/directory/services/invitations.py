"""Invites people to act for an organisation, by those who may sign for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory import policies as policies
from kuznia.directory.constraints import SENTENCES
from kuznia.directory.letters.roles import invited
from kuznia.directory.models import Invitation, Organisation, Representation
from kuznia.directory.services.representatives import RoleEntry, demand_living_mandate, write_role
from kuznia.directory.states import VerificationBasis
from kuznia.lib import clock
from kuznia.lib.constraints import constraints_in_words
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.lib.text import email_key
from kuznia.notify.services import post
from kuznia.people.services import person_with_email

WORKS = timedelta(days=14)
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationEntry:
    """Whom a representative invites, and to what."""

    name: str
    email: str
    role: RoleEntry


@tried_again
@transaction.atomic
def invite_to_represent(*, organisation: Organisation, entry: InvitationEntry, actor: Actor) -> Invitation:
    """A link goes to the person; the role is hers once she takes it, within 14 days."""
    locked = _locked(organisation.pk)
    demand(actor, "directory.invite_representative", locked)
    if not locked.is_active:
        raise Refused(_("The organisation is closed, so nobody acts for it."))
    email, now, inviter = email_key(entry.email), clock.now(), person_id_of(actor)
    assert inviter is not None  # noqa: S101 - the rule asks for a person
    demand_living_mandate(entry.role)
    held = Representation.objects.filter(organisation=locked, until_at__isnull=True)
    if held.filter(person__email=email).exists():
        raise Refused(_("This person already represents the organisation."), field="email")
    # One whose time is over makes room for the next one.
    _open(locked).filter(email=email, expires_at__lt=now).update(cancelled_at=now)
    with constraints_in_words(SENTENCES):
        invitation = Invitation.objects.create(
            organisation=locked,
            name=entry.name,
            email=email,
            function=entry.role.function,
            may_sign=entry.role.may_sign,
            may_edit=entry.role.may_edit,
            may_report=entry.role.may_report,
            mandate_until_on=entry.role.mandate_until_on,
            invited_by_id=inviter,
            expires_at=now + WORKS,
        )
    _record(locked, gettext_noop("Somebody was invited to act for the organisation."), actor)
    post(posting=invited(invitation), actor=actor)
    return invitation


@tried_again
@transaction.atomic
def accept_invitation(*, invitation: Invitation, actor: Actor, language: str = "pl") -> Representation:
    """The invited person acts for the organisation from now on; the link has done its work."""
    organisation = _locked(invitation.organisation_id)
    locked = _still_open(invitation)
    demand(actor, "directory.accept_invitation", locked)
    if locked.expires_at < clock.now():
        raise Refused(_("This invitation is older than 14 days. Ask for a new one."))
    if not organisation.is_active:
        raise Refused(_("The organisation is closed, so nobody acts for it."))
    person = person_with_email(email=locked.email, name=locked.name, language=language, actor=actor)
    role = RoleEntry(
        may_sign=locked.may_sign,
        may_edit=locked.may_edit,
        may_report=locked.may_report,
        function=locked.function,
        mandate_until_on=locked.mandate_until_on,
    )
    representation = write_role(
        organisation=organisation, person=person, role=role, basis=VerificationBasis.INVITED, actor=actor
    )
    locked.accepted_at = clock.now()
    locked.save(update_fields=["accepted_at"])
    return representation


@tried_again
@transaction.atomic
def cancel_invitation(*, invitation: Invitation, actor: Actor) -> Invitation:
    """The link no longer works."""
    organisation = _locked(invitation.organisation_id)
    locked = _still_open(invitation)
    demand(actor, "directory.manage_representatives", locked)
    locked.cancelled_at = clock.now()
    locked.save(update_fields=["cancelled_at"])
    _record(organisation, gettext_noop("An invitation to act for the organisation was taken back."), actor)
    return locked


@transaction.atomic
def forget_invitations(*, actor: Actor) -> int:
    """Delete the invitations that ended 30 days ago; return how many there were."""
    demand(actor, "directory.watch_mandates")
    before = clock.now() - KEPT
    ended = Q(accepted_at__lt=before) | Q(cancelled_at__lt=before) | Q(expires_at__lt=before)
    return Invitation.objects.filter(ended).delete()[0]


def _locked(organisation_id: int) -> Organisation:
    return Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=organisation_id)


def _open(organisation: Organisation) -> QuerySet[Invitation]:
    return organisation.invitations.filter(accepted_at__isnull=True, cancelled_at__isnull=True)


def _still_open(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(no_key=True, of=("self",))
    locked = rows.select_related("organisation", "invited_by").get(pk=invitation.pk)
    if locked.accepted_at is not None or locked.cancelled_at is not None:
        raise Refused(_("This invitation has been used or taken back."))
    return locked


def _record(organisation: Organisation, sentence: str, actor: Actor) -> None:
    record(subject=organisation, actor=actor, sentence=sentence, audience=Audience.PARTIES)
