"""What the portal's pages put together from other apps' reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from kuznia.lib import clock
from kuznia.lib.policy import Actor
from kuznia.lib.ports import (
    NO_CALENDAR_FILTERS,
    CalendarEntry,
    CalendarFilters,
    TodoItem,
    calendar_entries,
    todo_items,
)

FEED_BACK = timedelta(days=365)
FEED_AHEAD = timedelta(days=730)


def todo_of(actor: Actor) -> list[TodoItem]:
    """Return what waits for the one who acts: what is late first, then by date, undated things last."""
    items = [item for answer in todo_items for item in answer.todo_items(actor)]
    never = datetime.max.replace(tzinfo=UTC)
    return sorted(items, key=lambda item: (not item.late, item.due_at or never, item.title))


def feed(filters: CalendarFilters = NO_CALENDAR_FILTERS) -> list[CalendarEntry]:
    """Return the public entries of the county's calendar that fit, a year back and two ahead."""
    now = clock.now()
    since, until = now - FEED_BACK, now + FEED_AHEAD
    return _in_order(
        entry
        for answer in calendar_entries
        for entry in answer.entries(since=since, until=until, filters=filters)
    )


def own_feed(person_id: int) -> list[CalendarEntry]:
    """Return what one person has signed up for, a year back and two ahead."""
    now = clock.now()
    since, until = now - FEED_BACK, now + FEED_AHEAD
    return _in_order(
        entry
        for answer in calendar_entries
        for entry in answer.own_entries(person_id=person_id, since=since, until=until)
    )


def _in_order(entries: Iterable[CalendarEntry]) -> list[CalendarEntry]:
    return sorted(entries, key=lambda entry: (entry.starts_at, entry.uid))
