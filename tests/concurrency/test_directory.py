"""The directory under a rush: no circle of memberships, no office without an administrator, no organisation twice."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import Any

import pytest

from kuznia.directory.models import Membership, Organisation, Post, StandIn
from kuznia.directory.services import (
    Away,
    add_membership,
    add_organisation,
    appoint_officer,
    end_post,
    memberships,
    name_stand_in,
    organisations,
    stand_ins,
)
from kuznia.directory.tests.factories import HOUSE, make_county, make_organisation, make_person, make_record
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import OfficeRole
from kuznia.lib.text import slug
from tests.concurrency.barrier import all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
RING = 4
_numbers = count(1)


def join_in_a_ring() -> int:
    """Let each of four join the next, all at once; return how many got in."""
    ring = [make_organisation(f"Ogniwo {number}") for number in range(RING)]
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    acts = [
        partial(add_membership, member=member, federation=federation, actor=HOUSE)
        for member, federation in pairs
    ]
    all_at_once(acts)
    return Membership.objects.count()


def test_memberships_close_no_circle_when_all_join_at_once() -> None:
    assert join_in_a_ring() == RING - 1


def test_memberships_would_close_a_circle_when_nothing_holds_them_apart(monkeypatch: Any) -> None:
    monkeypatch.setattr(memberships, "hold_memberships", lambda: None)
    circles = 0

    for _round in range(20):
        Membership.objects.all().delete()
        Organisation.objects.all().delete()
        circles += join_in_a_ring() == RING

    assert circles > 0


def test_office_keeps_an_administrator_when_two_end_each_other_at_once() -> None:
    county = make_county()
    posts = [
        appoint_officer(person=make_person(), authority=county, role=OfficeRole.ADMINISTRATOR, actor=HOUSE)
        for _number in range(2)
    ]

    acts = [partial(end_post, post=post, actor=HOUSE) for post in posts]
    results = all_at_once(acts)

    assert Post.objects.filter(until_at__isnull=True).count() == 1
    assert [type(result) for result in results].count(Refused) == 1


def name_six_at_once() -> int:
    """Let six people be named for the same days at once; return how many stand in."""
    county = make_county()
    post = appoint_officer(person=make_person(), authority=county, role=OfficeRole.OFFICER, actor=HOUSE)
    day = clock.today()
    away = Away(since_on=day, until_on=day)
    people = [make_person() for _number in range(6)]
    all_at_once(
        [partial(name_stand_in, post=post, person=person, away=away, actor=HOUSE) for person in people]
    )
    return StandIn.objects.filter(post=post).count()


def test_one_person_stands_in_when_six_are_named_at_once() -> None:
    assert name_six_at_once() == 1


def test_several_would_stand_in_when_nothing_holds_the_office(monkeypatch: Any) -> None:
    monkeypatch.setattr(
        stand_ins, "_locked", lambda post: Post.objects.select_related("authority").get(pk=post.pk)
    )

    assert name_six_at_once() > 1


def add_six_times(name: str) -> list[Organisation | Exception]:
    record = make_record(name)
    return all_at_once([lambda: add_organisation(record=record, actor=HOUSE)] * 6)


def test_organisation_is_added_once_when_the_form_is_sent_many_times_at_once() -> None:
    results = add_six_times("Fundacja Iskra")

    assert Organisation.objects.count() == 1
    assert [type(result) for result in results].count(Refused) == 5


def test_organisation_would_be_added_twice_when_nothing_holds_the_names(monkeypatch: Any) -> None:
    monkeypatch.setattr(organisations, "_hold_names", lambda: None)
    # An address of its own for each, as the one who comes a moment later gets.
    monkeypatch.setattr(organisations, "_free_slug", lambda name: f"{slug(name)}-{next(_numbers)}")

    results = add_six_times("Fundacja Iskra")

    assert [type(result) for result in results].count(Organisation) > 1
