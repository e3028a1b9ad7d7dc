"""What events answer at the port of the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.functional import Promise

from kuznia.events.ics import as_own_entry, as_public_entries
from kuznia.events.queries.calendar import events_within, sign_ups_between
from kuznia.events.states import EventKind
from kuznia.lib.ports import NO_CALENDAR_FILTERS, CalendarEntry, CalendarFilters


class EventsCalendar:
    """Announced events, cancelled ones marked, and a person's own sign-ups."""

    def kinds(self) -> Sequence[tuple[str, str | Promise]]:
        return EventKind.choices

    def entries(
        self, *, since: datetime, until: datetime, filters: CalendarFilters = NO_CALENDAR_FILTERS
    ) -> Iterable[CalendarEntry]:
        return as_public_entries(events_within(since=since, until=until, filters=filters))

    def own_entries(self, *, person_id: int, since: datetime, until: datetime) -> Iterable[CalendarEntry]:
        found = sign_ups_between(person_id=person_id, since=since, until=until)
        return [as_own_entry(registration) for registration in found]
