"""Says who acts for an organisation, with which rights and how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory import policies as policies
from kuznia.directory.constraints import SENTENCES
from kuznia.directory.letters.roles import mandate_ended, role_given
from kuznia.directory.models import Invitation, Organisation, Representation
from kuznia.directory.rights import rights_of
from kuznia.directory.states import VerificationBasis
from kuznia.lib import clock
from kuznia.lib.constraints import constraints_in_words
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, decide, demand
from kuznia.notify.services import post
from kuznia.people.models import Person
from kuznia.people.services import add_person, end_sessions, person_with_email

RIGHTS = ("may_sign", "may_edit", "may_report")
BASES = {
    VerificationBasis.STATEMENT: gettext_noop("her or his statement"),
    VerificationBasis.EXTRACT: gettext_noop("the extract that was sent"),
    VerificationBasis.REGISTER: gettext_noop("the public register, looked up by the office"),
    VerificationBasis.MAILBOX: gettext_noop("a link read in the organisation’s mailbox"),
    VerificationBasis.KNOWN: gettext_noop("known to the office"),
    VerificationBasis.INVITED: gettext_noop("invited by a representative"),
    VerificationBasis.OFFICE: gettext_noop("appointed by the office"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEntry:
    """What a person may do for an organisation, as what, and until when."""

    may_sign: bool = False
    may_edit: bool = False
    may_report: bool = False
    function: str = ""
    mandate_until_on: date | None = None


@transaction.atomic
def appoint_representative(
    *,
    organisation: Organisation,
    person: Person,
    actor: Actor,
    may_sign: bool = False,
    may_edit: bool = False,
    may_report: bool = False,
    function: str = "",
    mandate_until_on: date | None = None,
) -> Representation:
    """The person acts for the organisation from now on and is told so; she signs in anew to do it."""
    locked = Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=organisation.pk)
    demand(actor, "directory.appoint_representative", locked)
    if not locked.is_active:
        raise Refused(_("The organisation is closed, so nobody acts for it."))
    role = RoleEntry(
        may_sign=may_sign,
        may_edit=may_edit,
        may_report=may_report,
        function=function,
        mandate_until_on=mandate_until_on,
    )
    demand_living_mandate(role)
    representation = write_role(
        organisation=locked, person=person, role=role, basis=VerificationBasis.OFFICE, actor=actor
    )
    post(posting=role_given(representation), actor=actor)
    return representation


@transaction.atomic
def invite_representative(
    *,
    organisation: Organisation,
    name: str,
    email: str,
    actor: Actor,
    may_sign: bool = False,
    may_edit: bool = False,
    may_report: bool = False,
    function: str = "",
    mandate_until_on: date | None = None,
) -> Representation:
    """Whoever signs in with this address acts for the organisation; a person nobody knew yet becomes a record.

    Without an address the person is named only, and reached by the organisation's mailbox (docs/adr/0026).
    """
    demand(actor, "directory.appoint_representative", organisation)
    if email:
        person = person_with_email(email=email, name=name, language="pl", actor=actor)
    else:
        _demand_mailbox(organisation)
        person = add_person(name=name, actor=actor)
    return appoint_representative(
        organisation=organisation,
        person=person,
        actor=actor,
        may_sign=may_sign,
        may_edit=may_edit,
        may_report=may_report,
        function=function,
        mandate_until_on=mandate_until_on,
    )


@transaction.atomic
def name_representative(
    *, organisation: Organisation, name: str, role: RoleEntry, actor: Actor
) -> Representation:
    """A representative who may sign names one who has no address of her own: the organisation's mailbox is hers too
    (docs/adr/0026)."""
    locked = Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=organisation.pk)
    demand(actor, "directory.manage_representatives", locked)
    if not locked.is_active:
        raise Refused(_("The organisation is closed, so nobody acts for it."))
    _demand_mailbox(locked)
    demand_living_mandate(role)
    person = add_person(name=name, actor=actor)
    return write_role(
        organisation=locked, person=person, role=role, basis=VerificationBasis.INVITED, actor=actor
    )


@transaction.atomic
def change_representation(
    *,
    representation: Representation,
    may_sign: bool,
    may_edit: bool,
    may_report: bool,
    actor: Actor,
    function: str = "",
    mandate_until_on: date | None = None,
) -> Representation:
    """The representative has exactly this role; her sessions end where her rights differ from those before."""
    locked = _held(representation)
    demand(actor, "directory.manage_representatives", locked)
    role = RoleEntry(
        may_sign=may_sign,
        may_edit=may_edit,
        may_report=may_report,
        function=function,
        mandate_until_on=mandate_until_on,
    )
    if locked.may_sign and not may_sign:
        _demand_other_signer(locked, actor)
        _take_back_invitations(locked)
    if mandate_until_on != locked.mandate_until_on:
        demand_living_mandate(role)
    _change_rights(locked, role, actor)
    _change_terms(locked, role, actor)
    return locked


@transaction.atomic
def end_representation(*, representation: Representation, actor: Actor) -> Representation:
    """The person no longer acts for the organisation, and her sessions end."""
    locked = _held(representation)
    demand(actor, "directory.end_representation", locked)
    _demand_other_signer(locked, actor)
    _end(locked, gettext_noop("%(person)s no longer acts for the organisation."), actor)
    return locked


@transaction.atomic
def end_mandate(*, representation: Representation, actor: Actor) -> Representation:
    """The role ends with its mandate, by the house itself, and the person is told."""
    locked = _held(representation)
    demand(actor, "directory.watch_mandates")
    _end(locked, gettext_noop("The mandate of %(person)s ended, and the role with it."), actor)
    post(posting=mandate_ended(locked), actor=actor)
    return locked


@transaction.atomic
def write_role(
    *,
    organisation: Organisation,
    person: Person,
    role: RoleEntry,
    basis: VerificationBasis,
    actor: Actor,
) -> Representation:
    """The person has the role in the organisation, whose row the caller has locked, having asked who may give it."""
    with constraints_in_words(SENTENCES):
        representation = Representation.objects.create(
            organisation=organisation,
            person=person,
            may_sign=role.may_sign,
            may_edit=role.may_edit,
            may_report=role.may_report,
            function=role.function,
            mandate_until_on=role.mandate_until_on,
            basis=basis,
        )
    is_by_office = basis == VerificationBasis.OFFICE
    sentence = (
        gettext_noop("%(person)s may act for the organisation: %(rights)s.")
        if is_by_office
        else gettext_noop("%(person)s may act for the organisation: %(rights)s. On the basis of: %(basis)s.")
    )
    _record(representation, sentence, actor, {} if is_by_office else {"basis": {"text": BASES[basis]}})
    end_sessions(person=person, actor=actor)
    return representation


def demand_living_mandate(role: RoleEntry) -> None:
    """Refuse a mandate that is over before it begins."""
    if role.mandate_until_on is not None and role.mandate_until_on < clock.today():
        raise Refused(_("The mandate must end today or later."), field="mandate_until_on")


def _demand_mailbox(organisation: Organisation) -> None:
    if not organisation.public_email:
        raise Refused(
            _("Give an e-mail of her own, or write the organisation’s public e-mail on its page first."),
            field="email",
        )


def _held(representation: Representation) -> Representation:
    """Lock the organisation, then its representation, which must not have ended meanwhile."""
    Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=representation.organisation_id)
    rows = Representation.objects.select_for_update(no_key=True, of=("self",))
    locked = rows.select_related("organisation", "person").get(pk=representation.pk)
    if locked.until_at is not None:
        raise Refused(_("This person no longer represents the organisation."))
    return locked


def _demand_other_signer(representation: Representation, actor: Actor) -> None:
    """Refuse to leave an organisation without anybody who may sign, unless the office does it knowingly."""
    if (
        not representation.may_sign
        or decide(actor, "directory.appoint_representative", representation).allowed
    ):
        return
    signers = Representation.objects.filter(
        organisation=representation.organisation_id,
        until_at__isnull=True,
        may_sign=True,
        # Who is only named, without an address, could not sign in to do it.
        person__email__isnull=False,
    )
    if not signers.exclude(pk=representation.pk).exists():
        raise Refused(_("Nobody else may sign for the organisation. Give somebody this right first."))


def _take_back_invitations(representation: Representation) -> None:
    """Let no link work whose writer may no longer invite."""
    sent = Invitation.objects.filter(
        organisation=representation.organisation_id, invited_by=representation.person_id
    )
    sent.filter(accepted_at__isnull=True, cancelled_at__isnull=True).update(cancelled_at=clock.now())


def _change_rights(locked: Representation, role: RoleEntry, actor: Actor) -> None:
    wanted = [getattr(role, name) for name in RIGHTS]
    if [getattr(locked, name) for name in RIGHTS] == wanted:
        return
    for name, given in zip(RIGHTS, wanted, strict=True):
        setattr(locked, name, given)
    locked.save(update_fields=RIGHTS)
    _record(locked, gettext_noop("The rights of %(person)s were changed: %(rights)s."), actor, {})
    end_sessions(person=locked.person, actor=actor)


def _change_terms(locked: Representation, role: RoleEntry, actor: Actor) -> None:
    """Keep as what and until when the person acts; neither signs her out."""
    if (locked.function, locked.mandate_until_on) == (role.function, role.mandate_until_on):
        return
    locked.function, locked.mandate_until_on = role.function, role.mandate_until_on
    locked.save(update_fields=["function", "mandate_until_on"])
    record(
        subject=locked.organisation,
        actor=actor,
        sentence=gettext_noop("The function or the mandate of %(person)s was changed."),
        params={"person": {"person": locked.person_id}},
        audience=Audience.PARTIES,
    )


def _end(locked: Representation, sentence: str, actor: Actor) -> None:
    locked.until_at = clock.now()
    locked.save(update_fields=["until_at"])
    _take_back_invitations(locked)
    record(
        subject=locked.organisation,
        actor=actor,
        sentence=sentence,
        params={"person": {"person": locked.person_id}},
        audience=Audience.PARTIES,
    )
    end_sessions(person=locked.person, actor=actor)


def _record(
    representation: Representation, sentence: str, actor: Actor, more: dict[str, dict[str, str]]
) -> None:
    record(
        subject=representation.organisation,
        actor=actor,
        sentence=sentence,
        params={
            "person": {"person": representation.person_id},
            "rights": {"texts": rights_of(representation)},
            **more,
        },
        audience=Audience.PARTIES,
    )
