"""Which pages stay open to a person who acts for an office and has not used her second factor yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

View = TypeVar("View", bound=Callable[..., object])


def open_without_second_factor(view: View) -> View:
    """Mark a view that must work before the second factor: the choice in whose name to act, and such."""
    view.open_without_second_factor = True  # type: ignore[attr-defined]
    return view
