"""No test meets what another one left in the memory of this process."""

from __future__ import annotations

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    """Forget kept pages, words and the county's name."""
    caches["fragments"].clear()
