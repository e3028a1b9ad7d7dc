from typing import Any

import pytest
from django.test import Client

from kuznia.events.tests.desk_pages import officer_client
from kuznia.lib.stopped_clock import StoppedClock


@pytest.fixture
def officer(stopped_clock: StoppedClock, settings: Any) -> Client:
    """The browser of an officer of the county, past her second factor, at noon (UTC) of 16 November 2026."""
    settings.KUZNIA_DEMO = True
    return officer_client()
