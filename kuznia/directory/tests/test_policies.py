from dataclasses import replace

import pytest

from kuznia.directory.models import Organisation, Representation
from kuznia.directory.queries import (
    organisations_visible_to,
    posts_managed_by,
    representations_visible_to,
    venues_visible_to,
)
from kuznia.directory.tests.factories import (
    HOUSE,
    make_county,
    make_organisation,
    make_person,
    make_venue,
    office_actor,
    officer_of,
    representative_actor,
    representative_of,
)
from kuznia.lib.policy import Actor, AsSelf, LinkHolder, OfficeRole, Visitor, decide

RULES_OF_ORGANISATION = (
    "directory.see_organisation",
    "directory.add_organisation",
    "directory.edit_organisation",
    "directory.edit_identity",
    "directory.close_organisation",
    "directory.change_memberships",
    "directory.see_representatives",
    "directory.appoint_representative",
)
SEE, EDIT, PEOPLE = RULES_OF_ORGANISATION[0], RULES_OF_ORGANISATION[2], RULES_OF_ORGANISATION[6]
ALL = set(RULES_OF_ORGANISATION)


@pytest.fixture
def actors(county, pruszkow, brwinow):
    """Everybody who may stand before an organisation of Pruszków."""
    organisation = make_organisation("Tutejsza", municipality=pruszkow)
    person = make_person()
    return organisation, {
        "visitor": Visitor(),
        "resident": AsSelf(person_id=person.pk, name=person.name),
        "link": LinkHolder(opens="events.registration:1"),
        "own editor": representative_actor(organisation),
        "own signer": representative_actor(organisation, may_edit=False),
        "stranger": representative_actor(make_organisation("Obca", municipality=brwinow)),
        "officer": office_actor(county),
        "editor": office_actor(county, role=OfficeRole.EDITOR),
        "administrator": office_actor(county, role=OfficeRole.ADMINISTRATOR),
        "gmina": office_actor(pruszkow.authorities.get()),
        "other gmina": office_actor(brwinow.authorities.get()),
        "house": HOUSE,
    }


def allowed(actor, subject, rules):
    return {rule for rule in rules if decide(actor, rule, subject).allowed}


def test_each_may_do_with_an_organisation_what_the_house_says(actors):
    organisation, everybody = actors

    granted = {name: allowed(actor, organisation, RULES_OF_ORGANISATION) for name, actor in everybody.items()}

    assert granted == {
        "visitor": {SEE},
        "resident": {SEE},
        "link": {SEE},
        "own editor": {SEE, EDIT, PEOPLE},
        "own signer": {SEE, PEOPLE},
        "stranger": {SEE},
        "officer": ALL,
        "editor": {SEE},
        "administrator": ALL,
        "gmina": ALL,
        "other gmina": {SEE},
        "house": ALL,
    }


def test_organisations_visible_to_are_those_that_the_rule_lets_see(actors):
    organisation, everybody = actors

    for actor in everybody.values():
        visible = organisations_visible_to(actor).filter(pk=organisation.pk).exists()
        assert visible is decide(actor, "directory.see_organisation", organisation).allowed


def test_representations_visible_to_are_those_that_the_rule_lets_see(actors):
    organisation, everybody = actors
    representative_of(organisation)
    held = Representation.objects.select_related("organisation").get(organisation=organisation)

    people = {name: actor for name, actor in everybody.items() if name != "house"}
    visible = {name for name, actor in people.items() if held in representations_visible_to(actor)}

    assert visible == {
        name for name, actor in people.items() if decide(actor, "directory.see_representatives", held).allowed
    }
    assert visible == {"own editor", "own signer", "officer", "administrator", "gmina"}


def test_posts_managed_by_are_those_that_the_rule_lets_manage(actors, county, pruszkow):
    _organisation, everybody = actors
    everybody["gmina administrator"] = replace(everybody["gmina"], role=OfficeRole.ADMINISTRATOR)
    officer_of(county)
    officer_of(pruszkow.authorities.get())

    managed = {
        name: [post.authority.name for post in posts_managed_by(actor)] for name, actor in everybody.items()
    }

    assert {name: names for name, names in managed.items() if names} == {
        "administrator": ["Powiat Pruszkowski", "Miasto Pruszków"],
        "gmina administrator": ["Miasto Pruszków"],
    }


