"""Records joined in a rush: nobody's act ends at a record that is gone, and the locks are what holds that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.core.management import call_command

from kuznia.directory.models import Merge, Organisation
from kuznia.directory.services import (
    OrganisationRecord,
    appoint_representative,
    change_organisation,
    joinings,
    merge_organisations,
    merging,
    part_organisations,
)
from kuznia.directory.services import ties as own_ties
from kuznia.directory.states import OrganisationState
from kuznia.directory.tests.factories import HOUSE, make_organisation, make_person
from kuznia.events.models import Registration
from kuznia.events.services import registrations
from kuznia.events.services.registrations import sign_up
from kuznia.events.states import ComingFor
from kuznia.events.tests.factories import make_entry, make_event, make_notice
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Visitor
from tests.concurrency.barrier import CONNECTIONS, Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
CLIENTS = 8


def two() -> tuple[Organisation, Organisation]:
    return make_organisation("Iskra"), make_organisation("Stowarzyszenie Hufnal")


def join(kept: Organisation, gone: Organisation) -> Callable[[], Merge]:
    return partial(merge_organisations, kept=kept, gone=gone, choices={}, actor=HOUSE)


def sign_ups_for(organisation: Organisation) -> list[Callable[[], Registration]]:
    notice, event, now = make_notice(), make_event(capacity=100), clock.now()
    entries = [
        make_entry(notice=notice, organisation=organisation, coming_for=ComingFor.ORGANISATION)
        for _client in range(CLIENTS)
    ]
    return [partial(sign_up, event=event, entry=entry, actor=Visitor(), arrived_at=now) for entry in entries]


def join_while_people_sign_up(clients: int) -> tuple[list[Any], int]:
    """Return what everybody got, and how many sign-ups were left at the record that is gone."""
    kept, gone = two()
    tries = sign_ups_for(gone)[:clients]

    results = all_at_once([*tries[: clients // 2], join(kept, gone), *tries[clients // 2 :]])

    return results, Registration.objects.filter(organisation=gone).count()


def test_sign_ups_end_at_the_kept_record_when_they_come_while_it_is_joined() -> None:
    results, left = join_while_people_sign_up(CLIENTS)

    assert [each for each in results if isinstance(each, Exception)] == []
    assert (left, Registration.objects.count()) == (0, CLIENTS)
    call_command("verify", verbosity=0)


def test_sign_ups_would_be_left_behind_when_nothing_holds_joinings(monkeypatch: pytest.MonkeyPatch) -> None:
    clients = CONNECTIONS - 1
    # They name the record that stands, and write once the joining has moved all it found.
    meeting = Meeting(clients + 1)
    monkeypatch.setattr(registrations, "standing_organisation", meeting.after(lambda named: named))
    monkeypatch.setattr(merging, "_record_joining", meeting.after(merging._record_joining))

    _results, left = join_while_people_sign_up(clients)

    assert left == clients


def test_one_joining_wins_when_two_officers_join_each_into_the_other_at_once() -> None:
    one, other = two()

    results = all_at_once([join(one, other), join(other, one)])

    assert [type(result) for result in results].count(Merge) == 1
    assert [type(result) for result in results].count(Refused) == 1
    assert Organisation.objects.filter(state=OrganisationState.MERGED).count() == 1
    call_command("verify", verbosity=0)


def test_joinings_would_run_in_a_circle_when_nothing_holds_the_records(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = Meeting(2).after(lambda kept, gone: (_read(kept), _read(gone)))
    monkeypatch.setattr(merging, "_locked_pair", read)
    monkeypatch.setattr(merging, "change_organisation", lambda organisation, **_rest: organisation)
    monkeypatch.setattr(own_ties, "hold_memberships", lambda: None)
    one, other = two()

    all_at_once([join(one, other), join(other, one)])

    assert Organisation.objects.filter(state=OrganisationState.MERGED).count() == 2


def test_chain_of_joinings_ends_at_a_standing_record_when_both_are_made_at_once() -> None:
    one, other = two()
    third = make_organisation("Kowadło")

    all_at_once([join(other, one), join(third, other)])

    assert joinings.followed(one).state == OrganisationState.ACTIVE
    call_command("verify", verbosity=0)


def test_representative_is_never_left_at_a_joined_record_when_she_is_appointed_at_once() -> None:
    kept, gone = two()
    ewa = make_person("Ewa")
    appoint = partial(appoint_representative, organisation=gone, person=ewa, may_edit=True, actor=HOUSE)

    all_at_once([appoint, join(kept, gone)])

    assert Organisation.objects.get(pk=gone.pk).state == OrganisationState.MERGED
    call_command("verify", verbosity=0)


def test_change_by_a_representative_is_kept_or_refused_when_the_record_is_joined_at_once() -> None:
    kept, gone = two()
    record = replace(OrganisationRecord.of(kept), mission="Nowe zdanie")
    edit = partial(change_organisation, organisation=kept, record=record, actor=HOUSE)
    late = partial(change_organisation, organisation=gone, record=record, actor=HOUSE)

    edited, merged, refused = all_at_once([edit, join(kept, gone), late])

    assert isinstance(merged, Merge)
    assert isinstance(edited, Organisation)
    assert isinstance(refused, Refused | Organisation)
    call_command("verify", verbosity=0)


def test_joining_is_undone_once_when_the_button_is_pressed_many_times() -> None:
    merge = join(*two())()
    undo = partial(part_organisations, merge=merge, reason="To dwie różne.", actor=HOUSE)

    results = all_at_once([undo] * 4)

    assert [type(result) for result in results].count(Refused) == 3
    assert Organisation.objects.filter(state=OrganisationState.MERGED).count() == 0
    call_command("verify", verbosity=0)


def _read(organisation: Organisation) -> Organisation:
    return Organisation.objects.get(pk=organisation.pk)
