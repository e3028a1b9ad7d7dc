"""Who may do what in the directory. The county's officers cover every gmina, a gmina's officers their own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kuznia.directory.models import (
    Authority,
    Claim,
    ImportRun,
    Invitation,
    Municipality,
    Organisation,
    Post,
    Representation,
    Room,
    Venue,
)
from kuznia.directory.states import UNLISTED, ClaimProof
from kuznia.lib.policy import (
    Actor,
    ForAuthority,
    ForOrganisation,
    LinkHolder,
    acts_for_county,
    declare_rule,
    is_administrator,
    is_county_administrator,
    is_officer,
    is_system,
    person_id_of,
)


def may_see_organisation(actor: Actor, organisation: object) -> bool:
    """True for everybody where the directory tells of it, the closed ones too; what waits for the office or was not
    taken in is there for the officers who cover its gmina and for whoever applied."""
    if not isinstance(organisation, Organisation):
        return False
    return (
        organisation.state not in UNLISTED
        or may_keep_organisation(actor, organisation)
        or _has_applied(actor, organisation)
    )


def may_enter_desk(actor: Actor, _subject: object) -> bool:
    """True for officers and administrators of any office."""
    return is_officer(actor)


def may_keep_organisation(actor: Actor, organisation: object) -> bool:
    """True for officers whose office covers the organisation's gmina, and for the house's own jobs."""
    return isinstance(organisation, Organisation) and (
        is_system(actor) or _covers(actor, organisation.municipality_id)
    )


def may_edit_organisation(actor: Actor, organisation: object) -> bool:
    """True for the same officers, and for a representative who may edit this very organisation."""
    if not isinstance(organisation, Organisation):
        return False
    return may_keep_organisation(actor, organisation) or (
        _acts_for(actor, organisation.pk) and isinstance(actor, ForOrganisation) and actor.may_edit
    )


def may_see_representatives(actor: Actor, subject: object) -> bool:
    """True for officers whose office covers the organisation, and for its own representatives."""
    organisation = subject.organisation if isinstance(subject, Representation) else subject
    if not isinstance(organisation, Organisation):
        return False
    return may_keep_organisation(actor, organisation) or _acts_for(actor, organisation.pk)


def may_appoint_representative(actor: Actor, subject: object) -> bool:
    """True for officers whose office covers the organisation."""
    organisation = subject.organisation if isinstance(subject, Representation | Invitation) else subject
    return may_keep_organisation(actor, organisation)


def may_look_for_duplicates(actor: Actor, _subject: object) -> bool:
    """True for officers of any office, and for the house's own jobs."""
    return is_system(actor) or is_officer(actor)


def may_manage_representatives(actor: Actor, subject: object) -> bool:
    """True for the same officers, and for a representative of this very organisation who may sign."""
    organisation_id = subject.pk if isinstance(subject, Organisation) else _organisation_id(subject)
    return may_appoint_representative(actor, subject) or (
        isinstance(actor, ForOrganisation) and actor.may_sign and actor.organisation_id == organisation_id
    )


def may_invite_representative(actor: Actor, organisation: object) -> bool:
    """True for the same people, but not for the house: an invitation is signed by a person."""
    return person_id_of(actor) is not None and may_manage_representatives(actor, organisation)


def may_end_representation(actor: Actor, subject: object) -> bool:
    """True for whoever manages the representatives, and for the person herself."""
    return may_manage_representatives(actor, subject) or (
        isinstance(subject, Representation) and _is_herself(actor, subject.person_id)
    )


def may_accept_invitation(actor: Actor, invitation: object) -> bool:
    """True for whoever holds the link to this very invitation."""
    return (
        isinstance(invitation, Invitation)
        and isinstance(actor, LinkHolder)
        and actor.opens == f"directory.invitation:{invitation.pk}"
    )


def may_claim_organisation(actor: Actor, _subject: object) -> bool:
    """True for every signed-in person."""
    return person_id_of(actor) is not None


def may_see_claim(actor: Actor, claim: object) -> bool:
    """True for the officers who cover the organisation, and for whoever made the claim."""
    return isinstance(claim, Claim) and (
        may_decide_claim(actor, claim) or _is_herself(actor, claim.person_id)
    )


