"""What the house writes to people about the roles that they are given, invited to, and lose."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuznia.directory.letters.writing import (
    POLISH,
    address_of,
    office_covering,
    persons_language,
    spoken_language,
    written_in,
)
from kuznia.directory.links import invitation_url, page_url
from kuznia.directory.models import Invitation, Post, Representation
from kuznia.directory.rights import rights_in_words
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting
from kuznia.ui import dates

LAST_WEEK = 7


def _polish(invitation: Invitation) -> str:
    # Nobody knows yet which language she reads; the page of the link has both.
    del invitation
    return POLISH


@written_in(_polish)
def invited(invitation: Invitation) -> Posting:
    """Ask the invited person to take the role, by a link that works once and for 14 days."""
    names = {"inviter": invitation.invited_by.name, "organisation": invitation.organisation.name}
    letter = Letter(
        subject=_("%(inviter)s invites you to act for “%(organisation)s”") % names,
        preheader=_("Take the role with one button until %(day)s.")
        % {"day": dates.day_and_year(invitation.expires_at)},
        heading=_("Will you act for the organisation?"),
        paragraphs=(
            _("%(inviter)s, who represents “%(organisation)s”, invites you to act for it on this site.")
            % names,
            _("If you don’t want to, do nothing. The invitation ends by itself."),
        ),
        facts=(
            (_("Organisation"), invitation.organisation.name),
            (_("What you may do"), ", ".join(rights_in_words(invitation))),
            (_("The link works until"), dates.dated_moment(invitation.expires_at)),
        ),
        button=(_("See the invitation"), invitation_url(invitation, spoken_language())),
        closing=(),
        reason=_("You get this e-mail because a representative of the organisation gave this address."),
    )
    return Posting(
        letter=letter,
        to=invitation.email,
        authority_id=office_covering(invitation.organisation),
        matter=f"directory.invitation:{invitation.pk}",
        language=spoken_language(),
    )


@written_in(persons_language)
def role_given(representation: Representation) -> Posting:
    """Tell the person that the office let her act for an organisation."""
    organisation = representation.organisation
    return _about(
        representation,
        "given",
        subject=_("You may act for “%(name)s”") % {"name": organisation.name},
        heading=_("You act for an organisation from now on"),
        paragraphs=(
            _(
                "The office noted that you act for “%(name)s”. Sign in with this address and choose the role on "
                "your page."
            )
            % {"name": organisation.name},
            _("If this is a mistake, write to the office: it ends the role at once."),
        ),
    )


@written_in(persons_language)
def mandate_ends(representation: Representation, *, today: date) -> Posting:
    """Remind the person of the end of her mandate, once in its last month and once in its last week."""
    organisation = representation.organisation
    ends_on = representation.mandate_until_on
    assert ends_on is not None  # noqa: S101 - only mandates with an end are reminded of
    days = (ends_on - today).days
    subject = ngettext(
        "Your mandate ends in %(days)d day: %(name)s",
        "Your mandate ends in %(days)d days: %(name)s",
        days,
    )
    return _about(
        representation,
        f"ends:{ends_on.isoformat()}:{'last' if days <= LAST_WEEK else 'first'}",
        subject=subject % {"days": days, "name": organisation.name},
        heading=_("Your mandate is about to end"),
        paragraphs=(
            _("Your mandate in “%(name)s” ends on %(day)s. After that day you no longer act for it here.")
            % {"name": organisation.name, "day": dates.day_and_year(ends_on)},
            _("If you were elected again, let somebody who may sign, or the office, write down the new day."),
        ),
    )


@written_in(persons_language)
def mandate_ended(representation: Representation) -> Posting:
    """Tell the person that her mandate is over and the role with it."""
    organisation = representation.organisation
    return _about(
        representation,
        "ended",
        subject=_("Your mandate has ended: %(name)s") % {"name": organisation.name},
        heading=_("Your mandate has ended"),
        paragraphs=(
            _("You no longer act for “%(name)s” on this site. What you did in its name stays in the history.")
            % {"name": organisation.name},
            _(
                "If you were elected again, let somebody who may sign invite you, or claim the organisation anew."
            ),
        ),
        button=(_("See its page"), page_url("organisation", [organisation.slug], spoken_language())),
    )


@written_in(persons_language)
def post_given(post: Post) -> Posting:
    """Tell the person that she has a role in an office."""
    letter = Letter(
        subject=_("Your role in the office: %(office)s") % {"office": post.authority.name},
        preheader=_("Sign in with this address. An application that gives codes will be asked for."),
        heading=_("You have a role in the office"),
        paragraphs=(
            _(
                "Sign in with this address. Whoever acts for an office also confirms with an application that gives "
                "codes; the site shows how to set it up."
            ),
            _("If this is a mistake, write to the administrator of the office."),
        ),
        facts=((_("Office"), post.authority.name), (_("Role"), str(post.get_role_display()))),
        closing=(),
        reason=_("You get this e-mail because an administrator gave you a role on this site."),
    )
    return Posting(
        letter=letter,
        to=post.person.email or "",
        person=post.person,
        authority_id=post.authority_id,
        matter=f"directory.post:{post.pk}:given",
        language=spoken_language(),
    )


def _about(
    representation: Representation,
    matter: str,
    *,
    subject: str,
    heading: str,
    paragraphs: tuple[str, ...],
    button: tuple[str, str] | None = None,
) -> Posting:
    organisation = representation.organisation
    own_page = page_url("my-organisation", [organisation.slug], spoken_language())
    letter = Letter(
        subject=subject,
        preheader=paragraphs[0],
        heading=heading,
        paragraphs=paragraphs,
        facts=(
            (_("Organisation"), organisation.name),
            (_("What you may do"), ", ".join(rights_in_words(representation))),
        ),
        button=button or (_("Go to the organisation"), own_page),
        closing=(),
        reason=_("You get this e-mail because you act or acted for an organisation on this site."),
    )
    return Posting(
        letter=letter,
        to=address_of(representation),
        person=representation.person,
        authority_id=office_covering(organisation),
        matter=f"directory.representation:{representation.pk}:{matter}",
        language=spoken_language(),
    )
