from datetime import date

import pytest
from django.db import connection

from kuznia.directory.answers import NAVIGATION, PERSONAL_DATA, TODO
from kuznia.directory.invariants import INVARIANTS
from kuznia.directory.models import Membership, Municipality, Organisation
from kuznia.directory.queries import roles_of
from kuznia.directory.services import add_membership
from kuznia.directory.tests.factories import (
    HOUSE,
    make_organisation,
    make_venue,
    office_actor,
    officer_of,
    representative_actor,
    representative_of,
)
from kuznia.files.tests.factories import picture, stored
from kuznia.lib.policy import AsSelf, OfficeRole, Visitor
from kuznia.lib.ports import NO_COUNTY
from kuznia.lib.ports import county as county_of_house


def broken():
    """Return the invariants that do not hold."""
    names = []
    for name, query in INVARIANTS.items():
        with connection.cursor() as cursor:
            cursor.execute(query)
            names += [name] if cursor.fetchall() else []
    return names


def test_invariants_hold_when_the_directory_is_in_use(county, pruszkow):
    federation = make_organisation("Żółta Łódź", municipality=pruszkow)
    add_membership(member=make_organisation("Ćma"), federation=federation, actor=HOUSE)
    officer_of(county, role=OfficeRole.ADMINISTRATOR)
    representative_of(federation)
    make_venue(municipality=pruszkow)

    assert broken() == []


def test_invariants_find_a_circle_and_a_stale_sort_key_when_somebody_plants_them(county):
    first, second = make_organisation("Pierwsza"), make_organisation("Druga")
    for member, federation in ((first, second), (second, first)):
        Membership.objects.create(member=member, federation=federation)
    Organisation.objects.filter(pk=first.pk).update(sort_key="zzz")

    assert broken() == ["directory.sorted_by_its_name", "directory.memberships_without_circle"]


@pytest.mark.django_db
def test_county_is_nameless_before_it_is_set_up():
    assert county_of_house() == NO_COUNTY


def test_county_is_asked_once_for_many_pages(county, django_assert_num_queries):
    county_of_house()

    with django_assert_num_queries(0):
        profile = county_of_house()

    assert (profile.name, profile.locative, len(profile.municipalities)) == (
        "Powiat Pruszkowski",
        "Powiecie Pruszkowskim",
        6,
    )


def test_desk_menu_has_what_the_role_keeps(county):
    entries = {
        role: [item.url_name for item in NAVIGATION.desk_menu(office_actor(county, role=role))]
        for role in OfficeRole
    }

    kept = ["directory:desk-organisations", "directory:desk-claims", "directory:venues"]
    assert entries == {
        OfficeRole.OFFICER: kept,
        OfficeRole.EDITOR: [],
        OfficeRole.ADMINISTRATOR: [*kept, "directory:county"],
    }
    assert NAVIGATION.desk_menu(Visitor()) == ()


def test_todo_names_what_the_law_wants_first_and_then_what_a_new_county_needs(county):
    administrator = office_actor(county, role=OfficeRole.ADMINISTRATOR)

    titles = [item.title for item in TODO.todo_items(administrator)]

    assert titles == [
        "Podaj kontakt do inspektora ochrony danych",
        "Podaj kontakt do koordynatora dostępności",
        "Podaj adres BIP",
        "Dodaj logo powiatu",
        "Podaj liczbę mieszkańców każdej gminy",
        "Nadaj komuś rolę urzędnika",
    ]
    assert list(TODO.todo_items(office_actor(county))) == []


def test_todo_is_empty_when_everything_is_given(county):
    county.data_protection_officer = county.accessibility_coordinator = "Anna, tel. 22"
    county.bip_url = "https://bip.example.org"
    county.logo = stored(picture(), "logo.png")
    county.save()
    Municipality.objects.update(population=20_000, population_on=date(2018, 12, 31))
    officer_of(county)

    administrator = office_actor(county, role=OfficeRole.ADMINISTRATOR)

    assert list(TODO.todo_items(administrator)) == []


def test_personal_data_export_lists_every_role(county):
    organisation = make_organisation()
    person = representative_of(organisation)

    rows = PERSONAL_DATA.export(person.pk)

    assert [(row["organisation"], row["may_edit"], row["until"]) for row in rows] == [
        ("Stowarzyszenie Przykładowe", True, None)
    ]


def test_personal_data_erasure_ends_every_role(county):
    person = officer_of(county)

    assert PERSONAL_DATA.erase(person.pk) == 1
    assert roles_of(person) == [AsSelf(person_id=person.pk, name=person.name)]
    assert PERSONAL_DATA.export(person.pk)[0]["until"] is not None


@pytest.mark.django_db
def test_representative_is_offered_no_desk():
    assert NAVIGATION.desk_menu(representative_actor(make_organisation())) == ()