def may_decide_claim(actor: Actor, subject: object) -> bool:
    """True for officers whose office covers the organisation."""
    organisation = subject.organisation if isinstance(subject, Claim) else subject
    return may_keep_organisation(actor, organisation)


def may_confirm_claim(actor: Actor, claim: object) -> bool:
    """True for whoever holds the link that went to the address of the organisation."""
    return (
        isinstance(claim, Claim)
        and claim.proof == ClaimProof.MAILBOX
        and isinstance(actor, LinkHolder)
        and actor.opens == f"directory.claim:{claim.pk}"
    )


def may_withdraw_claim(actor: Actor, claim: object) -> bool:
    """True for whoever made the claim, and for the house, when she is erased."""
    return isinstance(claim, Claim) and (is_system(actor) or _is_herself(actor, claim.person_id))


def may_withdraw_application(actor: Actor, organisation: object) -> bool:
    """True for whoever applied for the organisation, and for the house, when she is erased."""
    return isinstance(organisation, Organisation) and (is_system(actor) or _has_applied(actor, organisation))


def may_manage_posts(actor: Actor, subject: object) -> bool:
    """True for the county's administrators everywhere, for a gmina's in their own office; not for who stands in:
    what she gives would outlast her days."""
    authority_id = subject.authority_id if isinstance(subject, Post) else getattr(subject, "pk", None)
    return is_system(actor) or (
        isinstance(actor, ForAuthority)
        and is_administrator(actor)
        and not actor.stands_in
        and (acts_for_county(actor) or actor.authority_id == authority_id)
    )


def may_edit_county(actor: Actor, subject: object) -> bool:
    """True for administrators of the county office."""
    return (
        isinstance(subject, Authority)
        and subject.is_county
        and (is_system(actor) or is_county_administrator(actor))
    )


def may_edit_gmina(actor: Actor, subject: object) -> bool:
    """True for administrators of the county office, and for those of the gmina's own."""
    return isinstance(subject, Municipality) and (
        is_system(actor) or (is_administrator(actor) and _covers(actor, subject.pk))
    )


def may_enter_county_page(actor: Actor, _subject: object) -> bool:
    """True for administrators, of the county for all of it, of a gmina for the people of their office."""
    return is_administrator(actor)


def may_edit_venue(actor: Actor, subject: object) -> bool:
    """True for officers whose office covers the gmina of the venue."""
    venue = subject.venue if isinstance(subject, Room) else subject
    return isinstance(venue, Venue) and (is_system(actor) or _covers(actor, venue.municipality_id))


def may_import_organisations(actor: Actor, _subject: object) -> bool:
    """True for officers of any office, and for the house itself, which imports from the command line."""
    return is_officer(actor) or is_system(actor)


def may_see_import(actor: Actor, run: object) -> bool:
    """True for the county’s officers, for those of the gmina office that sent the table, and for the house."""
    if not isinstance(run, ImportRun):
        return False
    if is_system(actor):
        return True
    if not (isinstance(actor, ForAuthority) and is_officer(actor)):
        return False
    return acts_for_county(actor) or actor.authority_id == run.authority_id


def may_forget_tables(actor: Actor, _subject: object) -> bool:
    """True for the house’s own jobs."""
    return is_system(actor)


def may_set_up_county(actor: Actor, _subject: object) -> bool:
    """True for the house itself: the county is set up from the command line."""
    return is_system(actor)


def may_watch_mandates(actor: Actor, _subject: object) -> bool:
    """True for the house's own jobs."""
    return is_system(actor)


def _covers(actor: Actor, municipality_id: int | None) -> bool:
    if not (isinstance(actor, ForAuthority) and is_officer(actor)):
        return False
    return acts_for_county(actor) or actor.municipality_id == municipality_id


def _organisation_id(subject: object) -> int | None:
    return subject.organisation_id if isinstance(subject, Representation | Invitation) else None


def _is_herself(actor: Actor, person_id: int) -> bool:
    return person_id_of(actor) == person_id


def _has_applied(actor: Actor, organisation: Organisation) -> bool:
    person_id = person_id_of(actor)
    return (
        person_id is not None
        and Claim.objects.filter(organisation=organisation, person_id=person_id, founds=True).exists()
    )


