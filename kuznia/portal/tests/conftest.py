"""The demo site in Polish at noon (UTC) of 16 November 2026, with nothing kept from another test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.utils import translation

from kuznia.directory.models import Authority
from kuznia.directory.queries.authorities import forget_county_profile
from kuznia.directory.tests.factories import make_county
from kuznia.lib.stopped_clock import StoppedClock


@pytest.fixture
def county(stopped_clock: StoppedClock, settings: Any) -> Iterator[Authority]:
    """The county office; officers act without a second factor, as in the demo."""
    settings.KUZNIA_DEMO = True
    settings.ROOT_URLCONF = "tests.demo_urls"
    forget_county_profile()
    caches["fragments"].clear()
    with translation.override("pl"):
        yield make_county()
    caches["fragments"].clear()
    forget_county_profile()
