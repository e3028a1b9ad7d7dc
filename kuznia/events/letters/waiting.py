"""What the house writes to those who wait for a seat at the event or in another session."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kuznia.events.letters.writing import in_its_language, letter_of, posting_of, queue_words
from kuznia.events.models import Registration, Wish
from kuznia.events.queries.waiting import queue_places
from kuznia.notify.letters import Letter
from kuznia.notify.registry import Posting
from kuznia.ui import dates


def waiting(registration: Registration) -> Posting:
    """Tell the place on the waiting list, and what happens when a seat becomes free."""
    return posting_of(registration, _waiting(registration), matter="waiting")


def wish_offered(wish: Wish) -> Posting:
    """Tell that a seat in the other session is kept for her, and until when."""
    letter = _wish_offered(wish.registration, wish)
    return posting_of(wish.registration, letter, matter=f"wish-offered:{wish.pk}")


def wish_lapsed(wish: Wish) -> Posting:
    """Tell that nobody took the offered seat in time, and that the present place stays."""
    letter = _wish_lapsed(wish.registration, wish)
    return posting_of(wish.registration, letter, matter=f"wish-lapsed:{wish.pk}")


@in_its_language
def offer_lapsed(registration: Registration) -> Letter:
    """Tell that the offered seat was not taken in time and went to the next."""
    return letter_of(
        registration,
        subject=_("The seat went to the next person: %(title)s") % {"title": registration.event.spoken_title},
        preheader=_("Nobody took the offered seat in time."),
        heading=_("The seat went to the next person"),
        paragraphs=(
            _(
                "We offered you a seat from the waiting list. Nobody took it in time, so it is no longer yours."
            ),
            _("You still want to come? Open your sign-up: it says whether there are seats."),
        ),
        button=_("Open the sign-up"),
    )


@in_its_language
def _waiting(registration: Registration) -> Letter:
    places = ", ".join(queue_words(place) for place in queue_places(registration))
    return letter_of(
        registration,
        subject=_("You are on the waiting list: %(title)s") % {"title": registration.event.spoken_title},
        preheader=_("Your place in the queue: %(places)s.") % {"places": places},
        heading=_("You are on the waiting list"),
        paragraphs=(
            _("There is no seat for you yet. You need to do nothing: seats go in the order of sign-ups."),
            _("When one becomes free for you, we write until when it is yours to take. One click is enough."),
        ),
        button=_("See your place in the queue"),
        closing=(_("You no longer want to wait? You can leave the list on the same page."),),
    )


@in_its_language
def _wish_offered(registration: Registration, wish: Wish) -> Letter:
    title = wish.session.spoken_title
    until = dates.moment(wish.offered_until) if wish.offered_until else ""
    return letter_of(
        registration,
        subject=_("A seat is free for you: %(title)s") % {"title": title},
        preheader=_("Take it until %(until)s. One click is enough.") % {"until": until},
        heading=_("You can change to the session you wait for"),
        paragraphs=(
            _("A seat in “%(title)s” is kept for you until %(until)s.") % {"title": title, "until": until},
            _(
                "Your present place stays yours until you take the new one. After that time the new one goes on."
            ),
        ),
        button=_("Take the seat"),
        closing=(_("You would rather stay where you are? Do nothing, or say so on the same page."),),
    )


@in_its_language
def _wish_lapsed(registration: Registration, wish: Wish) -> Letter:
    title = wish.session.spoken_title
    return letter_of(
        registration,
        subject=_("The seat went to the next person: %(title)s") % {"title": title},
        preheader=_("Your sign-up stays as it was."),
        heading=_("Your sign-up stays as it was"),
        paragraphs=(
            _("Nobody took the seat in “%(title)s” in time, so it went to the next person.")
            % {"title": title},
            _("You keep your present place:"),
        ),
        button=_("See or change the sign-up"),
    )
