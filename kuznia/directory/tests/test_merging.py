"""Joining two records: what moves, what is chosen, what is refused, and where the old address leads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.utils import translation

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.models import Membership, Merge, Municipality, Organisation, Representation
from kuznia.directory.records import Side, differences
from kuznia.directory.services import (
    OrganisationRecord,
    add_membership,
    add_organisation,
    appoint_representative,
    change_organisation,
    close_organisation,
    merge_organisations,
)
from kuznia.directory.states import OrganisationState
from kuznia.directory.tests.factories import (
    HOUSE,
    make_county,
    make_organisation,
    make_person,
    make_record,
    office_actor,
)
from kuznia.files.queries import files_of
from kuznia.files.services import store_upload
from kuznia.files.tests.factories import PDF, upload
from kuznia.lib.errors import Forbidden, Refused

pytestmark = pytest.mark.django_db


def joined(kept: Organisation, gone: Organisation, **choices: Side) -> Merge:
    merge = merge_organisations(kept=kept, gone=gone, choices=choices, actor=HOUSE)
    kept.refresh_from_db()
    gone.refresh_from_db()
    return merge


def test_joined_record_leads_to_the_kept_one() -> None:
    kept, gone = make_organisation("Iskra"), make_organisation("Iskra z Piastowa")

    joined(kept, gone)

    assert (gone.state, gone.merged_into) == (OrganisationState.MERGED, kept)
    assert kept.state == OrganisationState.ACTIVE
    call_command("verify", verbosity=0)


def test_chosen_values_stay_and_the_rest_is_that_of_the_kept_record() -> None:
    kept = add_organisation(record=replace(make_record("Iskra"), mission="A", spheres=("1",)), actor=HOUSE)
    record = replace(make_record("Iskra 2"), krs="0000123456", mission="B", address="Rynek 1", spheres=("7",))
    gone = add_organisation(record=record, actor=HOUSE)

    joined(kept, gone, krs=Side.GONE, mission=Side.GONE, spheres=Side.BOTH)

    assert (kept.name, kept.krs, kept.mission, kept.address) == ("Iskra", "0000123456", "B", "")
    assert OrganisationRecord.of(kept).spheres == ("1", "7")


def test_values_of_the_kept_record_stay_when_nothing_is_chosen() -> None:
    kept = add_organisation(record=replace(make_record("Iskra"), mission="A"), actor=HOUSE)
    gone = add_organisation(record=replace(make_record("Iskra 2"), mission="B"), actor=HOUSE)

    merge = joined(kept, gone, spheres=Side.BOTH)

    assert (kept.mission, merge.values) == ("A", {})


def test_representatives_act_for_the_kept_record() -> None:
    kept, gone, ewa = make_organisation("Iskra"), make_organisation("Iskra 2"), make_person()
    appoint_representative(organisation=gone, person=ewa, may_edit=True, actor=HOUSE)

    joined(kept, gone)

    [held] = Representation.objects.filter(until_at=None)
    assert (held.organisation, held.person, held.may_edit) == (kept, ewa, True)


def test_one_person_of_both_records_keeps_one_role_with_the_rights_of_both() -> None:
    kept, gone, ewa = make_organisation("Iskra"), make_organisation("Iskra 2"), make_person()
    appoint_representative(organisation=kept, person=ewa, may_sign=True, actor=HOUSE)
    appoint_representative(organisation=gone, person=ewa, may_edit=True, actor=HOUSE)

    joined(kept, gone)

    [held] = Representation.objects.filter(until_at=None)
    assert (held.organisation, held.may_sign, held.may_edit, held.may_report) == (kept, True, True, False)


def test_memberships_stand_once_when_both_belong_to_the_same() -> None:
    kept, gone, federation = map(make_organisation, ("Iskra", "Iskra 2", "Federacja"))
    member = make_organisation("Ogniwo")
    for each in (kept, gone):
        add_membership(member=each, federation=federation, actor=HOUSE)
    add_membership(member=member, federation=gone, actor=HOUSE)

    joined(kept, gone)

    ties = set(Membership.objects.values_list("member__name", "federation__name"))
    assert ties == {("Iskra", "Federacja"), ("Ogniwo", "Iskra")}


def test_membership_of_one_in_the_other_ends_when_they_are_joined() -> None:
    kept, gone = make_organisation("Iskra"), make_organisation("Iskra 2")
    add_membership(member=kept, federation=gone, actor=HOUSE)

    joined(kept, gone)

    assert Membership.objects.count() == 0


def test_joining_is_refused_when_the_kept_record_would_belong_to_itself_through_another() -> None:
    kept, gone, between = map(make_organisation, ("Iskra", "Iskra 2", "Federacja"))
    add_membership(member=kept, federation=between, actor=HOUSE)
    add_membership(member=between, federation=gone, actor=HOUSE)

    with pytest.raises(Refused) as refused:
        joined(kept, gone)

    assert refused.value.message == (
        "Tych wpisów nie można połączyć: stoi między nimi „Federacja”. Najpierw zakończ jej członkostwo."
    )
    assert Merge.objects.count() == 0


def test_files_belong_to_the_kept_record() -> None:
    kept, gone = make_organisation("Iskra"), make_organisation("Iskra 2")
    file = store_upload(upload=upload(PDF, "statut.pdf"), owner=gone, actor=HOUSE, title="Statut")

    joined(kept, gone)

    assert (list(files_of(kept)), list(files_of(gone))) == ([file], [])


def test_both_histories_tell_of_the_joining_in_sentences() -> None:
    kept, gone = make_organisation("Iskra"), make_organisation("Iskra 2")
    appoint_representative(organisation=gone, person=make_person(), actor=HOUSE)

    joined(kept, gone)

    [came, joining, *_older] = history_of(kept, audiences=list(Audience))
    assert (
        came.sentence
        == "Z dołączonego wpisu przeszły: przedstawicielki i przedstawiciele, obecni i dawni: 1."
    )
    assert joining.sentence == "Do tego wpisu dołączono inny: Iskra 2."
    assert history_of(gone)[0].sentence == "Wszystko z tego wpisu jest teraz tutaj: Iskra."


def test_joining_is_refused_when_the_officer_covers_only_one_of_both() -> None:
    make_county()
    near, far = Municipality.objects.order_by("position")[:2]
    kept, gone = make_organisation("Iskra", municipality=near), make_organisation("Iskra 2", municipality=far)
    actor = office_actor(near.authorities.get())

    with pytest.raises(Forbidden) as refused:
        merge_organisations(kept=kept, gone=gone, choices={}, actor=actor)

    assert refused.value.message == "Może to zrobić tylko urzędnik powiatu albo gminy tej organizacji."


def test_joining_is_refused_when_both_are_one_record() -> None:
    kept = make_organisation("Iskra")

    with pytest.raises(Refused) as refused:
        joined(kept, kept)

    assert refused.value.message == "To jeden i ten sam wpis."


def test_joining_is_refused_when_one_record_has_been_joined_already() -> None:
    kept, gone, third = map(make_organisation, ("Iskra", "Iskra 2", "Iskra 3"))
    joined(kept, gone)

    with pytest.raises(Refused) as refused:
        joined(third, gone)

    assert refused.value.message == (
        "Wpisu „Iskra 2” nie można teraz połączyć: jego stan to „połączony z innym wpisem”."
    )


def test_joining_is_refused_when_the_kept_record_is_closed_and_the_other_active() -> None:
    kept, gone = make_organisation("Iskra"), make_organisation("Iskra 2")
    close_organisation(organisation=kept, reason="Koniec.", actor=HOUSE)

    with pytest.raises(Refused) as refused:
        joined(kept, gone)

    assert refused.value.message == "Organizacja „Iskra” jest zamknięta. Zostaw wpis, który jest czynny."


def test_joined_record_is_not_changed_any_more() -> None:
    kept, gone = make_organisation("Iskra"), make_organisation("Iskra 2")
    joined(kept, gone)

    with pytest.raises(Refused) as refused:
        change_organisation(organisation=gone, record=make_record("Inna"), actor=HOUSE)

    assert refused.value.message == "Ten wpis połączono z „Iskra”. Wprowadź zmianę tam."


def test_membership_named_for_a_joined_record_is_that_of_the_kept_one() -> None:
    kept, gone, federation = map(make_organisation, ("Iskra", "Iskra 2", "Federacja"))
    joined(kept, gone)

    membership = add_membership(member=gone, federation=federation, actor=HOUSE)

    assert membership.member == kept


def test_differences_are_spoken_and_an_empty_value_yields_to_a_full_one() -> None:
    kept = replace(make_record("Iskra"), mission="A", spheres=("1",), opp=True)
    gone = replace(make_record("Iskra"), mission="B", address="Rynek 1")

    with translation.override("pl"):
        found = [(each.label, each.kept, each.gone, each.proposed) for each in differences(kept, gone)]

    assert found == [
        ("W jednym zdaniu", "A", "B", Side.KEPT),
        ("Adres", "–", "Rynek 1", Side.GONE),
        ("Status OPP", "tak", "nie", Side.KEPT),
        ("Sfery", "pomoc społeczna", "–", Side.BOTH),
    ]


def test_accounts_that_differ_are_read_in_groups() -> None:
    kept = replace(make_record(), account="61109010140000071219812874")

    (found,) = differences(kept, make_record())

    assert (found.kept, found.gone) == ("61\u00a01090\u00a01014\u00a00000\u00a00712\u00a01981\u00a02874", "–")
