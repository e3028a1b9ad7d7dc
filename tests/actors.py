"""Fixtures that every app's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.utils import translation

from kuznia.lib.stopped_clock import StoppedClock, clock_stopped_at


@pytest.fixture
def stopped_clock(db: None) -> Iterator[StoppedClock]:
    """The clock of the database, standing at noon (UTC) of 16 November 2026, a Monday."""
    with clock_stopped_at(datetime(2026, 11, 16, 12, tzinfo=UTC)) as clock:
        yield clock


@pytest.fixture(autouse=True)
def _polish() -> Iterator[None]:
    """Every test begins in Polish, whatever language the last request of another one left behind."""
    translation.activate("pl")
    yield
    translation.deactivate()
