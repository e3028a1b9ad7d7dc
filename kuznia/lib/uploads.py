"""Addresses that take recordings: everywhere else a body is cut at the size of a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


def takes_recordings(view: View) -> View:
    """Mark a view: what is sent to it may be as large as a recording."""
    view.takes_recordings = True  # type: ignore[attr-defined]
    return view
