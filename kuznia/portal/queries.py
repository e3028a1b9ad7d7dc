"""What the portal's pages put together from other apps' reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kuznia.directory.queries.organisations import Counted, counted_municipalities
from kuznia.events.models import Event
from kuznia.events.queries import upcoming
from kuznia.events.states import EventState
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
from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.queries import latest_news

NOW_CARDS = 3
NEWS = 4
FEED_BACK = timedelta(days=365)
FEED_AHEAD = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page shows."""

    events: list[Event]
    news: list[NewsPage]
    municipalities: list[Counted]

    @property
    def organisations(self) -> int:
        """The number of active organisations of the county's gminas."""
        return sum(municipality.count for municipality in self.municipalities)


def front(actor: Actor) -> Front:
    """Return the nearest events, the newest news and the gminas with their organisations, a query each."""
    nearest = upcoming().exclude(state=EventState.CANCELLED)[:NOW_CARDS]
    return Front(
        # The few are chosen first: joining places to hundreds of coming events is what would cost.
        events=list(
            Event.objects.filter(pk__in=nearest.values("pk"))
            .select_related("venue")
            .order_by("starts_at", "pk")
        ),
        news=latest_news(actor=actor, limit=NEWS),
        municipalities=counted_municipalities(),
    )


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
