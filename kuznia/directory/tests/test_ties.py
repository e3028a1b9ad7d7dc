"""Rows that go from one organisation to another: all at once, or those for which no constraint stands in the way."""

from __future__ import annotations

import pytest

from kuznia.directory.models import Membership, Organisation
from kuznia.directory.services import add_membership
from kuznia.directory.services.ties import BELONGS
from kuznia.directory.tasks import forget_what_joinings_moved, look_for_duplicates
from kuznia.directory.tests.factories import HOUSE, make_organisation
from kuznia.lib.ports import MovedTies, StayedTies
from kuznia.lib.ties import counts_of, move_rows, moved_by, return_rows

pytestmark = pytest.mark.django_db


def two_in(*federations: str) -> tuple[Organisation, Organisation, list[Membership]]:
    """Return two organisations and the memberships of the second one; the first belongs to the first federation."""
    kept, gone = make_organisation("Iskra"), make_organisation("Hufnal")
    wider = [make_organisation(name) for name in federations]
    add_membership(member=kept, federation=wider[0], actor=HOUSE)
    return kept, gone, [add_membership(member=gone, federation=each, actor=HOUSE) for each in wider]


def test_row_stays_when_a_constraint_keeps_it_from_moving_and_the_others_go() -> None:
    kept, gone, [doubled, other] = two_in("Federacja", "Związek")

    moved = move_rows(BELONGS, from_id=gone.pk, to_id=kept.pk)

    assert moved == MovedTies(tie="directory.Membership.member", rows=(other.pk,))
    assert list(Membership.objects.filter(member=gone)) == [doubled]


def test_row_stays_and_is_named_when_a_constraint_keeps_it_from_going_back() -> None:
    kept, gone, [other] = two_in("Federacja")
    held = Membership.objects.get(member=kept)
    moved = MovedTies(tie=BELONGS.name, rows=(held.pk,))

    stayed = return_rows(BELONGS, moved, from_id=kept.pk, to_id=gone.pk)

    assert stayed == StayedTies(label="memberships in others", titles=("Federacja",))
    assert set(Membership.objects.all()) == {held, other}


def test_nothing_was_moved_by_a_tie_that_is_newer_than_the_joining() -> None:
    assert moved_by(BELONGS, []) == MovedTies(tie="directory.Membership.member", rows=())


def test_rows_are_counted_by_the_name_of_the_tie() -> None:
    _kept, gone, _memberships = two_in("Federacja", "Związek")

    assert counts_of([BELONGS], gone.pk) == {"directory.Membership.member": 2}


def test_nightly_work_runs_twice_without_harm() -> None:
    make_organisation("Stowarzyszenie Iskra")
    make_organisation("Fundacja Iskra")

    for _night in range(2):
        look_for_duplicates()
        forget_what_joinings_moved()

    assert Organisation.objects.count() == 2
