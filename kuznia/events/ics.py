"""Events as entries of a calendar."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from kuznia.events.models import Event, Registration
from kuznia.events.states import EventState, RegistrationState
from kuznia.lib.calendar_file import calendar_file
from kuznia.lib.ports import CalendarEntry


def as_entry(event: Event) -> CalendarEntry:
    """Return the event as a calendar program keeps it."""
    return CalendarEntry(**_common(event), uid=_uid("event", event.pk))


def as_public_entry(event: Event) -> CalendarEntry:
    """Return the event as the one calendar shows it: with its kind, its gmina and the organisation that hosts it."""
    gmina, host = event.venue.municipality, event.host_organisation
    return replace(
        as_entry(event),
        kind=event.kind,
        municipality=gmina.name if gmina else "",
        organisation=host.name if host else "",
    )


def as_own_entry(registration: Registration) -> CalendarEntry:
    """Return the event as an entry of who signed up for it: tentative until her seat is confirmed."""
    event, is_sure = registration.event, registration.state == RegistrationState.CONFIRMED
    entry = CalendarEntry(**_common(event), uid=_uid("registration", registration.pk), tentative=not is_sure)
    # A confirmation changes the entry, and an entry that changed bears a higher number.
    return replace(entry, sequence=2 * entry.sequence + is_sure)


def invitation(event: Event) -> str:
    """Return the event as a calendar file."""
    return calendar_file([as_entry(event)])


def _common(event: Event) -> dict[str, Any]:
    is_cancelled = event.state == EventState.CANCELLED
    return {
        "title": event.spoken_title,
        "starts_at": event.starts_at,
        "ends_at": event.ends_at,
        "url": f"{settings.KUZNIA_BASE_URL}{event.get_absolute_url()}",
        "place": f"{event.venue.name}, {event.venue.address}",
        "summary": event.spoken_lead,
        "cancelled": is_cancelled,
        "sequence": event.version + is_cancelled,
        "changed_at": event.cancelled_at or event.published_at or event.created_at,
        "language": event.title_language,
    }


def _uid(what: str, number: int) -> str:
    return f"{what}-{number}@{urlsplit(settings.KUZNIA_BASE_URL).hostname}"
