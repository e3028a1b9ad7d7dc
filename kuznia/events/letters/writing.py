"""How a letter about a sign-up is written and addressed: in its language, with its facts, once per matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from kuznia.events.ics import invitation
from kuznia.events.links import registration_url
from kuznia.events.models import Delegation, Event, Registration, Session
from kuznia.events.queries import in_order, places_of
from kuznia.events.queries.waiting import QueuePlace, live_wishes, queue_places
from kuznia.notify.letters import Attachment, Letter
from kuznia.notify.registry import Posting
from kuznia.ui import dates


def in_its_language(text: Callable[..., Letter]) -> Callable[..., Letter]:
    """Write the letter in the language in which the person, or the delegation, was signed up."""

    @wraps(text)
    def written(signed_up: Registration | Delegation, *args: Any) -> Letter:
        with override(signed_up.language):
            return text(signed_up, *args)

    return written


def posting_of(registration: Registration, letter: Letter, *, matter: str) -> Posting:
    """Address the letter to the person who signed up; `matter` is what it tells of this sign-up.

    Whoever is named in a delegation gets nothing: its contact does. Whoever has no address gets nothing at all.
    """
    delegation = registration.delegation
    reader = registration.person if delegation is None else delegation.contact
    return Posting(
        letter=letter,
        to=reader.email or "",
        person=reader,
        authority_id=registration.event.authority_id,
        matter=f"events.registration:{registration.pk}:{matter}",
        language=registration.language,
    )


def stamp(instant: datetime | None) -> str:
    """Return the instant as a part of a matter, so that another such act is another letter."""
    return instant.astimezone(UTC).isoformat() if instant else ""


def letter_of(
    registration: Registration,
    *,
    subject: str,
    preheader: str,
    heading: str,
    paragraphs: tuple[str, ...],
    button: str,
    url: str = "",
    closing: tuple[str, ...] = (),
    sessions: Sequence[Session] | None = None,
) -> Letter:
    """Return a letter with the facts of the sign-up; its button opens the sign-up unless `url` is given.

    Whoever knows the chosen sessions already gives them; else they are read.
    """
    chosen = places_of(registration) if sessions is None else in_order(sessions)
    return Letter(
        subject=subject,
        preheader=preheader,
        heading=heading,
        paragraphs=paragraphs,
        facts=tuple(_facts(registration, chosen)),
        button=(button, url or registration_url(registration)),
        closing=closing,
        reason=_("You get this e-mail because this address was given when signing up for the event."),
        reply_to=registration.event.contact_email,
    )


def _facts(registration: Registration, sessions: Sequence[Session]) -> list[tuple[str, str]]:
    event = registration.event
    facts = [
        (_("What"), event.spoken_title),
        (_("When"), dates.full_moment(event.starts_at)),
        (_("Where"), f"{event.venue.name}, {event.venue.address}"),
        (_("Who"), registration.name),
    ]
    facts += [(_("Your choice"), session.spoken_title) for session in sessions]
    return [*facts, *_waits(registration), (_("Sign-up code"), registration.code)]


def _waits(registration: Registration) -> list[tuple[str, str]]:
    """Return for what the person waits and in which place of the queue."""
    if registration.is_waiting:
        return [(_("Place in the queue"), queue_words(place)) for place in queue_places(registration)]
    wishes = live_wishes(registration) if registration.event.has_waiting_list else []
    return [(_("You wait for"), wish.session.spoken_title) for wish in wishes]


def queue_words(place: QueuePlace) -> str:
    """Return a place in a queue in words: its number, and for which session."""
    if place.session is None:
        return str(place.number)
    return _("%(title)s: %(number)d") % {"title": place.session.spoken_title, "number": place.number}


def calendar_of(event: Event) -> Attachment:
    """Return the event as a calendar file."""
    return Attachment(filename=f"{event.slug}.ics", content_type="text/calendar", text=invitation(event))
