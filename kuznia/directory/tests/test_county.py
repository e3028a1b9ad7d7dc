from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.models import Authority, Municipality
from kuznia.directory.services import CountyContact, change_county_data, set_up_county
from kuznia.directory.tests.factories import HOUSE, make_county, office_actor
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.meanwhile import ChangedMeanwhile, marks_of, values_of
from kuznia.lib.policy import OfficeRole
from kuznia.lib.ports import county as county_of_house

GMINAS = ["Piastów", "Pruszków", "Brwinów", "Michałowice", "Nadarzyn", "Raszyn"]


def shown(county):
    return marks_of(values_of(CountyContact.of(county)))


def test_set_up_county_makes_its_office_and_those_of_its_gminas(county):
    names = list(Authority.objects.values_list("name", flat=True))

    assert (county.name, county.locative) == ("Powiat Pruszkowski", "Powiecie Pruszkowskim")
    assert [gmina.name for gmina in Municipality.objects.all()] == GMINAS
    assert names == [
        "Powiat Pruszkowski",
        "Miasto Piastów",
        "Miasto Pruszków",
        "Gmina Brwinów",
        "Gmina Michałowice",
        "Gmina Nadarzyn",
        "Gmina Raszyn",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("teryt", "name", "locative", "gminas", "offices"),
    [
        ("1261", "Miasto Kraków", "Mieście Kraków", 1, 1),
        ("1465", "Miasto Stołeczne Warszawa", "Mieście Stołecznym Warszawa", 1, 1),
        ("1432", "Powiat Warszawski Zachodni", "Powiecie Warszawskim Zachodnim", 7, 8),
        ("3002", "Powiat Czarnkowsko-Trzcianecki", "Powiecie Czarnkowsko-Trzcianeckim", 8, 9),
    ],
)
def test_set_up_county_names_any_county_properly(teryt, name, locative, gminas, offices):
    county = make_county(teryt)

    assert (county.name, county.locative) == (name, locative)
    assert (Municipality.objects.count(), Authority.objects.count()) == (gminas, offices)


@pytest.mark.django_db
def test_set_up_county_tells_a_town_from_the_villages_of_the_same_name():
    make_county("0201")

    names = Municipality.objects.filter(name__startswith="Bolesławiec")

    assert [gmina.name for gmina in names] == ["Bolesławiec (miasto)", "Bolesławiec (gmina)"]


def test_set_up_county_changes_nothing_when_run_again(county):
    again = make_county()

    assert again == county
    assert Authority.objects.count() == 7


def test_set_up_county_is_refused_when_another_county_is_served(county):
    with pytest.raises(Refused) as refusal:
        make_county("1261")

    assert refusal.value.message == "Ta instalacja służy już innemu powiatowi: Powiat Pruszkowski."


@pytest.mark.django_db
@pytest.mark.parametrize("teryt", ["9999", "14", "142102", "", "'; DROP TABLE x"])
def test_set_up_county_is_refused_when_no_county_has_the_code(teryt):
    with pytest.raises(Refused) as refusal:
        make_county(teryt)

    assert refusal.value.message == f"Żaden powiat nie ma kodu TERYT {teryt}."


def test_set_up_county_is_forbidden_to_people(county):
    with pytest.raises(Forbidden) as refusal:
        set_up_county(teryt="1421", actor=office_actor(county, role=OfficeRole.ADMINISTRATOR))

    assert refusal.value.message == "Powiat zakłada się poleceniem init_county."


@pytest.mark.django_db
def test_init_county_says_what_it_made(capsys):
    call_command("init_county", teryt="1261")

    assert capsys.readouterr().out == "Miasto Kraków (1261): Kraków\n"


@pytest.mark.django_db
def test_init_county_fails_with_the_sentence_when_the_code_is_wrong():
    with pytest.raises(CommandError, match=r"^Żaden powiat nie ma kodu TERYT 9999\.$"):
        call_command("init_county", teryt="9999")


def test_change_county_data_shows_at_once_and_names_the_fields(county):
    administrator = office_actor(county, role=OfficeRole.ADMINISTRATOR)
    assert county_of_house().phone == ""
    contact = CountyContact(
        name=county.name, locative=county.locative, phone="22 000 00 00", website="https://a.pl"
    )

    change_county_data(authority=county, contact=contact, opened=shown(county), actor=administrator)

    assert county_of_house().phone == "22 000 00 00"
    assert history_of(county)[0].sentence == "Zmieniono dane powiatu: telefon, strona internetowa."


def test_change_county_data_is_refused_when_others_changed_the_same(county):
    contact, opened = CountyContact.of(county), shown(county)
    theirs = replace(contact, phone="22 000 00 00", website="https://a.pl")
    change_county_data(authority=county, contact=theirs, opened=opened, actor=HOUSE)

    with pytest.raises(ChangedMeanwhile) as refusal:
        change_county_data(
            authority=county, contact=replace(contact, phone="112"), opened=opened, actor=HOUSE
        )

    assert refusal.value.theirs == {"phone": "22 000 00 00"}


def test_change_county_data_writes_no_history_when_nothing_differs(county):
    contact = CountyContact(name=county.name, locative=county.locative)

    change_county_data(authority=county, contact=contact, opened=shown(county), actor=HOUSE)

    assert len(history_of(county, audiences=list(Audience))) == 1


@pytest.mark.parametrize("role", [OfficeRole.OFFICER, OfficeRole.EDITOR])
def test_change_county_data_is_forbidden_to_others(county, role):
    contact = CountyContact(name="Inny", locative="Innym")

    with pytest.raises(Forbidden) as refusal:
        change_county_data(
            authority=county,
            contact=contact,
            opened=shown(county),
            actor=office_actor(county, role=role),
        )

    assert refusal.value.message == "Dane powiatu zmienia tylko administrator starostwa."
