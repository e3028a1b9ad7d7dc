"""Housekeeping for the lowest floors, which may not know the queue."""

from __future__ import annotations

from kuznia.jobs.registry import periodic
from kuznia.ui.limits import forget_expired


@periodic("23 * * * *", "portal.forget_tries")
def forget_tries() -> None:
    """Delete the counts of tries whose time is over."""
    forget_expired()
