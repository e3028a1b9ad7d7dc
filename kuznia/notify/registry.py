"""Notices by name: what a move tells, and whom. Apps declare them in `notices.py`, workflows name them.

@notice("events.event_cancelled")
def event_cancelled(*, subject: Event, actor: Actor, reason: str) -> Iterator[Posting]: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from kuznia.notify.letters import Letter
from kuznia.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One letter on its way to one reader; `matter` is what makes it one mail per person per matter.

    `authority_id` is the office whose case it is: its officers see when the letter is not delivered.
    """

    letter: Letter
    to: str
    matter: str
    language: str
    person: Person | None = None
    authority_id: int | None = None


Notice = Callable[..., Iterable[Posting]]
Declared = TypeVar("Declared", bound=Callable[..., Any])
_notices: dict[str, Notice] = {}


def notice(name: str) -> Callable[[Declared], Declared]:
    """Register a function as the notice `name`: it gets subject, actor and reason and returns the postings."""

    def register(function: Declared) -> Declared:
        if _notices.get(name, function) is not function:
            raise ValueError(f"Two notices are called {name}.")
        _notices[name] = function
        return function

    return register


def notice_named(name: str) -> Notice:
    """Return the notice of that name; one that nobody declared is a programming error."""
    if name not in _notices:
        raise LookupError(f"No notice is called {name}.")
    return _notices[name]


def declared_notices() -> frozenset[str]:
    """Return the names of all declared notices."""
    return frozenset(_notices)
