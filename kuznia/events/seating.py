"""How many seats there are, how many are taken, and how many people wait, as pages say it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuznia.events.models import Event, Session


@dataclass(frozen=True, slots=True)
class Seats:
    """How many seats there are and how many of them are taken; `total` is None where there is no limit.

    `waiting` is how many stand in the queue; None where no waiting list is kept.
    """

    taken: int
    total: int | None
    waiting: int | None = None

    @property
    def free(self) -> int:
        """The number of free seats; for a limited number only."""
        return max((self.total or 0) - self.taken, 0)

    @property
    def is_limited(self) -> bool:
        """True where there is a limit."""
        return self.total is not None

    @property
    def is_full(self) -> bool:
        """True where the last seat is gone."""
        return self.total is not None and self.taken >= self.total

    @property
    def is_closed(self) -> bool:
        """True where nobody more can choose it: the last seat is gone, and nobody waits for one."""
        return self.is_full and self.waiting is None

    @property
    def waiting_words(self) -> str:
        """How many stand in the queue, in words; nothing where nobody does."""
        if not self.waiting:
            return ""
        words = ngettext("waiting list: %(count)d person", "waiting list: %(count)d people", self.waiting)
        return words % {"count": self.waiting}

    @property
    def free_words(self) -> str:
        """What stands beside the big number of free seats."""
        return ngettext("free seat", "free seats", self.free)

    @property
    def taken_words(self) -> str:
        """How many have signed up, in a sentence."""
        if self.total is None and not self.taken:
            return _("Nobody has signed up yet.")
        if self.total is None:
            words = ngettext(
                "%(taken)d person has signed up.", "%(taken)d people have signed up.", self.taken
            )
        else:
            words = ngettext(
                "%(taken)d person of %(total)d has signed up.",
                "%(taken)d people of %(total)d have signed up.",
                self.taken,
            )
        return words % {"taken": self.taken, "total": self.total}

    @property
    def label(self) -> str:
        """What the drawn bar says to those who don't see it."""
        return _("Seats taken: %(taken)d of %(total)d") % {"taken": self.taken, "total": self.total}


def seats_of(thing: Event | Session, waiting: int | None = None) -> Seats:
    """Return the seats of an event or of one session, with how many wait for one."""
    return Seats(thing.taken, thing.capacity, waiting)
