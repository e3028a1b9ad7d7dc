"""What the house writes to the contact of a delegation whose people wait for a seat (docs/adr/0039)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuznia.events.letters.delegation_writing import (
    contact_letter,
    posting_to_contact,
)
from kuznia.events.letters.writing import in_its_language
from kuznia.events.models import Delegation, Registration
from kuznia.events.queries import members_of
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting
from kuznia.ui import dates


def delegation_waiting(delegation: Delegation) -> Posting:
    """Tell that there is no seat yet and everybody of the list waits, each in her place."""
    return posting_to_contact(delegation, _waiting(delegation), matter="waiting")


def delegation_offered(delegation: Delegation, *, people: Sequence[Registration]) -> Posting:
    """Tell for whom seats became free and until when they are held; nobody is offered a seat twice."""
    return posting_to_contact(delegation, _offered(delegation, people), matter=f"offered:{people[0].pk}")


def delegation_offer_lapsed(delegation: Delegation, *, people: Sequence[Registration]) -> Posting:
    """Tell for whom nobody took the offered seat in time, so that it went to the next."""
    matter = f"offer-lapsed:{people[0].pk}"
    return posting_to_contact(delegation, _offer_lapsed(delegation, people), matter=matter)


def waiting_words(delegation: Delegation) -> tuple[str, ...]:
    """Return a sentence for those of the list who wait, or nothing."""
    if not any(member.is_waiting for member in members_of(delegation)):
        return ()
    return (
        _(
            "Whoever has no seat yet is on the waiting list. When one is free, we write until when to take it."
        ),
    )


@in_its_language
def _waiting(delegation: Delegation) -> Letter:
    return contact_letter(
        delegation,
        subject=_("The delegation is on the waiting list: %(title)s"),
        preheader=_("There are no seats yet. We write to you when one is free."),
        heading=_("The delegation is on the waiting list"),
        paragraphs=(
            _(
                "There are no seats yet. You need to do nothing: seats go in the order of sign-ups and of the list."
            ),
            _("When one becomes free, we write for whom and until when to take it. One click is enough."),
        ),
        button=_("See or change the list"),
        closing=(_("It was not you? Open the link and cancel the delegation."),),
    )


@in_its_language
def _offered(delegation: Delegation, people: Sequence[Registration]) -> Letter:
    held_until = people[0].held_until
    until = dates.moment(held_until) if held_until else ""
    words = ngettext(
        "A seat is free for %(count)d person on your list",
        "Seats are free for %(count)d people on your list",
        len(people),
    )
    return contact_letter(
        delegation,
        subject=_("There is a seat for your delegation: %(title)s"),
        preheader=_("Take it until %(until)s. One click is enough.") % {"until": until},
        heading=words % {"count": len(people)},
        paragraphs=(
            _("For whom: %(names)s.") % {"names": _names(people)},
            _("Confirm until %(until)s. After that it goes to the next in the queue.") % {"until": until},
            _("On the page that opens, press “Confirm the seats”."),
        ),
        button=_("Open the list"),
        closing=(
            _(
                "Somebody no longer wants to come? Take the person off the list, so that the next one gets the seat."
            ),
        ),
    )


@in_its_language
def _offer_lapsed(delegation: Delegation, people: Sequence[Registration]) -> Letter:
    return contact_letter(
        delegation,
        subject=_("The seat went to the next person: %(title)s"),
        preheader=_("Nobody took the offered seat in time."),
        heading=_("The seat went to the next person"),
        paragraphs=(
            _("We offered a seat from the waiting list. Nobody took it in time."),
            _("For whom it was: %(names)s.") % {"names": _names(people)},
            _("The person still wants to come? Sign her or him up again while sign-up is open."),
        ),
        button=_("Open the list"),
    )


def _names(people: Sequence[Registration]) -> str:
    return ", ".join(person.name for person in people)
