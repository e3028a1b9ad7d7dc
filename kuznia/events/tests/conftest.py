from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kuznia.directory.queries.authorities import forget_county_profile
from kuznia.events.tests.desk_pages import officer_client
from kuznia.lib.stopped_clock import StoppedClock


@pytest.fixture(autouse=True)
def polish() -> Iterator[None]:
    """Speak Polish, and let no test see a page that another one kept."""
    forget_county_profile()
    caches["fragments"].clear()
    with translation.override("pl"):
        yield
    caches["fragments"].clear()
    forget_county_profile()


@pytest.fixture
def officer(stopped_clock: StoppedClock, settings: Any) -> Client:
    """The browser of an officer of the county, past her second factor, at noon (UTC) of 16 November 2026."""
    settings.KUZNIA_DEMO = True
    return officer_client()


@pytest.fixture
def count_queries() -> Callable[[Callable[[], Any]], int]:
    """A measure of how many queries an act costs, once what is kept in memory is kept."""

    def measure(act: Callable[[], Any]) -> int:
        act()
        with CaptureQueriesContext(connection) as captured:
            act()
        return len(captured)

    return measure
