"""Enters the programme of a demo event, written down in minutes after its start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from kuznia.demo.builders.stage import Stage
from kuznia.events.models import Event, Session
from kuznia.events.services.programme import PersonEntry, SessionEntry, add_session
from kuznia.people.services import add_person


class Item(NamedTuple):
    """One item: when it begins and how long it is, what and where, and who appears (name, role, who she or he is).

    People choose among the items with a number of seats; these run side by side.
    """

    minute: int
    length: int
    kind: str
    title: str
    lead: str
    room: str
    seats: int | None
    people: tuple[tuple[str, str, str], ...]


def enter_programme(event: Event, items: Iterable[Item], stage: Stage) -> list[Session]:
    """Enter the items in their order; return those that people choose from."""
    added = [
        add_session(
            event=event,
            entry=_entry(event, item, stage),
            people=[_person(name, role, words, stage) for name, role, words in item.people],
            version=version,
            actor=stage.officer,
        )
        for version, item in enumerate(items, start=1)
    ]
    return [session for session in added if session.block]


def _entry(event: Event, item: Item, stage: Stage) -> SessionEntry:
    starts_at = event.starts_at + timedelta(minutes=item.minute)
    return SessionEntry(
        kind=item.kind,
        title=item.title,
        lead=item.lead,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=item.length),
        room=stage.rooms.get(item.room),
        block=1 if item.seats else None,
        capacity=item.seats,
    )


def _person(name: str, role: str, words: str, stage: Stage) -> PersonEntry:
    return PersonEntry(person=add_person(name=name, actor=stage.officer), role=role, title=words)
