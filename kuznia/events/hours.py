"""The hours of the door, and how far its page is believed about the time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from kuznia.events.models import Event
from kuznia.lib.clock import WARSAW
from kuznia.ui import dates

OPENS_BEFORE = timedelta(hours=3)
CLOSES_AFTER = timedelta(hours=24)
# A phone without a connection may tell later when somebody came, but not from another day.
TRUSTED_FOR = timedelta(hours=12)


def trusted_moment(claimed: datetime | None, now: datetime) -> datetime:
    """Return when the person came: as the page says if that lies within the last 12 hours, otherwise now."""
    return claimed if claimed is not None and now - TRUSTED_FOR <= claimed <= now else now


def is_door_open(event: Event, at: datetime) -> bool:
    """True from 3 hours before the start until 24 hours after the end."""
    return event.starts_at - OPENS_BEFORE <= at and not is_door_closed(event, at)


def is_door_closed(event: Event, at: datetime) -> bool:
    """True once attendance is only corrected: more than 24 hours after the end."""
    return at > event.ends_at + CLOSES_AFTER


def is_day_of(event: Event, at: datetime) -> bool:
    """True on each day on which the event lasts, as the county's calendar has them."""
    first, last = event.starts_at.astimezone(WARSAW).date(), event.ends_at.astimezone(WARSAW).date()
    return first <= at.astimezone(WARSAW).date() <= last


def door_hours(event: Event) -> str:
    """Say when people are let in."""
    words = _(
        "People are let in from %(since)s until %(until)s. Afterwards attendance is corrected from the list."
    )
    return words % {
        "since": dates.moment(event.starts_at - OPENS_BEFORE),
        "until": dates.moment(event.ends_at + CLOSES_AFTER),
    }
