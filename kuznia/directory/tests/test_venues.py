from dataclasses import replace

import pytest

from kuznia.audit.queries import history_of
from kuznia.directory.models import Venue
from kuznia.directory.queries import rooms_of, venues
from kuznia.directory.queries.venues import accessible_features
from kuznia.directory.services import (
    RoomRecord,
    VenueRecord,
    add_room,
    add_venue,
    change_room,
    change_venue,
)
from kuznia.directory.tests.factories import HOUSE, make_organisation, make_venue, office_actor
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.meanwhile import ChangedMeanwhile, marks_of, values_of

pytestmark = pytest.mark.django_db
RECORD = VenueRecord(name="Dom Kultury", address="ul. Przykładowa 1, Pruszków")
OPENED = marks_of(values_of(RECORD))
ROOM = RoomRecord(name="Sala widowiskowa", seats=120)
NOT_COVERED = "Miejsca i sale zmieniają tylko urzędnicy, gminni w swojej gminie."


def test_change_venue_names_what_changed():
    venue, record = make_venue(), replace(RECORD, lift=True, directions="WKD, stacja Pruszków")

    for _time in range(2):
        change_venue(venue=venue, record=record, opened=OPENED, actor=HOUSE)

    assert [line.sentence for line in history_of(venue)] == [
        "Zmieniono dane miejsca: winda, jak dojechać.",
        "Dodano miejsce do katalogu.",
    ]


def test_change_venue_keeps_what_others_changed_since_the_form_was_opened():
    venue = make_venue()
    change_venue(venue=venue, record=replace(RECORD, lift=True), opened=OPENED, actor=HOUSE)

    change_venue(venue=venue, record=replace(RECORD, directions="WKD"), opened=OPENED, actor=HOUSE)

    assert VenueRecord.of(Venue.objects.get()) == replace(RECORD, lift=True, directions="WKD")
    assert history_of(venue)[0].sentence == "Zmieniono dane miejsca: jak dojechać."


def test_change_venue_is_refused_when_others_changed_the_same():
    venue = make_venue()
    change_venue(venue=venue, record=replace(RECORD, directions="WKD"), opened=OPENED, actor=HOUSE)

    with pytest.raises(ChangedMeanwhile) as refusal:
        change_venue(venue=venue, record=replace(RECORD, directions="PKP"), opened=OPENED, actor=HOUSE)

    assert refusal.value.theirs == {"directions": "WKD"}


def test_change_room_is_refused_when_others_changed_the_same():
    room, opened = add_room(venue=make_venue(), record=ROOM, actor=HOUSE), marks_of(values_of(ROOM))
    theirs = replace(ROOM, seats=100, floor="parter")
    change_room(room=room, record=theirs, opened=opened, actor=HOUSE)

    with pytest.raises(ChangedMeanwhile) as refusal:
        change_room(room=room, record=replace(ROOM, seats=90), opened=opened, actor=HOUSE)

    assert refusal.value.theirs == {"seats": 100}


def test_add_venue_is_refused_when_it_is_there_already():
    make_venue()

    with pytest.raises(Refused) as refusal:
        add_venue(record=RECORD, actor=HOUSE)

    assert (refusal.value.field, refusal.value.message) == (
        "name",
        "Miejsce o tej nazwie i adresie jest już w spisie.",
    )


def test_add_venue_is_refused_when_two_run_it(county):
    record = replace(RECORD, authority=county, organisation=make_organisation())

    with pytest.raises(Refused) as refusal:
        add_venue(record=record, actor=HOUSE)

    assert refusal.value.message == "Wybierz albo urząd, albo organizację, która prowadzi to miejsce."


def test_change_venue_is_forbidden_when_a_gmina_officer_would_move_it_away(pruszkow, brwinow):
    venue = make_venue(municipality=pruszkow)
    officer = office_actor(pruszkow.authorities.get())
    opened = marks_of(values_of(VenueRecord.of(venue)))

    with pytest.raises(Forbidden) as refusal:
        change_venue(venue=venue, record=replace(RECORD, municipality=brwinow), opened=opened, actor=officer)

    assert refusal.value.message == NOT_COVERED
    assert Venue.objects.get().municipality == pruszkow


def test_rooms_are_added_changed_and_counted():
    venue = make_venue()
    room = add_room(venue=venue, record=ROOM, actor=HOUSE)
    add_room(venue=venue, record=replace(ROOM, name="Sala nr 2", in_use=False), actor=HOUSE)

    for _time in range(2):
        change_room(room=room, record=replace(ROOM, seats=100), opened=marks_of(values_of(ROOM)), actor=HOUSE)

    assert [(each.name, each.seats) for each in rooms_of(venue)] == [
        ("Sala widowiskowa", 100),
        ("Sala nr 2", 120),
    ]
    assert [each.room_count for each in venues()] == [1]  # type: ignore[attr-defined]
    assert [line.sentence for line in history_of(venue)] == [
        "Zmieniono dane sali „Sala widowiskowa”.",
        "Dodano salę „Sala nr 2”.",
        "Dodano salę „Sala widowiskowa”.",
        "Dodano miejsce do katalogu.",
    ]


@pytest.mark.parametrize("seats", [0, 20_001])
def test_add_room_is_refused_when_the_seats_are_not_sensible(seats):
    venue = make_venue()

    with pytest.raises(Refused) as refusal:
        add_room(venue=venue, record=replace(ROOM, seats=seats), actor=HOUSE)

    assert (refusal.value.field, refusal.value.message) == ("seats", "Podaj liczbę miejsc, od 1 do 20 000.")


def test_accessible_features_are_named_in_words():
    venue = add_venue(record=replace(RECORD, lift=True, step_free=True), actor=HOUSE)

    assert accessible_features(venue) == ["Wejście bez schodów", "Winda"]
