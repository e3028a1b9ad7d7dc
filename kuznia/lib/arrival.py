"""Deadlines are judged by arrival: the instant the request reached the house, however slow the rest of it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.http import HttpRequest

from kuznia.lib import clock

View = TypeVar("View", bound=Callable[..., object])


def judged_by_arrival(view: View) -> View:
    """Mark a view: the middleware reads the clock before session, CSRF and the view itself."""
    view.judged_by_arrival = True  # type: ignore[attr-defined]
    return view


def arrived_at(request: HttpRequest) -> datetime:
    """Return the instant at which the request arrived, or the present one where nobody noted it."""
    noted: datetime | None = getattr(request, "arrived_at", None)
    return noted if noted is not None else clock.now()
