"""The county of Pruszków with made-up officers, and two places of the notices of 2012."""

from __future__ import annotations

from kuznia.demo.accounts import (
    ADMINISTRATOR,
    EDITOR,
    GMINA_OFFICER,
    OFFICER,
    REPRESENTATIVE,
    RESIDENT,
    DemoPerson,
)
from kuznia.demo.builders.stage import DEMO, Stage, warsaw
from kuznia.directory.models import Authority
from kuznia.directory.services.county import CountyContact, change_county_data, set_up_county
from kuznia.directory.services.posts import appoint_officer
from kuznia.directory.services.venues import RoomRecord, VenueRecord, add_room, add_venue
from kuznia.lib.meanwhile import marks_of, values_of
from kuznia.lib.policy import ForAuthority, OfficeRole
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.people.models import Person
from kuznia.people.services import person_with_email

TERYT = "1421"
BRWINOW = "142103"


def build_county(clock: StoppedClock) -> Stage:
    """Set up the county in the autumn of 2012, so that what follows happens in an office that exists."""
    clock.move_to(warsaw(2012, 10, 1, 8))
    county = set_up_county(teryt=TERYT, actor=DEMO)
    administrator = _appointed(ADMINISTRATOR, county, OfficeRole.ADMINISTRATOR)
    opened = marks_of(values_of(CountyContact.of(county)))
    county = change_county_data(
        authority=county, contact=_contact(county), opened=opened, actor=administrator
    )
    officer = _appointed(OFFICER, county, OfficeRole.OFFICER)
    hall = add_venue(record=_hall(county), actor=officer)
    town_hall = add_venue(record=_town_hall(county), actor=officer)
    stage = Stage(
        county=county,
        officer=officer,
        gmina_officer=_appointed(
            GMINA_OFFICER, Authority.objects.get(teryt__startswith=BRWINOW), OfficeRole.OFFICER
        ),
        editor=_appointed(EDITOR, county, OfficeRole.EDITOR),
        administrator=administrator,
        resident=_person(RESIDENT),
        representative=_person(REPRESENTATIVE),
        hall=hall,
        town_hall=town_hall,
    )
    _add_rooms(stage)
    return stage


def _person(account: DemoPerson) -> Person:
    return person_with_email(email=account.email, name=account.name, language="pl", actor=DEMO)


def _appointed(account: DemoPerson, authority: Authority, role: OfficeRole) -> ForAuthority:
    person = _person(account)
    appoint_officer(person=person, authority=authority, role=role, actor=DEMO)
    return ForAuthority(
        person.pk, person.name, authority.pk, authority.name, role, municipality_id=authority.covered_gmina_id
    )


def _contact(county: Authority) -> CountyContact:
    return CountyContact(
        name=county.name,
        locative=county.locative,
        address="ul. Drzymały 30\n05-800 Pruszków",
        phone="22 000 00 00",
        email="kontakt@example.org",
        opening_hours="Godziny pokazowe: poniedziałek–piątek 9–16",
        data_protection_officer="Inspektor pokazowy, iod@example.org",
        accessibility_coordinator="Koordynatorka pokazowa, dostepnosc@example.org",
    )


def _hall(county: Authority) -> VenueRecord:
    return VenueRecord(
        name="Starostwo Powiatowe w Pruszkowie",
        address="ul. Drzymały 30, Pruszków",
        authority=county,
        step_free=True,
        lift=True,
        accessible_toilet=True,
        induction_loop=True,
        sign_language=True,
        accessibility="Dane pokazowe: przed przyjazdem zapytaj urząd.",
    )


def _town_hall(county: Authority) -> VenueRecord:
    return VenueRecord(
        name="Urząd Miejski w Pruszkowie",
        address="ul. Kraszewskiego 14/16, Pruszków",
        authority=county,
        step_free=True,
        accessibility="Dane pokazowe: przed przyjazdem zapytaj urząd.",
    )


def _add_rooms(stage: Stage) -> None:
    for name, seats, venue in (
        ("sala konferencyjna", 80, stage.hall),
        ("sala 1", 24, stage.hall),
        ("sala 2", 24, stage.hall),
        ("sala 3", 24, stage.hall),
        ("sala 21", 30, stage.town_hall),
    ):
        record = RoomRecord(
            name=name, seats=seats, step_free=True, induction_loop=name == "sala konferencyjna"
        )
        stage.rooms[name] = add_room(venue=venue, record=record, actor=stage.officer)
