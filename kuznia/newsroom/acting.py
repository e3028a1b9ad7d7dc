"""Who acts while Wagtail does the writing: its own code knows users, our history names actors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from kuznia.lib.policy import Actor, System

HOUSE = System("newsroom")
_actor: ContextVar[Actor | None] = ContextVar("kuznia_newsroom_actor", default=None)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Let `actor` be the one whom the case history names, for the block."""
    token = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(token)


def present_actor() -> Actor:
    """Return who acts, the house itself outside any block."""
    return _actor.get() or HOUSE
