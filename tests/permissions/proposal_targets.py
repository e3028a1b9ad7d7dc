"""Proposed events and pages of the calendar as targets of addresses."""

from __future__ import annotations

from kuznia.directory.queries import municipalities
from kuznia.events.queries import calendar_address_of
from kuznia.events.services.calendar_links import make_calendar_link
from kuznia.events.tests.factories import make_person
from kuznia.events.tests.proposal_factories import (
    make_accepted_proposal,
    make_proposal,
    make_submitted_proposal,
)
from kuznia.lib import clock
from kuznia.lib.policy import AsSelf
from tests.permissions.event_targets import Arguments, Target
from tests.permissions.roles import Cast


def _own(cast: Cast) -> Arguments:
    return {"slug": cast.organisation.slug, "number": make_proposal(cast.organisation).pk}


def _announced(cast: Cast) -> Arguments:
    return {"slug": cast.organisation.slug, "number": make_accepted_proposal(cast.organisation).pk}


def _desk(cast: Cast) -> Arguments:
    return {"number": make_submitted_proposal(cast.organisation).pk}


def _month(cast: Cast) -> Arguments:
    today = clock.today()
    return {"year": today.year, "month": today.month}


def _week(cast: Cast) -> Arguments:
    year, week, _day = clock.today().isocalendar()
    return {"year": year, "week": week}


def _gmina(cast: Cast) -> Arguments:
    return {"code": municipalities()[0].teryt6}


def _link(cast: Cast) -> Arguments:
    person = make_person()
    make_calendar_link(actor=AsSelf(person.pk, person.name))
    address = calendar_address_of(person.pk)
    assert address is not None
    return dict(zip(("number", "key"), address, strict=True))


PROPOSAL_TARGETS: dict[str, Target] = {
    "own_proposal": _own,
    "announced_proposal": _announced,
    "desk_proposal": _desk,
    "calendar_month": _month,
    "calendar_week": _week,
    "calendar_gmina": _gmina,
    "calendar_link": _link,
}
