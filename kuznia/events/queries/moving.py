"""Reads of events that were moved: what an officer had before her, and where the programme was left behind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from kuznia.events.models import Event
from kuznia.events.shifts import moved, shift_between

Span = tuple[datetime, datetime]


def event_in_version(event: Event, version: int) -> Any:
    """Return the row that the event had in this version, or None; it has the fields of the event."""
    return _rows_of(event).filter(version=version).order_by("-pgh_id").first()


def start_of_programme(event: Event) -> datetime | None:
    """Return the start of the event for which its programme was put together; None where it follows the event.

    That is the latest one at which all its present items lay within the event, and from which a move with the start
    would bring some of them back into it.
    """
    spans: list[Span] = list(event.sessions.values_list("starts_at", "ends_at"))
    left_behind = _count_outside(event, spans)
    if not left_behind:
        return None
    first, last = min(starts for starts, _ends in spans), max(ends for _starts, ends in spans)
    fitting = _rows_of(event).filter(starts_at__lte=first, ends_at__gte=last).order_by("-pgh_id")
    start: datetime | None = fitting.values_list("starts_at", flat=True).first()
    if start is None:
        return None
    shift = shift_between(start, event.starts_at)
    followed = [(moved(starts, shift), moved(ends, shift)) for starts, ends in spans]
    return start if _count_outside(event, followed) < left_behind else None


def _rows_of(event: Event) -> Any:
    return Event.pgh_event_model.objects.filter(pgh_obj_id=event.pk)  # type: ignore[attr-defined]


def _count_outside(event: Event, spans: Iterable[Span]) -> int:
    return sum(starts < event.starts_at or ends > event.ends_at for starts, ends in spans)
