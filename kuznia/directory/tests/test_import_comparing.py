"""Rows are compared with the directory and with each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kuznia.directory.importing.comparing import Outcome
from kuznia.directory.importing.rows import read_row
from kuznia.directory.importing.vocabulary import vocabulary_of_county
from kuznia.directory.models import Municipality, Organisation
from kuznia.directory.queries.imports import compared
from kuznia.directory.services import (
    OrganisationRecord,
    add_organisation,
    change_organisation,
    close_organisation,
)
from kuznia.directory.states import LegalForm, OrganisationKind
from kuznia.directory.tests.factories import HOUSE, make_organisation, make_record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("county")]
NIP = "5261040828"


def outcomes(*rows: dict[str, str], only_gmina: str = "") -> list[Outcome]:
    vocabulary = vocabulary_of_county()
    read = [
        read_row(number, list(row.values()), {name: at for at, name in enumerate(row)}, vocabulary)
        for number, row in enumerate(rows, start=2)
    ]
    return list(compared((row for row in read if row is not None), only_gmina=only_gmina))


def verdicts(*rows: dict[str, str], only_gmina: str = "") -> list[str]:
    return [each.reason or str(each.verdict) for each in outcomes(*rows, only_gmina=only_gmina)]


def keep(name: str = "Fundacja „Iskra”", **fields: object) -> Organisation:
    return add_organisation(record=replace(make_record(name), **fields), actor=HOUSE)  # type: ignore[arg-type]


def test_unknown_organisation_is_new_with_what_its_name_tells() -> None:
    (found,) = outcomes({"name": "Fundacją Iskra, ul. Długa 5", "krs": "12"})

    assert (found.verdict, {name: new for name, (_old, new) in found.changes.items()}) == (
        "new",
        {
            "name": "Fundacja Iskra",
            "krs": "0000000012",
            "kind": "ngo",
            "legal_form": "foundation",
            "address": "ul. Długa 5",
        },
    )


def test_organisation_is_known_by_its_number(pruszkow: Municipality) -> None:
    kept = keep("Dawna nazwa", nip=NIP, municipality=pruszkow)

    (found,) = outcomes({"name": "Nowa nazwa", "nip": "526-104-08-28"})

    assert (found.organisation_id, found.changes) == (kept.pk, {"name": ("Dawna nazwa", "Nowa nazwa")})


@pytest.mark.parametrize("name", ["FUNDACJA ISKRA", 'Fundacja "Iskra"', "Fundacją Iskra", "fundacja  iskra"])
def test_organisation_is_known_by_its_name_in_the_gmina(name: str, pruszkow: Municipality) -> None:
    keep(municipality=pruszkow)

    assert verdicts({"name": name, "municipality": "Pruszków"}) == ["same"]


def test_name_kept_with_an_address_is_left_alone() -> None:
    keep("Fundacja Iskra, ul. Długa 5", address="ul. Krótka 1")

    assert verdicts({"name": "Fundacja Iskra, ul. Długa 5"}) == ["same"]


def test_empty_cells_delete_nothing(pruszkow: Municipality) -> None:
    keep(municipality=pruszkow, public_phone="22 1", spheres=("1",), opp=False)

    row = {"name": "Fundacja Iskra", "municipality": "", "public_phone": " ", "spheres": "", "opp": ""}
    assert verdicts(row) == ["same"]


def test_changed_fields_are_named_with_old_and_new(pruszkow: Municipality) -> None:
    keep(municipality=pruszkow, public_phone="22 1", spheres=("1",))

    (found,) = outcomes({"name": "Fundacja Iskra", "public_phone": "22 2", "spheres": "17; 1", "opp": "tak"})

    assert found.changes == {
        "public_phone": ("22 1", "22 2"),
        "spheres": (("1",), ("1", "17")),
        "opp": (False, True),
    }


def test_organisation_without_a_gmina_gets_it_from_the_table() -> None:
    keep()

    (found,) = outcomes({"name": "Fundacja Iskra", "municipality": "Raszyn"})

    assert found.changes == {"municipality": ("", "142106")}


def test_same_name_in_another_gmina_is_new(pruszkow: Municipality) -> None:
    keep(municipality=pruszkow)

    assert verdicts({"name": "Fundacja Iskra", "municipality": "Brwinów"}) == ["new"]


def test_row_without_gmina_is_refused_when_several_are_called_so(
    pruszkow: Municipality, brwinow: Municipality
) -> None:
    keep(municipality=pruszkow)
    keep(municipality=brwinow)

    assert verdicts({"name": "Fundacja Iskra"}) == [
        "Kilka organizacji ma taką nazwę. Podaj gminę albo numer z rejestru."
    ]


def test_other_number_under_the_same_name_is_refused(pruszkow: Municipality) -> None:
    keep(krs="0000000001", municipality=pruszkow)

    assert verdicts({"name": "Fundacja Iskra", "municipality": "Pruszków", "krs": "2"}) == [
        "W tej samej gminie organizacja o tej nazwie ma inny numer. Najpierw popraw jeden z nich."
    ]


def test_name_of_a_closed_organisation_may_be_taken_by_another(pruszkow: Municipality) -> None:
    kept = keep(krs="0000000001", municipality=pruszkow)
    close_organisation(organisation=kept, reason="Koniec.", actor=HOUSE)

    row = {"name": "Fundacja Iskra", "municipality": "Pruszków"}
    assert verdicts({**row, "krs": "2"}, {**row, "krs": "1"}) == ["new", "same"]


def test_numbers_of_two_organisations_are_refused() -> None:
    keep(krs="0000000001")
    keep("Młot", nip=NIP)

    assert verdicts({"name": "Iskra", "krs": "1", "nip": NIP}) == [
        "Numery w tym wierszu należą do różnych organizacji z katalogu."
    ]


@pytest.mark.parametrize(
    "second",
    [
        {"name": "Inna", "krs": "1", "municipality": ""},
        {"name": "FUNDACJA „ISKRA”", "krs": "", "municipality": ""},
    ],
)
def test_same_organisation_twice_in_a_table_is_refused(second: dict[str, str]) -> None:
    found = verdicts({"name": "Fundacja Iskra", "krs": "1", "municipality": ""}, second)

    assert found == ["new", "Ta sama organizacja co w wierszu 2."]


def test_known_organisation_twice_in_a_table_is_refused() -> None:
    keep(krs="0000000001", nip=NIP)

    assert verdicts({"name": "Fundacja Iskra", "krs": "1"}, {"name": "Fundacja Iskra", "nip": NIP}) == [
        "same",
        "Ta sama organizacja co w wierszu 2.",
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            {"name": "Grupa nieformalna Sąsiedzi", "krs": "1"},
            "Grupa nieformalna nie ma formy prawnej, numeru KRS, NIP i REGON ani statusu OPP. Wyczyść te pola.",
        ),
        (
            {"name": "Iskra", "other_register": "Starosty"},
            "Podaj i nazwę innego rejestru, i numer w nim.",
        ),
    ],
)
def test_record_against_the_rules_of_the_directory_is_refused(row: dict[str, str], reason: str) -> None:
    assert verdicts(row) == [reason]


def test_officer_of_a_gmina_takes_in_her_own_only(pruszkow: Municipality, brwinow: Municipality) -> None:
    keep("Młot", krs="0000000001", municipality=brwinow)

    found = verdicts(
        {"name": "Iskra", "municipality": "", "krs": "", "public_phone": ""},
        {"name": "Kowadło", "municipality": "Brwinów", "krs": "", "public_phone": ""},
        {"name": "Młot", "municipality": "", "krs": "1", "public_phone": "22"},
        {"name": "Młot", "municipality": "Brwinów", "krs": "1", "public_phone": ""},
        only_gmina=pruszkow.teryt6,
    )

    foreign = "Ta organizacja nie jest z Waszej gminy; prowadzi ją starostwo."
    assert found == ["new", foreign, foreign, "same"]


def test_kind_and_form_of_a_known_organisation_are_not_guessed_again() -> None:
    add_organisation(
        record=OrganisationRecord(
            kind=OrganisationKind.NGO, legal_form=LegalForm.CHURCH_BODY, name="Fundacja Świętego Jana"
        ),
        actor=HOUSE,
    )

    assert verdicts({"name": "Fundacja Świętego Jana"}) == ["same"]


def test_moved_organisation_is_changed_in_the_county(pruszkow: Municipality) -> None:
    kept = make_organisation("Fundacja Iskra", municipality=pruszkow)
    change_organisation(organisation=kept, record=replace(OrganisationRecord.of(kept), krs="1"), actor=HOUSE)

    (found,) = outcomes({"name": "Fundacja Iskra", "krs": "1", "municipality": "Raszyn"})

    assert found.changes == {"municipality": ("142102", "142106")}
