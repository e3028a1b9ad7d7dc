"""A joining undone: everything goes back, what was changed since stays and is named, after 30 days it is too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.models import Membership, Merge, Organisation, Representation
from kuznia.directory.records import Side
from kuznia.directory.services import (
    OrganisationRecord,
    VenueRecord,
    add_membership,
    add_organisation,
    add_venue,
    appoint_representative,
    change_organisation,
    change_representation,
    change_venue,
    close_organisation,
    end_representation,
    forget_old_merges,
    merge_organisations,
    part_organisations,
)
from kuznia.directory.states import OrganisationState
from kuznia.directory.tests.factories import HOUSE, make_organisation, make_person, make_record
from kuznia.files.queries import files_of
from kuznia.files.services import store_upload
from kuznia.files.tests.factories import PDF, upload
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.meanwhile import marks_of, values_of
from kuznia.lib.policy import System
from kuznia.lib.ports import StayedTies
from kuznia.lib.stopped_clock import clock_stopped_at

pytestmark = pytest.mark.django_db
PEOPLE = "representatives, present and past"


def two() -> tuple[Organisation, Organisation]:
    return make_organisation("Iskra"), make_organisation("Iskra 2")


def join(kept: Organisation, gone: Organisation, **choices: Side) -> Merge:
    return merge_organisations(kept=kept, gone=gone, choices=choices, actor=HOUSE)


def part(merge: Merge) -> list[StayedTies]:
    stayed = part_organisations(merge=merge, reason="To dwie różne.", actor=HOUSE)
    call_command("verify", verbosity=0)
    return stayed


def roles() -> list[tuple[str, bool, bool]]:
    held = Representation.objects.filter(until_at=None).order_by("pk")
    return [(each.organisation.name, each.may_sign, each.may_edit) for each in held]


def test_both_records_stand_by_themselves_again() -> None:
    kept, gone = two()
    merge = join(kept, gone)

    stayed = part(merge)

    gone.refresh_from_db()
    merge.refresh_from_db()
    assert (stayed, gone.state, gone.merged_into) == ([], OrganisationState.ACTIVE, None)
    assert merge.undone_at is not None


def test_closed_record_is_closed_again_when_its_joining_is_undone() -> None:
    kept, gone = two()
    close_organisation(organisation=gone, reason="Koniec.", actor=HOUSE)

    part(join(kept, gone))

    gone.refresh_from_db()
    assert gone.state == OrganisationState.CLOSED


def test_everything_goes_back_exactly() -> None:
    kept, gone = two()
    federation, ewa, jan = make_organisation("Federacja"), make_person("Ewa"), make_person("Jan")
    for each, person, right in ((kept, ewa, "may_sign"), (gone, ewa, "may_edit"), (gone, jan, "may_sign")):
        rights: Any = {right: True}
        appoint_representative(organisation=each, person=person, actor=HOUSE, **rights)
    for each in (kept, gone):
        add_membership(member=each, federation=federation, actor=HOUSE)
    add_membership(member=kept, federation=gone, actor=HOUSE)
    venue = add_venue(record=VenueRecord(name="Dom", address="Rynek 1", organisation=gone), actor=HOUSE)
    file = store_upload(upload=upload(PDF, "statut.pdf"), owner=gone, actor=HOUSE)
    before = roles(), list(Membership.objects.order_by("pk").values())

    part(join(kept, gone))

    venue.refresh_from_db()
    assert (roles(), list(Membership.objects.order_by("pk").values())) == before
    assert (venue.organisation, list(files_of(gone))) == (gone, [file])


def test_fields_of_the_kept_record_get_their_old_values_where_nobody_changed_them_since() -> None:
    kept = add_organisation(record=replace(make_record("Iskra"), mission="A", spheres=("1",)), actor=HOUSE)
    record = replace(make_record("Iskra 2"), mission="B", krs="0000123456", spheres=("7",))
    gone = add_organisation(record=record, actor=HOUSE)
    merge = join(kept, gone, mission=Side.GONE, krs=Side.GONE, spheres=Side.BOTH)
    kept.refresh_from_db()
    changed = replace(OrganisationRecord.of(kept), mission="C")
    change_organisation(organisation=kept, record=changed, actor=HOUSE)

    part(merge)

    kept.refresh_from_db()
    assert (kept.mission, kept.krs, OrganisationRecord.of(kept).spheres) == ("C", "", ("1",))


def test_row_that_was_tied_to_another_since_stays_and_is_named() -> None:
    kept, gone = two()
    record = VenueRecord(name="Dom", address="Rynek 1", organisation=gone)
    venue = add_venue(record=record, actor=HOUSE)
    merge = join(kept, gone)
    other, opened = make_organisation("Kowadło"), marks_of({**values_of(record), "organisation": kept})
    change_venue(venue=venue, record=replace(record, organisation=other), opened=opened, actor=HOUSE)

    [stayed] = part(merge)

    venue.refresh_from_db()
    assert (stayed.label, stayed.titles, venue.organisation) == ("venues", (str(venue.pk),), other)


def test_person_who_was_sent_off_since_acts_for_neither_and_is_named() -> None:
    kept, gone, ewa = *two(), make_person("Ewa")
    for each in (kept, gone):
        appoint_representative(organisation=each, person=ewa, actor=HOUSE)
    merge = join(kept, gone)
    end_representation(representation=Representation.objects.get(until_at=None), actor=HOUSE)

    stayed = part(merge)

    assert (stayed, roles()) == ([StayedTies(label=PEOPLE, titles=("Ewa",))], [])


def test_rights_that_were_changed_since_stay_and_the_person_is_named() -> None:
    kept, gone, ewa = *two(), make_person("Ewa")
    appoint_representative(organisation=kept, person=ewa, actor=HOUSE)
    appoint_representative(organisation=gone, person=ewa, may_edit=True, actor=HOUSE)
    merge = join(kept, gone)
    held = Representation.objects.get(until_at=None)
    change_representation(representation=held, may_sign=True, may_edit=True, may_report=False, actor=HOUSE)

    stayed = part(merge)

    assert stayed == [StayedTies(label=PEOPLE, titles=("Ewa",))]
    assert roles() == [("Iskra", True, True), ("Iskra 2", False, True)]


def test_membership_in_a_federation_that_was_joined_since_stays_out_and_is_named() -> None:
    kept, gone, federation, wider = *two(), make_organisation("Federacja"), make_organisation("Związek")
    for each in (kept, gone):
        add_membership(member=each, federation=federation, actor=HOUSE)
    merge = join(kept, gone)
    join(wider, federation)

    stayed = part(merge)

    assert stayed == [StayedTies(label="memberships in others", titles=("Federacja",))]
    assert list(Membership.objects.values_list("member__name", "federation__name")) == [("Iskra", "Związek")]


def test_history_says_what_stayed() -> None:
    kept, gone, ewa = *two(), make_person("Ewa")
    for each in (kept, gone):
        appoint_representative(organisation=each, person=ewa, actor=HOUSE)
    merge = join(kept, gone)
    end_representation(representation=Representation.objects.get(until_at=None), actor=HOUSE)

    part(merge)

    left, undone, *_older = history_of(kept, audiences=list(Audience))
    assert undone.sentence == "Cofnięto połączenie. Drugi wpis: Iskra 2."
    assert left.sentence == (
        "Zmieniono po połączeniu, więc zostaje tak, jak jest: "
        "przedstawicielki i przedstawiciele, obecni i dawni: 1."
    )
    assert history_of(gone)[0].reason == "To dwie różne."


def test_parting_is_refused_after_thirty_days() -> None:
    kept, gone = two()
    merge = join(kept, gone)
    Merge.objects.update(merged_at=clock.now() - timedelta(days=30, minutes=1))

    with pytest.raises(Refused) as refused:
        part(merge)

    gone.refresh_from_db()
    assert refused.value.message.startswith("Połączenie można cofnąć przez 30 dni. Te wpisy połączono ")
    assert gone.state == OrganisationState.MERGED


def test_parting_is_refused_when_it_has_been_done() -> None:
    merge = join(*two())
    part(merge)

    with pytest.raises(Refused) as refused:
        part(merge)

    assert refused.value.message == "To połączenie już cofnięto."


def test_parting_is_refused_while_the_kept_record_is_joined_with_another_itself() -> None:
    kept, gone = two()
    merge = join(kept, gone)
    join(make_organisation("Kowadło"), kept)

    with pytest.raises(Refused) as refused:
        part(merge)

    assert refused.value.message == (
        "Wpis „Iskra” sam został potem połączony z „Kowadło”. Najpierw cofnij tamto połączenie."
    )


def test_parting_is_refused_when_no_reason_is_given() -> None:
    merge = join(*two())

    with pytest.raises(Refused) as refused:
        part_organisations(merge=merge, reason=" ", actor=HOUSE)

    assert refused.value.message == "Napisz powód w jednym zdaniu."


def test_nothing_is_kept_of_a_joining_that_can_no_longer_be_undone() -> None:
    kept, gone = two()
    appoint_representative(organisation=gone, person=make_person(), actor=HOUSE)
    merge = join(kept, gone)

    counts = [forget_old_merges(actor=System("tests"))]
    with clock_stopped_at(clock.now() + timedelta(days=31)):
        counts += [forget_old_merges(actor=System("tests")) for _night in range(2)]

    merge.refresh_from_db()
    assert (counts, merge.moved, merge.values) == ([0, 1, 0], [], {})
