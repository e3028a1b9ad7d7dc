"""A message of the office to participants, and the reminders that the house sends by itself."""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from kuznia.events.letters.writing import calendar_of, in_its_language, letter_of, posting_of, stamp
from kuznia.events.models import Broadcast, Registration
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting
from kuznia.ui import dates


def matter_of(message: Broadcast) -> str:
    """Return how the matters of all letters of this message begin."""
    return f"events.broadcast:{message.pk}:"


def broadcast(registration: Registration, *, message: Broadcast) -> Posting:
    """Write the office's message to one person; signed up twice, she gets it once."""
    posting = posting_of(registration, broadcast_letter(registration, message), matter="")
    reader = posting.person.pk if posting.person else registration.pk
    return replace(posting, matter=f"{matter_of(message)}{reader}")


def reminder(registration: Registration) -> Posting:
    """Remind of the event; one that was moved is reminded of again."""
    matter = f"reminder:{stamp(registration.event.starts_at)}"
    return posting_of(registration, _reminder(registration), matter=matter)


def hold_ends(registration: Registration) -> Posting:
    """Remind that a seat is still held, and until when."""
    matter = f"hold-ends:{stamp(registration.held_until)}"
    return posting_of(registration, _hold_ends(registration), matter=matter)


@in_its_language
def broadcast_letter(registration: Registration, message: Broadcast) -> Letter:
    """Return the office's message as the person will read it."""
    return letter_of(
        registration,
        subject=message.title,
        preheader=_("A message from the organiser of the event."),
        heading=message.title,
        paragraphs=tuple(part for part in re.split(r"\n\s*\n", message.body) if part.strip()),
        button=_("See your sign-up"),
    )


@in_its_language
def _reminder(registration: Registration) -> Letter:
    event = registration.event
    letter = letter_of(
        registration,
        subject=_("See you soon: %(title)s") % {"title": event.spoken_title},
        preheader=dates.full_moment(event.starts_at),
        heading=_("See you soon"),
        paragraphs=(_("This is a reminder: your seat waits for you. You need to do nothing."),),
        button=_("See or change the sign-up"),
        closing=(_("You can’t come? Cancel on the same page, so that somebody else gets the seat."),),
    )
    return replace(letter, attachments=(calendar_of(event),))


@in_its_language
def _hold_ends(registration: Registration) -> Letter:
    until = dates.moment(registration.held_until) if registration.held_until else ""
    return letter_of(
        registration,
        subject=_("Your seat is held until %(until)s") % {"until": until},
        preheader=_("One click confirms it. Without it the seat goes back to others."),
        heading=_("Confirm your seat"),
        paragraphs=(
            _("You signed up, and the seat is not confirmed yet. We hold it until %(until)s.")
            % {"until": until},
        ),
        button=_("Confirm the seat"),
        closing=(_("It was not you? Do nothing: the seat will be freed."),),
    )
