"""Calendar entries as iCalendar (RFC 5545), written by the library and never by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from kuznia.lib.ports import CalendarEntry

PRODUCT = "-//Kuznia//Kuznia//PL"
# How often a calendar program that subscribes is asked to look again.
LOOK_AGAIN = timedelta(hours=1)


def calendar_file(entries: Iterable[CalendarEntry], *, name: str = "") -> str:
    """Return the entries as the text of one calendar file; `name` is what a calendar program calls it."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_component(entry))
    return str(calendar.to_ical().decode("utf-8"))


def _component(entry: CalendarEntry) -> Event:
    component = Event()
    component.add("uid", entry.uid)
    component.add("dtstamp", _utc(entry.changed_at or entry.starts_at))
    component.add("dtstart", _utc(entry.starts_at))
    component.add("dtend", _utc(entry.ends_at))
    component.add("summary", entry.title)
    component.add("location", entry.place)
    component.add("description", entry.summary)
    component.add("url", entry.url)
    component.add("sequence", entry.sequence)
    component.add("status", _status(entry))
    return component


def _status(entry: CalendarEntry) -> str:
    if entry.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if entry.tentative else "CONFIRMED"


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)
