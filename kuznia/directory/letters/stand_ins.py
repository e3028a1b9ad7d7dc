"""What the house writes to who stands in for a colleague: when she is named, and when it is called off."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kuznia.directory.letters.writing import persons_language, spoken_language, written_in
from kuznia.directory.models import StandIn
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting
from kuznia.ui import dates


@written_in(persons_language)
def stand_in_named(stand_in: StandIn) -> Posting:
    """Tell the person for whom she stands in, on which days, and how she signs in."""
    days = {"since": dates.day_and_year(stand_in.since_on), "until": dates.day_and_year(stand_in.until_on)}
    return _about(
        stand_in,
        "named",
        subject=_("You stand in at the office: %(office)s"),
        preheader=_("From %(since)s to %(until)s. It ends by itself.") % days,
        heading=_("You stand in for a colleague"),
        paragraphs=(
            _(
                "On the days below you may do what the holder of the role may. Choose the office on your page; after "
                "the last day the role leaves you by itself."
            ),
            _(
                "Sign in with this address. Whoever acts for an office also confirms with an application that gives "
                "codes; the site shows how to set it up."
            ),
            _("If this is a mistake, write to the administrator of the office."),
        ),
    )


@written_in(persons_language)
def stand_in_ended(stand_in: StandIn) -> Posting:
    """Tell the person that she stands in no longer, although her last day has not come."""
    return _about(
        stand_in,
        "ended",
        subject=_("You no longer stand in: %(office)s"),
        preheader=_("You need to do nothing."),
        heading=_("Your standing in was called off"),
        paragraphs=(
            _(
                "You no longer stand in for the person below. What was done in her or his role stays in the history."
            ),
            _("If this is a mistake, write to the administrator of the office."),
        ),
    )


def _about(
    stand_in: StandIn,
    matter: str,
    *,
    subject: str,
    preheader: str,
    heading: str,
    paragraphs: Sequence[str],
) -> Posting:
    post = stand_in.post
    letter = Letter(
        subject=subject % {"office": post.authority.name},
        preheader=preheader,
        heading=heading,
        paragraphs=paragraphs,
        facts=(
            (_("Office"), post.authority.name),
            (_("Role"), str(post.get_role_display())),
            (_("Holder of the role"), post.person.name),
            (_("First day"), dates.day_and_year(stand_in.since_on)),
            (_("Last day"), dates.day_and_year(stand_in.until_on)),
        ),
        closing=(),
        reason=_("You get this e-mail because an administrator named you as a stand-in on this site."),
    )
    return Posting(
        letter=letter,
        to=stand_in.person.email or "",
        person=stand_in.person,
        authority_id=post.authority_id,
        matter=f"directory.stand_in:{stand_in.pk}:{matter}",
        language=spoken_language(),
    )
