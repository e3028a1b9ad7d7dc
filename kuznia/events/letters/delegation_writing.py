"""How a letter about a delegation is written and addressed: to its contact, with all its people."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kuznia.events.links import delegation_url
from kuznia.events.models import Delegation
from kuznia.events.queries import Member, members_of
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting
from kuznia.ui import dates


def posting_to_contact(delegation: Delegation, letter: Letter, *, matter: str) -> Posting:
    """Address the letter to the contact; `matter` is what it tells of this delegation."""
    return Posting(
        letter=letter,
        to=delegation.contact.email or "",
        person=delegation.contact,
        authority_id=delegation.event.authority_id,
        matter=f"events.delegation:{delegation.pk}:{matter}",
        language=delegation.language,
    )


def contact_letter(
    delegation: Delegation,
    *,
    subject: str,
    preheader: str,
    heading: str,
    paragraphs: tuple[str, ...],
    button: str,
    url: str = "",
    closing: tuple[str, ...] = (),
) -> Letter:
    """Return a letter with the facts of the delegation; its button opens the list unless `url` is given."""
    return Letter(
        subject=subject % {"title": delegation.event.spoken_title},
        preheader=preheader,
        heading=heading,
        paragraphs=paragraphs,
        facts=tuple(_facts(delegation)),
        button=(button, url or delegation_url(delegation)),
        closing=closing,
        reason=_("You get this e-mail because this address was given as the contact of a delegation."),
        reply_to=delegation.event.contact_email,
    )


def _facts(delegation: Delegation) -> list[tuple[str, str]]:
    event = delegation.event
    facts = [
        (_("What"), event.spoken_title),
        (_("When"), dates.full_moment(event.starts_at)),
        (_("Where"), f"{event.venue.name}, {event.venue.address}"),
    ]
    people = enumerate(members_of(delegation), start=1)
    facts += [
        (_("Person %(number)d") % {"number": number}, _member_words(member)) for number, member in people
    ]
    return [*facts, (_("Code of the delegation"), delegation.code)]


def _member_words(member: Member) -> str:
    chosen = [session.spoken_title for session in member.sessions]
    words = [member.registration.name, *chosen, str(member.state.label)]
    if member.is_waiting:
        words.append(_("place in the queue: %(place)s") % {"place": member.place})
    if member.offered_until:
        words.append(_("offered until %(until)s") % {"until": dates.moment(member.offered_until)})
    return ", ".join(words)
