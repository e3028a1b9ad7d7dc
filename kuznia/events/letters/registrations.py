"""What the house writes to participants about their sign-up: one letter per person and matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from kuznia.events.letters.waiting import offer_lapsed, waiting
from kuznia.events.letters.writing import calendar_of, in_its_language, letter_of, posting_of, stamp
from kuznia.events.models import Registration, Session
from kuznia.events.states import RegistrationState
from kuznia.events.tickets import ticket_text
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting
from kuznia.ui import dates


def signed_up(registration: Registration, *, sessions: Sequence[Session]) -> Posting:
    """Ask for confirmation, confirm at once whoever was signed in, or say for what she waits."""
    if registration.state == RegistrationState.CONFIRMED:
        return confirmed(registration)
    if registration.is_waiting:
        return waiting(registration)
    if registration.state == RegistrationState.PENDING:
        return posting_of(registration, _received(registration), matter="received")
    return posting_of(registration, _confirm(registration, sessions), matter="confirm")


def exists(registration: Registration, *, at: datetime) -> Posting:
    """Tell the owner of the address that she has signed up already, at most once an hour, however often it is typed."""
    hour = at.astimezone(UTC).strftime("%Y%m%d%H")
    posting = posting_of(registration, _exists(registration), matter=f"exists:{hour}")
    # To the address that was typed, and never to the contact of a delegation that names its owner.
    return replace(posting, to=registration.person.email or "", person=registration.person)


def confirmed(registration: Registration) -> Posting:
    """Tell that the seat is sure, with the event as a calendar file."""
    matter = f"confirmed:{stamp(registration.confirmed_at)}"
    return posting_of(registration, _confirmed(registration), matter=matter)


def changed(registration: Registration, *, at: datetime) -> Posting:
    """Tell what the sign-up says now that its person changed it."""
    return posting_of(registration, _changed(registration), matter=f"changed:{stamp(at)}")


def cancelled(registration: Registration) -> Posting:
    """Tell that the sign-up has ended and its seat is free."""
    return posting_of(registration, _cancelled(registration), matter="cancelled")


def expired(registration: Registration) -> Posting:
    """Tell that nobody confirmed in time and how to try again."""
    text = _expired if registration.offered_at is None else offer_lapsed
    return posting_of(registration, text(registration), matter=f"expired:{stamp(registration.ended_at)}")


def withdrawn(registration: Registration) -> Posting:
    """Tell that she no longer waits for a seat or for an answer."""
    return posting_of(registration, _withdrawn(registration), matter="withdrawn")


def refused(registration: Registration, *, reason: str) -> Posting:
    """Tell that the organiser refused, with the reason."""
    return posting_of(registration, _refused(registration, reason), matter="refused")


def offered(registration: Registration) -> Posting:
    """Tell that a seat became free and until when it is held for her."""
    return posting_of(
        registration, _offered(registration), matter=f"offered:{stamp(registration.held_until)}"
    )


@in_its_language
def _confirm(registration: Registration, sessions: Sequence[Session]) -> Letter:
    event = registration.event
    until = dates.moment(registration.held_until) if registration.held_until else ""
    return letter_of(
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
        sessions=sessions,
    )


@in_its_language
def _received(registration: Registration) -> Letter:
    return letter_of(
        registration,
        subject=_("We have your sign-up: %(title)s") % {"title": registration.event.spoken_title},
        preheader=_("The organiser will accept or refuse it. We will write to you then."),
        heading=_("We have your sign-up"),
        paragraphs=(
            _("The organiser of this event accepts sign-ups. You don’t have a seat yet."),
            _("We will write to you as soon as the organiser has decided. You need to do nothing."),
        ),
        button=_("See or withdraw the sign-up"),
        closing=(_("It was not you? Open the link and withdraw the sign-up."),),
    )


@in_its_language
def _exists(registration: Registration) -> Letter:
    event = registration.event
    return letter_of(
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


@in_its_language
def _confirmed(registration: Registration) -> Letter:
    event = registration.event
    letter = letter_of(
        registration,
        subject=_("You are signed up: %(title)s") % {"title": event.spoken_title},
        preheader=_("The seat is yours. You need to do nothing more."),
        heading=_("The seat is yours"),
        paragraphs=(
            _("You need to do nothing more. The calendar file is attached."),
            _("At the door show your ticket, which the page below opens, or say the code %(code)s.")
            % {"code": registration.code},
        ),
        button=_("See or change the sign-up"),
        closing=(_("You can’t come? Cancel on the same page, so that somebody else gets the seat."),),
    )
    words = _("QR code for the door: %(code)s") % {"code": registration.code}
    return replace(letter, qr=(ticket_text(registration), words), attachments=(calendar_of(event),))


@in_its_language
def _changed(registration: Registration) -> Letter:
    return letter_of(
        registration,
        subject=_("Your sign-up was changed: %(title)s") % {"title": registration.event.spoken_title},
        preheader=_("This is what your sign-up says now."),
        heading=_("Your sign-up was changed"),
        paragraphs=(_("This is what it says now:"),),
        button=_("See or change the sign-up"),
        closing=(_("It was not you? Open the link and change it back."),),
    )


@in_its_language
def _cancelled(registration: Registration) -> Letter:
    return letter_of(
        registration,
        subject=_("Sign-up cancelled: %(title)s") % {"title": registration.event.spoken_title},
        preheader=_("Your seat is free for others."),
        heading=_("Your sign-up is cancelled"),
        paragraphs=(_("Your seat is free for others. You can sign up again while there are seats."),),
        button=_("See the sign-up"),
    )


@in_its_language
def _expired(registration: Registration) -> Letter:
    return letter_of(
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


@in_its_language
def _withdrawn(registration: Registration) -> Letter:
    return letter_of(
        registration,
        subject=_("Sign-up withdrawn: %(title)s") % {"title": registration.event.spoken_title},
        preheader=_("You no longer wait for a seat."),
        heading=_("Your sign-up is withdrawn"),
        paragraphs=(_("You no longer wait for a seat. You can sign up again while sign-up is open."),),
        button=_("See the sign-up"),
    )


@in_its_language
def _refused(registration: Registration, reason: str) -> Letter:
    return letter_of(
        registration,
        subject=_("The organiser can’t accept your sign-up: %(title)s")
        % {"title": registration.event.spoken_title},
        preheader=reason,
        heading=_("The organiser can’t accept your sign-up"),
        paragraphs=(_("The reason: %(reason)s") % {"reason": reason},),
        button=_("See the sign-up"),
    )


@in_its_language
def _offered(registration: Registration) -> Letter:
    until = dates.moment(registration.held_until) if registration.held_until else ""
    return letter_of(
        registration,
        subject=_("A seat is free for you: %(title)s") % {"title": registration.event.spoken_title},
        preheader=_("Take it until %(until)s. One click is enough.") % {"until": until},
        heading=_("A seat is free for you"),
        paragraphs=(
            _("You are the first on the waiting list. We hold the seat for you until %(until)s.")
            % {"until": until},
            _(
                "On the page that opens, press “Confirm the seat”. After that time it goes to the next person."
            ),
        ),
        button=_("Take the seat"),
        closing=(
            _("It doesn’t suit you any more? Cancel on the same page, so that the next person gets it."),
        ),
    )
