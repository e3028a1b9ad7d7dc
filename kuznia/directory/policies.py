"""Who may do what in the directory. The county's officers cover every gmina, a gmina's officers their own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kuznia.directory.models import Authority, Municipality, Organisation, Post, Representation, Room, Venue
from kuznia.lib.policy import (
    Actor,
    ForAuthority,
    ForOrganisation,
    declare_rule,
    is_administrator,
    is_officer,
    is_system,
)


def may_see_organisation(_actor: Actor, organisation: object) -> bool:
    """True for everybody: the directory is public, the closed ones stay readable."""
    return isinstance(organisation, Organisation)


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
    organisation = subject.organisation if isinstance(subject, Representation) else subject
    return may_keep_organisation(actor, organisation)


def may_look_for_duplicates(actor: Actor, _subject: object) -> bool:
    """True for officers of any office, and for the house's own jobs."""
    return is_system(actor) or is_officer(actor)


def may_manage_posts(actor: Actor, subject: object) -> bool:
    """True for the county's administrators everywhere, for a gmina's in their own office."""
    authority_id = subject.authority_id if isinstance(subject, Post) else getattr(subject, "pk", None)
    return is_system(actor) or (
        isinstance(actor, ForAuthority)
        and is_administrator(actor)
        and (actor.municipality_id is None or actor.authority_id == authority_id)
    )


def may_edit_county(actor: Actor, subject: object) -> bool:
    """True for administrators of the county office."""
    return isinstance(subject, Authority) and (
        is_system(actor)
        or (isinstance(actor, ForAuthority) and is_administrator(actor) and actor.authority_id == subject.pk)
    )


def may_edit_gmina(actor: Actor, subject: object) -> bool:
    """True for administrators of the county office, and for those of the gmina's own."""
    return isinstance(subject, Municipality) and (
        is_system(actor)
        or (
            isinstance(actor, ForAuthority)
            and is_administrator(actor)
            and actor.municipality_id in {None, subject.pk}
        )
    )


def may_enter_county_page(actor: Actor, _subject: object) -> bool:
    """True for administrators, of the county for all of it, of a gmina for the people of their office."""
    return is_administrator(actor)


def may_edit_venue(actor: Actor, subject: object) -> bool:
    """True for officers whose office covers the gmina of the venue."""
    venue = subject.venue if isinstance(subject, Room) else subject
    return isinstance(venue, Venue) and (is_system(actor) or _covers(actor, venue.municipality_id))


def may_set_up_county(actor: Actor, _subject: object) -> bool:
    """True for the house itself: the county is set up from the command line."""
    return is_system(actor)


def _covers(actor: Actor, municipality_id: int | None) -> bool:
    if not (isinstance(actor, ForAuthority) and is_officer(actor)):
        return False
    return actor.municipality_id is None or actor.municipality_id == municipality_id


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
declare_rule("directory.decide_claim", may_keep_organisation, _COVERED)
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
