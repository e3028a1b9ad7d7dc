"""What the builders hand on to each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from kuznia.directory.models import Authority, Organisation, Room, Venue
from kuznia.lib.deadlines import instant
from kuznia.lib.policy import ForAuthority, System
from kuznia.people.models import Person

DEMO = System("demo")


@dataclass
class Stage:
    """The county as far as it stands."""

    county: Authority
    officer: ForAuthority
    gmina_officer: ForAuthority
    editor: ForAuthority
    administrator: ForAuthority
    resident: Person
    representative: Person
    hall: Venue
    town_hall: Venue
    rooms: dict[str, Room] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)


def warsaw(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """Return the instant of a local time in Warsaw."""
    return instant(datetime(year, month, day, hour, minute))  # noqa: DTZ001 - a local time, made an instant here
