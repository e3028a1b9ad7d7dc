"""Events as entries of a calendar."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language

from kuznia.events.links import event_url
from kuznia.events.models import Event
from kuznia.events.states import EventState
from kuznia.lib.calendar_file import calendar_file
from kuznia.lib.ports import CalendarEntry


def as_entry(event: Event) -> CalendarEntry:
    """Return the event as the calendar port carries it."""
    return CalendarEntry(
        uid=f"event-{event.pk}@{urlsplit(settings.KUZNIA_BASE_URL).hostname}",
        title=event.spoken_title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        url=event_url(event, get_language() or "pl"),
        place=f"{event.venue.name}, {event.venue.address}",
        summary=event.spoken_lead,
        cancelled=event.state == EventState.CANCELLED,
        sequence=event.version,
        changed_at=event.published_at or event.created_at,
    )


def invitation(event: Event) -> str:
    """Return the event as a calendar file."""
    return calendar_file([as_entry(event)])
