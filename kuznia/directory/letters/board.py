"""What the house writes to those who keep a board about its mandates that end."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuznia.directory.letters.writing import (
    address_of,
    office_covering,
    persons_language,
    spoken_language,
    written_in,
)
from kuznia.directory.links import page_url
from kuznia.directory.models import BoardMember, Representation
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting
from kuznia.ui import dates


@written_in(persons_language)
def board_mandates_end(keeper: Representation, *, members: Sequence[BoardMember]) -> Posting:
    """Tell her which mandates of the board end soon, all of them in one letter."""
    name, count = keeper.organisation.name, len(members)
    subject = ngettext(
        "A mandate in the board is about to end: %(name)s",
        "Mandates in the board are about to end: %(name)s",
        count,
    )
    first = ngettext(
        "A mandate in the board of “%(name)s” is about to end.",
        "%(count)d mandates in the board of “%(name)s” are about to end.",
        count,
    )
    return _about(
        keeper,
        members,
        matter="ends",
        subject=subject % {"name": name},
        heading=ngettext(
            "A mandate in the board is about to end", "Mandates in the board are about to end", count
        ),
        paragraph=first % {"name": name, "count": count},
    )


@written_in(persons_language)
def board_mandates_ended(keeper: Representation, *, members: Sequence[BoardMember]) -> Posting:
    """Tell her which mandates of the board have ended and still stand on the page."""
    name, count = keeper.organisation.name, len(members)
    subject = ngettext(
        "A mandate in the board has ended: %(name)s", "Mandates in the board have ended: %(name)s", count
    )
    first = ngettext(
        "A mandate in the board of “%(name)s” has ended. The public page still shows the person.",
        "%(count)d mandates in the board of “%(name)s” have ended. The public page still shows the people.",
        count,
    )
    return _about(
        keeper,
        members,
        matter="ended",
        subject=subject % {"name": name},
        heading=ngettext("A mandate in the board has ended", "Mandates in the board have ended", count),
        paragraph=first % {"name": name, "count": count},
    )


def _about(
    keeper: Representation,
    members: Sequence[BoardMember],
    *,
    matter: str,
    subject: str,
    heading: str,
    paragraph: str,
) -> Posting:
    organisation = keeper.organisation
    what_to_do = _(
        "Enter the new term of whoever was elected again, and end the function of whoever was not."
    )
    letter = Letter(
        subject=subject,
        preheader=what_to_do,
        heading=heading,
        paragraphs=(paragraph, what_to_do),
        facts=[_fact(member) for member in members],
        button=(_("Open the board"), page_url("board", [organisation.slug], spoken_language())),
        closing=(),
        reason=_("You get this e-mail because you may change the organisation’s page on this site."),
    )
    # A mandate stands in one letter about one day of its end, so the first one names the letter.
    first = members[0]
    return Posting(
        letter=letter,
        to=address_of(keeper),
        person=keeper.person,
        authority_id=office_covering(organisation),
        matter=f"directory.board:{first.pk}:{matter}:{first.until_on}:{keeper.person_id}",
        language=spoken_language(),
    )


def _fact(member: BoardMember) -> tuple[str, str]:
    assert member.until_on is not None  # noqa: S101 - only mandates with an end are written about
    words = _("%(name)s, mandate until %(day)s")
    return member.function, words % {"name": member.name, "day": dates.day_and_year(member.until_on)}
