"""What the house writes to everybody who holds a seat when the event changes or is cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from kuznia.audit.queries import spoken
from kuznia.events.letters.writing import calendar_of, in_its_language, letter_of, posting_of
from kuznia.events.links import event_url
from kuznia.events.models import Registration
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting

Changes = Sequence[tuple[str, dict[str, Any]]]


def event_changed(registration: Registration, *, version: int, changes: Changes) -> Posting:
    """Tell what has changed in the event, once per change."""
    return posting_of(registration, _event_changed(registration, changes), matter=f"event-changed:{version}")


def event_cancelled(registration: Registration, *, reason: str) -> Posting:
    """Tell that the event will not take place, and why."""
    return posting_of(registration, _event_cancelled(registration, reason), matter="event-cancelled")


@in_its_language
def _event_changed(registration: Registration, changes: Changes) -> Letter:
    named = " ".join(spoken(sentence, params) for sentence, params in changes)
    letter = letter_of(
        registration,
        subject=_("A change: %(title)s") % {"title": registration.event.spoken_title},
        preheader=named,
        heading=_("Something has changed"),
        paragraphs=(named, _("Your sign-up stays valid. This is how it looks now:")),
        button=_("See or change the sign-up"),
        closing=(_("It doesn’t suit you any more? Cancel on the same page."),),
    )
    return replace(letter, attachments=(calendar_of(registration.event),))


@in_its_language
def _event_cancelled(registration: Registration, reason: str) -> Letter:
    event = registration.event
    letter = letter_of(
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
    return replace(letter, attachments=(calendar_of(event),))
