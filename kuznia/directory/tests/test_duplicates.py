"""Likely duplicates: found by number and by name, at entry and over the whole directory, and remembered as two."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.models import KnownApart, LikelyPair, Municipality, Organisation
from kuznia.directory.queries.duplicates import (
    MOST_IN_BLOCK,
    likely_duplicates,
    likely_pairs_visible_to,
    pairs_of_all,
)
from kuznia.directory.services import add_organisation, find_duplicates, merge_organisations, tell_apart
from kuznia.directory.tests.factories import HOUSE, make_organisation, make_record, office_actor
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import Visitor

pytestmark = pytest.mark.django_db


def names_like(name: str, **fields: object) -> list[str]:
    found = likely_duplicates(replace(make_record(name), **fields))  # type: ignore[arg-type]
    return [each.organisation.name for each in found]


def with_numbers(name: str, **fields: str) -> Organisation:
    return add_organisation(record=replace(make_record(name), **fields), actor=HOUSE)  # type: ignore[arg-type]


def test_duplicate_is_found_when_the_name_is_alike() -> None:
    make_organisation("Stowarzyszenie „Podkowa”")
    make_organisation("Stowarzyszenie „Iskra”")

    assert names_like("stow. Podkowa") == ["Stowarzyszenie „Podkowa”"]


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ({"krs": "0000123456"}, {"krs": "123456"}),
        ({"krs": "0000123456"}, {"krs": "0000 123 456"}),
        ({"nip": "5260250274"}, {"nip": "526-025-02-74"}),
        ({"regon": "123456785"}, {"regon": "12345678512347"}),
        ({"regon": "12345678512347"}, {"regon": "123456785"}),
    ],
)
def test_duplicate_is_found_when_a_number_is_the_same(kept: dict[str, str], typed: dict[str, str]) -> None:
    with_numbers("Stowarzyszenie Iskra", **kept)

    [found] = likely_duplicates(replace(make_record("Fundacja Kowadło"), **typed))  # type: ignore[arg-type]

    assert (found.organisation.name, found.same_number) == ("Stowarzyszenie Iskra", next(iter(kept)).upper())


def test_number_comes_before_names_when_both_are_found() -> None:
    make_organisation("Stowarzyszenie Iskra")
    with_numbers("Fundacja Kowadło", krs="0000123456")

    assert names_like("Stowarzyszenie Iskra", krs="0000123456") == [
        "Fundacja Kowadło",
        "Stowarzyszenie Iskra",
    ]


def test_alike_name_of_another_gmina_is_no_duplicate(pruszkow: Municipality, brwinow: Municipality) -> None:
    make_organisation("OSP Dworzec", municipality=brwinow)

    assert names_like("OSP Dworzec", municipality=pruszkow) == []
    assert names_like("OSP Dworzec", municipality=brwinow) == ["OSP Dworzec"]


def test_organisation_itself_and_those_told_apart_are_no_duplicates_of_it() -> None:
    iskra, other = make_organisation("Stowarzyszenie Iskra"), make_organisation("Fundacja Iskra")
    third = make_organisation("Towarzystwo Iskra")
    tell_apart(one=other, other=iskra, actor=HOUSE)

    assert [each.organisation for each in likely_duplicates(iskra)] == [third]


def test_joined_record_is_no_duplicate() -> None:
    kept, gone = make_organisation("Stowarzyszenie Iskra"), make_organisation("Fundacja Iskra")
    merge_organisations(kept=kept, gone=gone, choices={}, actor=HOUSE)

    assert names_like("Fundacja Iskra") == ["Stowarzyszenie Iskra"]
    assert pairs_of_all() == []


def test_pairs_of_the_whole_directory_are_found_by_name_and_by_number(pruszkow: Municipality) -> None:
    first = make_organisation("Stowarzyszenie Iskra", municipality=pruszkow)
    second = make_organisation("Fundacja Iskra")
    third = with_numbers("Klub Kowadło", regon="123456785")
    fourth = with_numbers("Zespół Palenisko", regon="12345678512347")

    found = [(pair.first_id, pair.second_id, pair.same_number) for pair in pairs_of_all()]

    assert found == [(first.pk, second.pk, ""), (third.pk, fourth.pk, "REGON")]


def test_beginning_of_many_names_brings_no_pairs() -> None:
    for number in range(MOST_IN_BLOCK + 1):
        make_organisation(f"Iskra {number}")

    assert pairs_of_all() == []


def test_list_is_that_of_the_directory_when_it_is_looked_for_again() -> None:
    kept, gone = make_organisation("Stowarzyszenie Iskra"), make_organisation("Fundacja Iskra")

    counts = [find_duplicates(actor=HOUSE), find_duplicates(actor=HOUSE)]
    LikelyPair.objects.update(first=kept, second=make_organisation("Kowadło"))
    find_duplicates(actor=HOUSE)

    assert counts == [1, 1]
    assert list(LikelyPair.objects.values_list("first", "second")) == [(kept.pk, gone.pk)]


def test_pair_is_remembered_as_two_and_never_found_again() -> None:
    one, other = make_organisation("Stowarzyszenie Iskra"), make_organisation("Fundacja Iskra")
    find_duplicates(actor=HOUSE)

    for _click in range(2):
        tell_apart(one=other, other=one, actor=HOUSE)

    assert (find_duplicates(actor=HOUSE), LikelyPair.objects.count(), KnownApart.objects.count()) == (0, 0, 1)
    [said, _added] = history_of(one, audiences=list(Audience))
    assert said.sentence == "Urząd potwierdza, że to inna organizacja: Fundacja Iskra."


def test_officer_of_a_gmina_sees_the_pairs_of_her_gmina_only(
    pruszkow: Municipality, brwinow: Municipality
) -> None:
    for gmina in (pruszkow, brwinow):
        for kind in ("Fundacja", "Stowarzyszenie"):
            make_organisation(f"{kind} Iskra", municipality=gmina)
    find_duplicates(actor=HOUSE)
    actor = office_actor(pruszkow.authorities.get())

    assert [pair.first.municipality for pair in likely_pairs_visible_to(actor)] == [pruszkow]
    assert list(likely_pairs_visible_to(Visitor())) == []


def test_looking_for_duplicates_is_refused_when_a_visitor_asks() -> None:
    with pytest.raises(Forbidden) as refused:
        find_duplicates(actor=Visitor())

    assert refused.value.message == "Powtórzonych wpisów szukają tylko osoby z urzędu."