def test_venues_are_visible_to_all_and_changed_by_officers_who_cover_them(actors, pruszkow):
    _organisation, everybody = actors
    venue = make_venue(municipality=pruszkow)

    changing = {
        name for name, actor in everybody.items() if decide(actor, "directory.edit_venue", venue).allowed
    }

    assert all(venue in venues_visible_to(actor) for actor in everybody.values())
    assert changing == {"officer", "administrator", "gmina", "house"}


def test_county_is_changed_by_its_administrators_only(actors, county, pruszkow):
    _organisation, everybody = actors
    everybody["gmina administrator"] = replace(everybody["gmina"], role=OfficeRole.ADMINISTRATOR)
    gmina = pruszkow.authorities.get()

    changing = {
        name for name, actor in everybody.items() if decide(actor, "directory.edit_county", county).allowed
    }

    assert changing == {"administrator", "house"}
    assert not any(decide(actor, "directory.edit_county", gmina).allowed for actor in everybody.values())


def test_city_with_county_rights_is_changed_by_its_administrators(db):
    city = make_county("1465")
    officer, administrator = (
        office_actor(city, role=role) for role in (OfficeRole.OFFICER, OfficeRole.ADMINISTRATOR)
    )

    may = [decide(actor, "directory.edit_county", city).allowed for actor in (officer, administrator)]

    assert may == [False, True]
    assert decide(administrator, "directory.edit_gmina", city.municipality).allowed
    assert decide(officer, "directory.add_organisation", Organisation(municipality=None)).allowed


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("directory.see_organisation", "Nie ma takiej organizacji."),
        (
            "directory.enter_desk",
            "Ta strona jest dla urzędników. Jeśli nim jesteś, wybierz najpierw, że działasz w imieniu urzędu.",
        ),
        ("directory.add_organisation", "Organizacje dodają tylko urzędnicy, gminni w swojej gminie."),
        (
            "directory.edit_organisation",
            "Dane organizacji zmienia jej przedstawiciel z takim prawem albo urzędnik powiatu lub jej gminy.",
        ),
        (
            "directory.edit_identity",
            "Nazwę, rodzaj, gminę, numery z rejestrów i status OPP zmieniają tylko urzędnicy. Napisz do urzędu.",
        ),
        (
            "directory.change_memberships",
            "Może to zrobić tylko urzędnik powiatu albo gminy tej organizacji.",
        ),
        ("directory.manage_posts", "Role w urzędzie nadaje i odbiera tylko administrator."),
        ("directory.edit_county", "Dane powiatu zmienia tylko administrator starostwa."),
        ("directory.enter_county_page", "Ta strona jest dla administratorów."),
        ("directory.edit_venue", "Miejsca i sale zmieniają tylko urzędnicy, gminni w swojej gminie."),
        ("directory.set_up_county", "Powiat zakłada się poleceniem init_county."),
    ],
)
@pytest.mark.django_db
def test_refusal_says_who_may(rule, sentence):
    assert decide(Visitor(), rule, None).reason == sentence


@pytest.mark.parametrize("rule", RULES_OF_ORGANISATION)
def test_nothing_is_allowed_to_what_is_no_organisation(rule):
    assert not decide(HOUSE, rule, "not an organisation").allowed


@pytest.mark.parametrize(
    "rule",
    [
        "see_organisation",
        "see_claim",
        "decide_claim",
        "confirm_claim",
        "withdraw_claim",
        "withdraw_application",
        "manage_representatives",
        "invite_representative",
        "end_representation",
        "accept_invitation",
    ],
)
def test_rule_about_people_allows_nobody_what_is_no_case_of_the_directory(county, rule):
    actors: list[Actor] = [
        Visitor(),
        office_actor(county),
        representative_actor(make_organisation(), may_sign=True),
        HOUSE,
    ]

    assert not any(decide(actor, f"directory.{rule}", object()).allowed for actor in actors)


def test_only_the_house_watches_mandates(county):
    actors: list[Actor] = [HOUSE, office_actor(county)]

    decisions = [decide(actor, "directory.watch_mandates").allowed for actor in actors]

    assert decisions == [True, False]
