"""What the house writes to the contact of a delegation: one letter about all its people, and none to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from kuznia.audit.queries import spoken
from kuznia.events.letters.delegation_writing import (
    contact_letter,
    posting_to_contact,
)
from kuznia.events.letters.delegations_waiting import delegation_waiting, waiting_words
from kuznia.events.letters.events import Changes
from kuznia.events.letters.writing import calendar_of, in_its_language, stamp
from kuznia.events.links import event_url
from kuznia.events.models import Delegation
from kuznia.events.queries import held_until, members_of
from kuznia.events.states import RegistrationState
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting
from kuznia.ui import dates


def delegation_signed_up(delegation: Delegation, *, left_out: Iterable[str] = ()) -> Posting:
    """Ask for one confirmation for all, confirm at once whoever was signed in, or say for what everybody waits.

    `left_out` says in words who got no seat and why.
    """
    states = {member.state for member in members_of(delegation)}
    if states == {RegistrationState.WAITING}:
        return delegation_waiting(delegation)
    if RegistrationState.CONFIRMED in states:
        return delegation_confirmed(delegation, left_out=left_out)
    if RegistrationState.PENDING in states:
        return posting_to_contact(delegation, _received(delegation, left_out), matter="received")
    return posting_to_contact(delegation, _confirm(delegation, left_out), matter="confirm")


def delegation_confirmed(delegation: Delegation, *, left_out: Iterable[str] = ()) -> Posting:
    """Tell that the seats are sure, with the list of people and the event as a calendar file."""
    moments = [row.confirmed_at for row in delegation.registrations.all() if row.confirmed_at]
    matter = f"confirmed:{stamp(max(moments, default=None))}"
    return posting_to_contact(delegation, _confirmed(delegation, left_out), matter=matter)


def delegation_changed(delegation: Delegation, *, at: datetime, reason: str = "") -> Posting:
    """Tell what the list says now that one or more of its people were changed, accepted, refused or taken out."""
    return posting_to_contact(delegation, _changed(delegation, reason), matter=f"changed:{stamp(at)}")


def delegation_cancelled(delegation: Delegation, *, at: datetime) -> Posting:
    """Tell that nobody of the delegation comes any more and the seats are free."""
    return posting_to_contact(delegation, _cancelled(delegation), matter=f"cancelled:{stamp(at)}")


def delegation_expired(delegation: Delegation) -> Posting:
    """Tell that nobody confirmed the delegation in time and how to try again."""
    moments = [row.ended_at for row in delegation.registrations.all() if row.ended_at]
    return posting_to_contact(
        delegation, _expired(delegation), matter=f"expired:{stamp(max(moments, default=None))}"
    )


def delegation_event_changed(delegation: Delegation, *, version: int, changes: Changes) -> Posting:
    """Tell what has changed in the event, once per change and delegation."""
    return posting_to_contact(
        delegation, _event_changed(delegation, changes), matter=f"event-changed:{version}"
    )


def delegation_event_cancelled(delegation: Delegation, *, reason: str) -> Posting:
    """Tell that the event will not take place, and why."""
    return posting_to_contact(delegation, _event_cancelled(delegation, reason), matter="event-cancelled")


def delegation_reminder(delegation: Delegation) -> Posting:
    """Remind of the event; one that was moved is reminded of again."""
    matter = f"reminder:{stamp(delegation.event.starts_at)}"
    return posting_to_contact(delegation, _reminder(delegation), matter=matter)


def delegation_hold_ends(delegation: Delegation) -> Posting:
    """Remind that the seats are still held, and until when."""
    matter = f"hold-ends:{stamp(_held_until(delegation))}"
    return posting_to_contact(delegation, _hold_ends(delegation), matter=matter)


def _until_words(delegation: Delegation) -> str:
    until = _held_until(delegation)
    return dates.moment(until) if until else ""


def _held_until(delegation: Delegation) -> datetime | None:
    return held_until(members_of(delegation))


@in_its_language
def _confirm(delegation: Delegation, left_out: Iterable[str]) -> Letter:
    until = _until_words(delegation)
    return contact_letter(
        delegation,
        subject=_("Confirm the seats of the delegation: %(title)s"),
        preheader=_("We hold the seats until %(until)s. One click confirms all of them.") % {"until": until},
        heading=_("One click and the seats are yours"),
        paragraphs=(
            _("We hold the seats until %(until)s. After that they go back to others.") % {"until": until},
            _("On the page that opens, press “Confirm the seats”. There you can also change the list."),
            *left_out,
            *waiting_words(delegation),
        ),
        button=_("Confirm the seats"),
        closing=(_("It was not you? Do nothing: the seats will be freed."),),
    )


@in_its_language
def _received(delegation: Delegation, left_out: Iterable[str]) -> Letter:
    return contact_letter(
        delegation,
        subject=_("We have the sign-up of the delegation: %(title)s"),
        preheader=_("The organiser will accept or refuse it. We will write to you then."),
        heading=_("We have the sign-up of the delegation"),
        paragraphs=(
            _("The organiser of this event accepts sign-ups. The people on the list don’t have seats yet."),
            _("We will write to you as soon as the organiser has decided. You need to do nothing."),
            *left_out,
        ),
        button=_("See or change the list"),
        closing=(_("It was not you? Open the link and cancel the delegation."),),
    )


@in_its_language
def _confirmed(delegation: Delegation, left_out: Iterable[str]) -> Letter:
    letter = contact_letter(
        delegation,
        subject=_("The delegation is signed up: %(title)s"),
        preheader=_("The seats are yours. You need to do nothing more."),
        heading=_("The seats are yours"),
        paragraphs=(
            _("You need to do nothing more. The calendar file is attached."),
            *left_out,
            *waiting_words(delegation),
        ),
        button=_("See or change the list"),
        closing=(
            _("Somebody can’t come? Take the person off the list, so that somebody else gets the seat."),
        ),
    )
    return replace(letter, attachments=(calendar_of(delegation.event),))


@in_its_language
def _changed(delegation: Delegation, reason: str) -> Letter:
    reasons = (_("The reason: %(reason)s") % {"reason": reason},) if reason else ()
    return contact_letter(
        delegation,
        subject=_("The delegation was changed: %(title)s"),
        preheader=_("This is what the list says now."),
        heading=_("The delegation was changed"),
        paragraphs=(*reasons, _("This is what the list says now:")),
        button=_("See or change the list"),
    )


@in_its_language
def _cancelled(delegation: Delegation) -> Letter:
    return contact_letter(
        delegation,
        subject=_("The delegation is cancelled: %(title)s"),
        preheader=_("The seats are free for others."),
        heading=_("The delegation is cancelled"),
        paragraphs=(_("The seats are free for others. You can sign up again while there are seats."),),
        button=_("See the list"),
    )


@in_its_language
def _expired(delegation: Delegation) -> Letter:
    return contact_letter(
        delegation,
        subject=_("The seats of the delegation were freed: %(title)s"),
        preheader=_("Nobody confirmed the seats in time."),
        heading=_("The seats were freed"),
        paragraphs=(
            _("Nobody confirmed the seats in time, so they went back to others."),
            _("You still want to come? Open the list: if there are seats, one click takes them again."),
        ),
        button=_("Open the list"),
    )


@in_its_language
def _reminder(delegation: Delegation) -> Letter:
    letter = contact_letter(
        delegation,
        subject=_("See you soon: %(title)s"),
        preheader=dates.full_moment(delegation.event.starts_at),
        heading=_("See you soon"),
        paragraphs=(_("This is a reminder: the seats of the delegation wait. Tell the people on the list."),),
        button=_("See or change the list"),
        closing=(
            _("Somebody can’t come? Take the person off the list, so that somebody else gets the seat."),
        ),
    )
    return replace(letter, attachments=(calendar_of(delegation.event),))


@in_its_language
def _hold_ends(delegation: Delegation) -> Letter:
    until = _until_words(delegation)
    return contact_letter(
        delegation,
        subject=_("Confirm the seats of the delegation: %(title)s"),
        preheader=_("One click confirms them. Without it the seats go back to others."),
        heading=_("Confirm the seats"),
        paragraphs=(
            _(
                "You signed up a delegation, and its seats are not confirmed yet. We hold them until %(until)s."
            )
            % {"until": until},
        ),
        button=_("Confirm the seats"),
        closing=(_("It was not you? Do nothing: the seats will be freed."),),
    )


@in_its_language
def _event_changed(delegation: Delegation, changes: Changes) -> Letter:
    named = " ".join(spoken(sentence, params) for sentence, params in changes)
    letter = contact_letter(
        delegation,
        subject=_("A change: %(title)s"),
        preheader=named,
        heading=_("Something has changed"),
        paragraphs=(named, _("The sign-up of the delegation stays valid. This is how it looks now:")),
        button=_("See or change the list"),
    )
    return replace(letter, attachments=(calendar_of(delegation.event),))


@in_its_language
def _event_cancelled(delegation: Delegation, reason: str) -> Letter:
    letter = contact_letter(
        delegation,
        subject=_("Cancelled: %(title)s"),
        preheader=_("The event will not take place."),
        heading=_("The event will not take place"),
        paragraphs=(
            _("The organiser has cancelled it. The reason: %(reason)s") % {"reason": reason},
            _("You need to do nothing. Tell the people on the list: we write to you only."),
        ),
        button=_("See the event"),
        url=event_url(delegation.event, delegation.language),
    )
    return replace(letter, attachments=(calendar_of(delegation.event),))
