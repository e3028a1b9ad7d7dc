"""What an office is told of its programme: two items in one room at once, and limits above a room's seats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from django.utils.translation import gettext as _

from kuznia.events.models import Session
from kuznia.events.states import SessionKind
from kuznia.ui.dates import hour


def room_warnings(sessions: Iterable[Session]) -> list[str]:
    """Return in words what does not fit into the rooms; the office may know better, so nothing of it is refused."""
    placed = [each for each in sessions if each.room is not None]
    return [*_clashes(placed), *_limits_above_seats(placed)]


def _clashes(sessions: Sequence[Session]) -> list[str]:
    # Coffee stands where the next talk is being prepared.
    at_work = [each for each in sessions if each.kind != SessionKind.BREAK]
    return [
        _("“%(one)s” and “%(other)s” are in one room at the same time: %(room)s, %(start)s–%(end)s.")
        % {
            "one": one.title,
            "other": other.title,
            "room": one.room,
            "start": hour(max(one.starts_at, other.starts_at)),
            "end": hour(min(one.ends_at, other.ends_at)),
        }
        for one, other in combinations(at_work, 2)
        if one.room_id == other.room_id and one.starts_at < other.ends_at and other.starts_at < one.ends_at
    ]


def _limits_above_seats(sessions: Sequence[Session]) -> list[str]:
    return [
        _("“%(title)s”: the limit of seats is %(limit)d, the room %(room)s has only %(seats)d.")
        % {
            "title": each.title,
            "limit": each.capacity,
            "room": each.room,
            "seats": each.room.seats,  # type: ignore[union-attr]
        }
        for each in sessions
        if each.capacity is not None and each.capacity > each.room.seats  # type: ignore[union-attr]
    ]
