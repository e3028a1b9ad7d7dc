"""Events as entries of a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language

from kuznia.events.models import Event, Registration
from kuznia.events.queries.calendar import Announced
from kuznia.events.states import EventState, RegistrationState
from kuznia.lib.calendar_file import calendar_file
from kuznia.lib.ports import CalendarEntry
from kuznia.lib.slugs import around_slug


def as_entry(event: Event) -> CalendarEntry:
    """Return the event as a calendar program keeps it."""
    return CalendarEntry(**_common(event), place=_place_of(event), uid=_uid("event", event.pk))


def as_public_entries(events: Iterable[Announced]) -> list[CalendarEntry]:
    """Return events as the one calendar shows them: with kind, gmina and the organisation that hosts each."""
    is_english, (before, after) = get_language() == "en", around_slug("events:event")
    return [
        CalendarEntry(
            uid=_uid("event", event.pk),
            title=event.title_en if is_english and event.title_en else event.title,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            url=f"{settings.KUZNIA_BASE_URL}{before}{event.slug}{after}",
            place=f"{event.venue}, {event.address}",
            summary=event.lead_en if is_english and event.lead_en else event.lead,
            cancelled=event.is_cancelled,
            sequence=event.version + event.is_cancelled,
            changed_at=event.changed_at,
            kind=event.kind,
            municipality=event.gmina or "",
            organisation=event.host or "",
            language="en" if is_english and event.title_en else "pl",
        )
        for event in events
    ]


def as_own_entry(registration: Registration) -> CalendarEntry:
    """Return the event as an entry of who signed up for it: tentative until her seat is confirmed."""
    event, is_sure = registration.event, registration.state == RegistrationState.CONFIRMED
    uid = _uid("registration", registration.pk)
    entry = CalendarEntry(**_common(event), place=_place_of(event), uid=uid, tentative=not is_sure)
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
        "summary": event.spoken_lead,
        "cancelled": is_cancelled,
        "sequence": event.version + is_cancelled,
        "changed_at": event.cancelled_at or event.published_at or event.created_at,
        "language": event.title_language,
    }


def _place_of(event: Event) -> str:
    return f"{event.venue.name}, {event.venue.address}"


def _uid(what: str, number: int) -> str:
    return f"{what}-{number}@{_host(settings.KUZNIA_BASE_URL)}"


@lru_cache(maxsize=8)
def _host(address: str) -> str | None:
    return urlsplit(address).hostname
