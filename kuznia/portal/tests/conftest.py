"""The demo site at noon (UTC) of 16 November 2026."""

from __future__ import annotations

from typing import Any

import pytest

from kuznia.directory.models import Authority
from kuznia.directory.tests.factories import make_county
from kuznia.lib.stopped_clock import StoppedClock


@pytest.fixture
def county(stopped_clock: StoppedClock, settings: Any) -> Authority:
    """The county office; officers act without a second factor, as in the demo."""
    settings.KUZNIA_DEMO = True
    settings.ROOT_URLCONF = "tests.demo_urls"
    return make_county()
