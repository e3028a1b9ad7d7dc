"""What an organisation's page tells of its events."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kuznia.directory.queries import activity_of, organisation_of_page
from kuznia.directory.tests.factories import make_organisation
from kuznia.events.models import EventParty
from kuznia.events.states import EventState, PartyRole
from kuznia.events.tests.factories import make_event
from kuznia.lib.policy import Visitor

pytestmark = pytest.mark.django_db


def told_of(organisation) -> list[tuple[str, str]]:
    shown = organisation_of_page(organisation.slug, actor=Visitor())
    assert shown is not None
    return [(item.title, item.role) for item in activity_of(shown)]


def take_part(organisation, event, *roles: PartyRole) -> None:
    for role in roles:
        EventParty.objects.create(event=event, organisation=organisation, role=role)


def test_events_of_an_organisation_are_told_the_latest_first():
    iskra = make_organisation("Iskra")
    hosted = make_event(title="Piknik", host_organisation=iskra)
    later = hosted.starts_at + timedelta(days=1)
    other = make_event(title="Kongres", starts_at=later, ends_at=later + timedelta(hours=2))
    take_part(iskra, other, PartyRole.PARTNER)

    assert told_of(iskra) == [("Kongres", "partner"), ("Piknik", "gospodarz")]


def test_event_is_told_once_when_its_host_is_also_its_party():
    iskra = make_organisation("Iskra")
    event = make_event(title="Piknik", host_organisation=iskra)
    take_part(iskra, event, PartyRole.CO_ORGANISER, PartyRole.PATRON)

    assert told_of(iskra) == [("Piknik", "patronat")]


def test_draft_is_told_of_nobody():
    iskra = make_organisation("Iskra")
    make_event(host_organisation=iskra, state=EventState.DRAFT)

    assert told_of(iskra) == []