def _acts_for(actor: Actor, organisation_id: int | None) -> bool:
    return isinstance(actor, ForOrganisation) and actor.organisation_id == organisation_id


_COVERED = _("Only officers of the county or of the organisation’s gmina may do that.")

declare_rule("directory.see_organisation", may_see_organisation, _("There is no such organisation."))
declare_rule(
    "directory.enter_desk",
    may_enter_desk,
    _("This page is for officers. If you are one, choose first that you act for your office."),
)
declare_rule(
    "directory.add_organisation",
    may_keep_organisation,
    _("Only officers add organisations, those of a gmina in their own gmina."),
)
declare_rule(
    "directory.edit_organisation",
    may_edit_organisation,
    _(
        "Only its representative who may edit, or an officer of the county or of its gmina, changes an organisation."
    ),
)
declare_rule(
    "directory.edit_identity",
    may_keep_organisation,
    _(
        "Only officers change the name, kind, gmina, register numbers and public-benefit status; write to the office."
    ),
)
declare_rule(
    "directory.claim_organisation", may_claim_organisation, _("Sign in first: the office must know who asks.")
)
declare_rule("directory.see_claim", may_see_claim, _("There is no such claim."))
declare_rule("directory.decide_claim", may_decide_claim, _COVERED)
declare_rule(
    "directory.confirm_claim",
    may_confirm_claim,
    _("Only whoever reads the mail of the organisation confirms this claim."),
)
declare_rule(
    "directory.withdraw_claim", may_withdraw_claim, _("Only whoever made the claim may withdraw it.")
)
declare_rule(
    "directory.withdraw_application",
    may_withdraw_application,
    _("Only whoever made the claim may withdraw it."),
)
declare_rule("directory.merge_organisations", may_keep_organisation, _COVERED)
declare_rule(
    "directory.look_for_duplicates",
    may_look_for_duplicates,
    _("Only officers look for records of the same organisation."),
)
declare_rule("directory.close_organisation", may_keep_organisation, _COVERED)
declare_rule("directory.change_memberships", may_keep_organisation, _COVERED)
declare_rule("directory.see_representatives", may_see_representatives, _COVERED)
declare_rule("directory.appoint_representative", may_appoint_representative, _COVERED)
declare_rule(
    "directory.manage_representatives",
    may_manage_representatives,
    _("Only a representative who may sign, or an officer, says who acts for the organisation."),
)
declare_rule(
    "directory.invite_representative",
    may_invite_representative,
    _("Only a representative who may sign, or an officer, says who acts for the organisation."),
)
declare_rule(
    "directory.watch_mandates",
    may_watch_mandates,
    _("Mandates and invitations end by themselves, by the house."),
)
declare_rule(
    "directory.end_representation",
    may_end_representation,
    _("Only a representative who may sign, an officer, or the person herself ends this role."),
)
declare_rule(
    "directory.accept_invitation",
    may_accept_invitation,
    _("Only whoever was invited may accept the invitation."),
)
declare_rule(
    "directory.manage_posts", may_manage_posts, _("Only an administrator gives and ends roles in an office.")
)
declare_rule(
    "directory.edit_county",
    may_edit_county,
    _("Only an administrator of the county office changes the county’s data."),
)
declare_rule(
    "directory.edit_gmina",
    may_edit_gmina,
    _("Only an administrator changes what is kept of a gmina, that of a gmina office of its own gmina."),
)
declare_rule("directory.enter_county_page", may_enter_county_page, _("This page is for administrators."))
declare_rule(
    "directory.edit_venue",
    may_edit_venue,
    _("Only officers change venues and rooms, those of a gmina in their own gmina."),
)
declare_rule(
    "directory.set_up_county", may_set_up_county, _("A county is set up with the command init_county.")
)
declare_rule(
    "directory.import_organisations",
    may_import_organisations,
    _("Only officers import organisations, those of a gmina in their own gmina."),
)
declare_rule(
    "directory.see_import",
    may_see_import,
    _("Only the office that sent this table and the county’s office see its import."),
)
declare_rule(
    "directory.forget_tables", may_forget_tables, _("Tables are forgotten by Kuźnia itself, after 30 days.")
)
