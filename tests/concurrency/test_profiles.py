"""An organisation's page under a rush: never more stands on it than it holds, and one picture for one achievement."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from kuznia.directory.models import Exchange, Organisation
from kuznia.directory.queries import live_exchanges
from kuznia.directory.services import AchievementEntry, add_exchange, change_achievement, exchanges
from kuznia.directory.services.exchanges import MOST_LIVE
from kuznia.directory.tests.factories import HOUSE, make_organisation
from kuznia.directory.tests.profile_factories import entry_of_exchange, make_achievement, make_picture
from kuznia.files.queries import files_of
from kuznia.lib.errors import Refused
from tests.concurrency.barrier import Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
RUSH = 6


def page_with_one_place_left() -> Organisation:
    organisation = make_organisation()
    rows = [
        Exchange(organisation=organisation, side="offers", kind="other", text=f"Rzecz {number}")
        for number in range(MOST_LIVE - 1)
    ]
    Exchange.objects.bulk_create(rows)
    return organisation


def add_at_once(organisation: Organisation) -> list[Exchange | Exception]:
    act = partial(add_exchange, organisation=organisation, entry=entry_of_exchange(), actor=HOUSE)
    return all_at_once([act] * RUSH)


def test_page_holds_what_it_may_when_many_are_added_at_once() -> None:
    results = add_at_once(page_with_one_place_left())

    assert live_exchanges().count() == MOST_LIVE
    assert [type(result) for result in results].count(Refused) == RUSH - 1


def test_page_would_hold_more_when_nothing_locks_its_organisation(monkeypatch: Any) -> None:
    monkeypatch.setattr(
        exchanges,
        "demand_kept",
        lambda *, organisation_id, actor: Organisation.objects.get(pk=organisation_id),
    )
    # What the form holds is read out by those who found a place left.
    monkeypatch.setattr(exchanges, "asdict", Meeting().after(exchanges.asdict))

    add_at_once(page_with_one_place_left())

    assert live_exchanges().count() > MOST_LIVE


def test_achievement_keeps_one_picture_when_several_are_put_at_once() -> None:
    achievement = make_achievement(make_organisation(), with_picture=True)
    entry = AchievementEntry(title=achievement.title, year=achievement.year)
    act = partial(
        change_achievement, achievement=achievement, entry=entry, picture=make_picture(), actor=HOUSE
    )

    all_at_once([act] * RUSH)

    assert files_of(achievement).count() == 1
