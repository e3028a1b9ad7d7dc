from __future__ import annotations

from collections.abc import Iterator

import pytest

from kuznia.speech.recordings import forget_recordings


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    """Every test begins without recordings."""
    forget_recordings()
    yield
    forget_recordings()
