"""Times of an event that move together, by days and hours of the wall clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

from django.utils.translation import gettext_noop

from kuznia.lib.clock import WARSAW

SIGN_UP_TIMES = ("registration_opens_at", "registration_closes_at")
FOLLOWING = ("ends_at", *SIGN_UP_TIMES)


class Times(Protocol):
    """What an event, a former row of it and a filled-in form of it have: a start, and what hangs on it."""

    @property
    def starts_at(self) -> datetime:
        """When it starts."""


def shift_between(old: datetime, new: datetime) -> timedelta:
    """Return by how much the clock of the wall moves from one instant to the other."""
    return _naive(new) - _naive(old)


def moved(instant: datetime, shift: timedelta) -> datetime:
    """Move by days and hours of the wall clock: ten o’clock stays ten o’clock over a change to summer time.

    Nobody typed this hour, so nobody can be asked: of an hour that comes twice the first is taken.
    """
    # In UTC: Python compares two times of one zone by their hours alone, and an hour that was left out with nothing.
    return (_naive(instant) + shift).replace(tzinfo=WARSAW).astimezone(UTC)


def moved_if_set(instant: datetime | None, shift: timedelta) -> datetime | None:
    """Move an instant that may be missing."""
    return moved(instant, shift) if instant else None


def is_brought_past(instant: datetime, shift: timedelta, at: datetime) -> bool:
    """True where the move would undo what has come at this instant, or let it have come already."""
    return (instant <= at) != (moved(instant, shift) <= at)


def following_times(typed: Times, *, before: Times, at: datetime) -> dict[str, datetime]:
    """Return the times that a form leaves as they were `before`, moved by as much as it moves the start."""
    shift = shift_between(before.starts_at, typed.starts_at)
    return {
        name: moved(instant, shift)
        for name, instant in untouched_times(typed, before=before).items()
        if name == "ends_at" or not is_brought_past(instant, shift, at)
    }


def untouched_times(typed: Times, *, before: Times) -> dict[str, datetime]:
    """Return the times beside the start that are set and that the form leaves as they were."""
    present = {name: getattr(before, name) for name in FOLLOWING}
    return {name: at for name, at in present.items() if at and getattr(typed, name) == at}


def moment_reference(instant: datetime | None) -> dict[str, str]:
    """Return the instant as a sentence of the history keeps it."""
    return {"moment": instant.isoformat()} if instant else {"text": gettext_noop("none")}


def _naive(instant: datetime) -> datetime:
    return instant.astimezone(WARSAW).replace(tzinfo=None)
