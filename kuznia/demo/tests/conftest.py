"""The demo site over one demo county; what a test does there is undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.database import shared_demo_database

# Named here it lasts as long as this folder's tests, and no longer.
__all__ = ["shared_demo_database"]


@pytest.fixture
def demo(shared_demo_database: str, settings: Any) -> Iterator[None]:
    """The demo county; nothing that a test does there stays."""
    settings.KUZNIA_DEMO = True
    settings.ROOT_URLCONF = "tests.demo_urls"
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
