"""What the house writes to participants: one letter per person and matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from kuznia.audit.queries import spoken
from kuznia.events.ics import invitation
from kuznia.events.links import event_url, registration_url
from kuznia.events.models import Event, Registration
from kuznia.events.queries import places_of
from kuznia.events.states import RegistrationState
from kuznia.notify.letters import Attachment, Letter
from kuznia.notify.registry import Posting
from kuznia.ui import dates

Changes = Sequence[tuple[str, dict[str, Any]]]


def _in_its_language(text: Callable[..., Letter]) -> Callable[..., Letter]:
    """Write the letter in the language in which its person signed up."""

    @wraps(text)
    def written(registration: Registration, *args: Any) -> Letter:
        with override(registration.language):
            return text(registration, *args)

    return written


def signed_up(registration: Registration) -> Posting:
    """Ask for confirmation, or confirm at once whoever was signed in."""
    if registration.state == RegistrationState.CONFIRMED:
        return confirmed(registration)
    return _posting(registration, _confirm(registration), matter="confirm")


def exists(registration: Registration, *, at: datetime) -> Posting:
    """Tell the owner of the address that she has signed up already, at most once an hour, however often it is typed."""
    hour = at.astimezone(UTC).strftime("%Y%m%d%H")
    return _posting(registration, _exists(registration), matter=f"exists:{hour}")


def confirmed(registration: Registration) -> Posting:
    """Tell that the seat is sure, with the event as a calendar file."""
    matter = f"confirmed:{_stamp(registration.confirmed_at)}"
    return _posting(registration, _confirmed(registration), matter=matter)


def changed(registration: Registration, *, at: datetime) -> Posting:
    """Tell what the sign-up says now that its person changed it."""
    return _posting(registration, _changed(registration), matter=f"changed:{_stamp(at)}")


def cancelled(registration: Registration) -> Posting:
    """Tell that the sign-up has ended and its seat is free."""
    return _posting(registration, _cancelled(registration), matter="cancelled")


def expired(registration: Registration) -> Posting:
    """Tell that nobody confirmed in time and how to try again."""
    return _posting(registration, _expired(registration), matter=f"expired:{_stamp(registration.ended_at)}")


def event_changed(registration: Registration, *, version: int, changes: Changes) -> Posting:
    """Tell what has changed in the event, once per change."""
    return _posting(registration, _event_changed(registration, changes), matter=f"event-changed:{version}")


def event_cancelled(registration: Registration, *, reason: str) -> Posting:
    """Tell that the event will not take place, and why."""
    return _posting(registration, _event_cancelled(registration, reason), matter="event-cancelled")


def _posting(registration: Registration, letter: Letter, *, matter: str) -> Posting:
    return Posting(
        letter=letter,
        to=registration.person.email or "",
        person=registration.person,
        matter=f"events.registration:{registration.pk}:{matter}",
        language=registration.language,
    )


def _stamp(instant: datetime | None) -> str:
    return instant.astimezone(UTC).isoformat() if instant else ""


@_in_its_language
def _confirm(registration: Registration) -> Letter:
    event = registration.event
    until = dates.moment(registration.held_until) if registration.held_until else ""
    return _letter(
        registration,
        subject=_("Confirm your seat: %(title)s") % {"title": event.spoken_title},
        preheader=_("We hold the seat until %(until)s. One click confirms it.") % {"until": until},
        heading=_("One click and the seat is yours"),
        paragraphs=(
            _("We hold your seat until %(until)s. After that it goes back to others.") % {"until": until},
            _(
                "On the page that opens, press “Confirm the seat”. There you can also change or cancel your sign-up."
            ),
        ),
        button=_("Confirm the seat"),
        closing=(_("It was not you? Do nothing: the seat will be freed."),),
    )


@_in_its_language
def _exists(registration: Registration) -> Letter:
    event = registration.event
    return _letter(
        registration,
        subject=_("You have signed up already: %(title)s") % {"title": event.spoken_title},
        preheader=_("Nothing has changed. See or change your sign-up."),
        heading=_("You have signed up already"),
        paragraphs=(
            _(
                "Somebody, probably you, filled in the sign-up form again with this address. Nothing has changed."
            ),
            _("This is what we have:"),
        ),
        button=_("See or change the sign-up"),
        closing=(_("It was not you? Do nothing."),),
    )


@_in_its_language
def _confirmed(registration: Registration) -> Letter:
    event = registration.event
    letter = _letter(
        registration,
        subject=_("You are signed up: %(title)s") % {"title": event.spoken_title},
        preheader=_("The seat is yours. You need to do nothing more."),
        heading=_("The seat is yours"),
        paragraphs=(_("You need to do nothing more. The calendar file is attached."),),
        button=_("See or change the sign-up"),
        closing=(_("You can’t come? Cancel on the same page, so that somebody else gets the seat."),),
    )
    return replace(letter, attachments=(_calendar(event),))


@_in_its_language
def _changed(registration: Registration) -> Letter:
    return _letter(
        registration,
        subject=_("Your sign-up was changed: %(title)s") % {"title": registration.event.spoken_title},
        preheader=_("This is what your sign-up says now."),
        heading=_("Your sign-up was changed"),
        paragraphs=(_("This is what it says now:"),),
        button=_("See or change the sign-up"),
        closing=(_("It was not you? Open the link and change it back."),),
    )


@_in_its_language
def _cancelled(registration: Registration) -> Letter:
    return _letter(
        registration,
        subject=_("Sign-up cancelled: %(title)s") % {"title": registration.event.spoken_title},
        preheader=_("Your seat is free for others."),
        heading=_("Your sign-up is cancelled"),
        paragraphs=(_("Your seat is free for others. You can sign up again while there are seats."),),
        button=_("See the sign-up"),
    )


@_in_its_language
def _expired(registration: Registration) -> Letter:
    return _letter(
        registration,
        subject=_("The seat was freed: %(title)s") % {"title": registration.event.spoken_title},
        preheader=_("Nobody confirmed the seat in time."),
        heading=_("The seat was freed"),
        paragraphs=(
            _("Nobody confirmed the seat in time, so it went back to others."),
            _("You still want to come? Open your sign-up: if there are seats, one click takes one again."),
        ),
        button=_("Open the sign-up"),
    )


@_in_its_language
def _event_changed(registration: Registration, changes: Changes) -> Letter:
    named = " ".join(spoken(sentence, params) for sentence, params in changes)
    letter = _letter(
        registration,
        subject=_("A change: %(title)s") % {"title": registration.event.spoken_title},
        preheader=named,
        heading=_("Something has changed"),
        paragraphs=(named, _("Your sign-up stays valid. This is how it looks now:")),
        button=_("See or change the sign-up"),
        closing=(_("It doesn’t suit you any more? Cancel on the same page."),),
    )
    return replace(letter, attachments=(_calendar(registration.event),))


@_in_its_language
def _event_cancelled(registration: Registration, reason: str) -> Letter:
    event = registration.event
    letter = _letter(
        registration,
        subject=_("Cancelled: %(title)s") % {"title": event.spoken_title},
        preheader=_("The event will not take place."),
        heading=_("The event will not take place"),
        paragraphs=(
            _("The organiser has cancelled it. The reason: %(reason)s") % {"reason": reason},
            _("You need to do nothing. Your sign-up has no further effect."),
        ),
        button=_("See the event"),
        url=event_url(event, registration.language),
    )
    return replace(letter, attachments=(_calendar(event),))


def _letter(
    registration: Registration,
    *,
    subject: str,
    preheader: str,
    heading: str,
    paragraphs: tuple[str, ...],
    button: str,
    url: str = "",
    closing: tuple[str, ...] = (),
) -> Letter:
    return Letter(
        subject=subject,
        preheader=preheader,
        heading=heading,
        paragraphs=paragraphs,
        facts=tuple(_facts(registration)),
        button=(button, url or registration_url(registration)),
        closing=closing,
        reason=_("You get this e-mail because this address was given when signing up for the event."),
        reply_to=registration.event.contact_email,
    )


def _facts(registration: Registration) -> list[tuple[str, str]]:
    event = registration.event
    facts = [
        (_("What"), event.spoken_title),
        (_("When"), dates.full_moment(event.starts_at)),
        (_("Where"), f"{event.venue.name}, {event.venue.address}"),
        (_("Who"), registration.name),
    ]
    facts += [(_("Your choice"), session.spoken_title) for session in places_of(registration)]
    return [*facts, (_("Sign-up code"), registration.code)]


def _calendar(event: Event) -> Attachment:
    return Attachment(filename=f"{event.slug}.ics", content_type="text/calendar", text=invitation(event))
