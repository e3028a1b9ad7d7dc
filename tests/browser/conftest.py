"""What the tests of this folder share: one browser, one server."""

from __future__ import annotations

from tests.live_site import address, chromium

# Named here they last as long as this folder's tests, and no longer.
__all__ = ["address", "chromium"]
