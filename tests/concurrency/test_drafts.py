"""Offices that draft events of one title in the same instant each get one, at an address of its own."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError

from kuznia.directory.models import Authority
from kuznia.events.models import Event
from kuznia.events.services import announcing
from kuznia.events.services.announcing import EventEntry, draft_event
from kuznia.events.tests.factories import make_event, make_officer
from tests.concurrency.barrier import Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]


def drafted_at_once() -> list[Event | Exception]:
    """Let every office of the county draft the same event at once."""
    entry = EventEntry.of(make_event())
    acts = [
        partial(draft_event, entry=entry, authority=office, actor=make_officer(office))
        for office in Authority.objects.all()
    ]
    Event.objects.all().delete()
    return all_at_once(acts)


def test_every_office_gets_its_draft_when_all_announce_one_title_at_once() -> None:
    results = drafted_at_once()

    assert len({each.slug for each in results if isinstance(each, Event)}) == len(results) > 1


def test_drafts_would_collide_when_nothing_holds_their_addresses(monkeypatch: Any) -> None:
    monkeypatch.setattr(announcing, "_hold_addresses", lambda: None)
    monkeypatch.setattr(announcing, "_free_slug", Meeting().after(announcing._free_slug))

    results = drafted_at_once()

    assert any(isinstance(each, IntegrityError) for each in results)
