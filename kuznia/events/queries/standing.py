"""Whether an event takes place: asked by whatever needs people to come to it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kuznia.events.models import Event
from kuznia.events.states import EventState


def events_on(at: datetime) -> QuerySet[Event]:
    """Return the announced events that were neither cancelled nor are over at the instant."""
    return Event.objects.filter(state=EventState.PUBLISHED, ends_at__gt=at)


def why_off(event: Event, at: datetime) -> str | None:
    """Return in words that the event is cancelled or over at the instant, or None while it is neither."""
    if event.state == EventState.CANCELLED:
        return _("The event is cancelled.")
    if event.ends_at <= at:
        return _("The event is over.")
    return None
