"""What the tests of this folder share: one site, one window a role."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import override_settings
from playwright.sync_api import Browser

from tests.accessibility.viewers import Viewers
from tests.database import shared_demo_database
from tests.live_site import Watch, address, chromium

# Named here they last as long as this folder's tests, and no longer.
__all__ = ["address", "chromium", "shared_demo_database"]


@pytest.fixture(scope="package")
def shared_viewers(shared_demo_database: str, address: str, chromium: Browser) -> Iterator[Viewers]:
    """The windows of all roles; the county grows by what the addresses need, and nothing is taken away."""
    caches["fragments"].clear()
    with override_settings(KUZNIA_LIMITS=False, KUZNIA_PAGE_CACHE=False):
        viewers = Viewers(address, chromium, Watch(address))
        yield viewers
        for page in viewers.pages.values():
            page.context.close()


@pytest.fixture
def viewers(shared_viewers: Viewers) -> Iterator[Viewers]:
    """The windows; none may ask outside or write a fault to the console."""
    shared_viewers.watch.outside.clear()
    shared_viewers.watch.faults.clear()
    yield shared_viewers
    assert (shared_viewers.watch.outside, shared_viewers.watch.faults) == ([], [])
