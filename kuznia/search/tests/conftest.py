from __future__ import annotations

from collections.abc import Iterator

import pytest

from kuznia.lib import ports
from kuznia.lib.ports import Registry
from kuznia.search.tests.factories import Shelf
from tests.small_site import SmallSite, small_site


@pytest.fixture
def shelf(monkeypatch) -> Shelf:
    """One app with public texts, and no other."""
    registry: Registry[ports.Published] = Registry()
    shelf = Shelf()
    registry.register(shelf)
    for place in (
        "kuznia.search.services",
        "kuznia.search.queries",
        "kuznia.search.views",
        "kuznia.search.tasks",
    ):
        monkeypatch.setattr(f"{place}.published", registry)
    monkeypatch.setattr("kuznia.search.views.ways_on", Registry())
    return shelf


@pytest.fixture
def site(settings, monkeypatch) -> Iterator[SmallSite]:
    """The pages of search, asked as whoever the test chooses."""
    with small_site("kuznia.search.urls", settings, monkeypatch) as site:
        yield site
