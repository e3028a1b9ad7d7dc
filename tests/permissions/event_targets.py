"""What every target of events stands on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kuznia.events.models import (
    Event,
)
from kuznia.events.tests.factories import (
    make_event,
    make_workshop,
)
from kuznia.lib.access import Role
from kuznia.lib.policy import ForAuthority
from tests.permissions.roles import Cast

Arguments = dict[str, Any]
Target = Callable[[Cast], Arguments]


def event_of(cast: Cast, **fields: Any) -> Event:
    """Return an announced event of the county with one workshop."""
    event = make_event(authority=cast.county, **fields)
    make_workshop(event)
    return event


def slug_of(event: Event) -> Arguments:
    """Return what its addresses name."""
    return {"slug": event.slug}


def officer_of_county(cast: Cast) -> ForAuthority:
    """Return the county's officer at work."""
    officer = cast.people[Role.OFFICER]
    return ForAuthority(officer.pk, officer.name, cast.county.pk, cast.county.name)
