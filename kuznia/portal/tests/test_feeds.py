"""The calendar as files for calendar programs, read back by a strict parser."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from icalendar import Calendar

from kuznia.directory.models import Municipality
from kuznia.directory.services.merging import merge_organisations
from kuznia.directory.tests.factories import make_organisation, make_person, make_venue, signed_in
from kuznia.events.answers import PERSONAL_DATA
from kuznia.events.models import Event, Registration
from kuznia.events.queries import calendar_address_of
from kuznia.events.services.announcing import EventEntry, cancel_event, change_event
from kuznia.events.services.calendar_links import make_calendar_link, take_calendar_link_back
from kuznia.events.services.registrations import cancel_registration, confirm_registration
from kuznia.events.states import EventState
from kuznia.events.tests.factories import DAY, make_event, make_officer, make_registration
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import AsSelf, Visitor

COUNTY = "/kalendarz.ics"
LONGEST_LINE = 75


def _events(client, address=COUNTY):
    """Return the entries of a feed."""
    caches["fragments"].clear()
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content.decode()).events


def _person():
    person = make_person("Ewa Iskra", email="ewa@przyklad.pl")
    return person, AsSelf(person.pk, person.name)


def _own_address(person):
    return reverse("portal:calendar-feed-own", args=calendar_address_of(person.pk))


def test_feed_keeps_to_the_format_when_titles_are_hostile(client, county):
    hostile = 'Żółw; przecinek, ukośnik \\ i "cudzysłów"\r\nATTENDEE:mailto:zly@example.org' + " długo" * 30
    make_event(title=hostile[:200])

    text = client.get(COUNTY).content

    lines = text.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= LONGEST_LINE
    assert (lines[0], lines[-2], lines[-1]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR", b"")
    [event] = Calendar.from_ical(text.decode()).events
    assert "attendee" not in event


def test_feed_gives_instants_in_utc_and_says_when_to_look_again(client, county):
    make_event()

    calendar = Calendar.from_ical(client.get(COUNTY).content.decode())

    [event] = calendar.events
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (DAY, DAY + timedelta(hours=6))
    assert event["dtstart"].to_ical() == b"20261212T090000Z"
    assert (calendar["method"], calendar["x-wr-calname"]) == ("PUBLISH", "Powiat Pruszkowski")
    assert calendar.decoded("refresh-interval") == timedelta(hours=1)


def test_entry_keeps_its_uid_and_raises_its_number_when_the_event_changes_and_is_cancelled(client, county):
    event, officer = make_event(), make_officer()
    seen = [_events(client)[0]]

    later = DAY + timedelta(days=1)
    values = {"starts_at": later, "ends_at": later + timedelta(hours=1)}
    entry = EventEntry(**{**vars_of(event), **values})
    change_event(event=event, entry=entry, version=1, actor=officer)
    seen += _events(client)
    cancel_event(event=event, actor=officer, reason="Choroba.")
    seen += _events(client)

    assert len({str(each["uid"]) for each in seen}) == 1
    assert [int(each["sequence"]) for each in seen] == [1, 2, 3]
    assert [each["status"] for each in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def vars_of(event):
    entry = EventEntry.of(event)
    return {name: getattr(entry, name) for name in EventEntry.__dataclass_fields__}


def test_feed_of_a_gmina_holds_what_takes_place_there(client, county):
    make_event(title="Gdzie indziej")
    brwinow = Municipality.objects.get(teryt6="142103")
    make_event(title="W Brwinowie", venue=make_venue("Dwór", municipality=brwinow))

    assert [str(each["summary"]) for each in _events(client, "/kalendarz/gmina/142103.ics")] == [
        "W Brwinowie"
    ]
    assert client.get("/kalendarz/gmina/999999.ics").status_code == 404


def test_feed_of_an_organisation_holds_its_events_also_under_a_joined_record(client, county):
    kept, doubled = make_organisation("Iskra"), make_organisation("Iskra bis")
    make_event(title="Własne", host_organisation=kept)
    make_event(title="Cudze")
    merge_organisations(kept=kept, gone=doubled, choices={}, actor=make_officer())

    for slug in (kept.slug, doubled.slug):
        found = _events(client, f"/kalendarz/organizacja/{slug}.ics")
        assert [str(each["summary"]) for each in found] == ["Własne"]


def test_feed_is_made_once_when_its_address_is_padded(client, county):
    caches["fragments"].clear()
    first = client.get(COUNTY).content
    make_event()

    padded = [client.get(f"{COUNTY}?{number}").content for number in range(3)]

    assert padded == [first] * 3


def test_feed_of_an_organisation_that_nobody_sees_is_not_there(client, county):
    assert client.get("/kalendarz/organizacja/nie-ma.ics").status_code == 404


def test_own_feed_marks_what_is_not_sure_as_tentative(client, county):
    person, actor = _person()
    sure, held, waiting = (make_event(title=title) for title in ("Pewne", "Trzymane", "Kolejka"))
    for event in (sure, held, waiting):
        make_registration(event, email=person.email, actor=actor)
    Registration.objects.filter(event=held).update(state="held", held_until=DAY)
    Registration.objects.filter(event=waiting).update(state="waiting")
    make_registration(make_event(title="Cudze"))
    make_calendar_link(actor=actor)

    found = _events(client, _own_address(person))

    assert {str(each["summary"]): str(each["status"]) for each in found} == {
        "Pewne": "CONFIRMED",
        "Trzymane": "TENTATIVE",
        "Kolejka": "TENTATIVE",
    }


def test_own_entry_raises_its_number_when_the_seat_is_confirmed(client, county):
    person, actor = _person()
    registration = make_registration(make_event(), email=person.email, actor=Visitor())
    make_calendar_link(actor=actor)
    before = _events(client, _own_address(person))[0]

    confirm_registration(registration=registration, actor=actor)

    after = _events(client, _own_address(person))[0]
    assert (before["status"], after["status"]) == ("TENTATIVE", "CONFIRMED")
    assert (int(before["sequence"]), int(after["sequence"])) == (2, 3)


def test_own_feed_shows_a_cancelled_event_and_no_sign_up_that_ended(client, county):
    person, actor = _person()
    kept, left = make_event(title="Odwołane"), make_event(title="Wypisane")
    make_registration(kept, email=person.email, actor=actor)
    cancel_registration(registration=make_registration(left, email=person.email, actor=actor), actor=actor)
    Event.objects.filter(pk=kept.pk).update(state=EventState.CANCELLED)
    make_calendar_link(actor=actor)

    found = _events(client, _own_address(person))

    assert [(str(each["summary"]), str(each["status"])) for each in found] == [("Odwołane", "CANCELLED")]


def test_own_feed_is_kept_by_nobody_and_opens_no_sign_up(client, county):
    person, actor = _person()
    registration = make_registration(make_event(), email=person.email, actor=actor)
    make_calendar_link(actor=actor)

    answer = client.get(_own_address(person))

    assert "private" in answer["Cache-Control"]
    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex, nofollow", "same-origin")
    assert registration.code not in answer.content.decode()


def test_old_address_stops_when_she_makes_another_or_switches_it_off(client, county):
    person, actor = _person()
    make_calendar_link(actor=actor)
    first = _own_address(person)
    make_calendar_link(actor=actor)
    second = _own_address(person)
    statuses = [client.get(address).status_code for address in (first, second)]

    take_calendar_link_back(actor=actor)

    assert statuses == [404, 200]
    assert client.get(second).status_code == 404
    make_calendar_link(actor=actor)
    assert client.get(second).status_code == 404


def test_own_feed_is_not_there_when_the_key_is_another_or_the_person_is_gone(client, county):
    person, actor = _person()
    make_calendar_link(actor=actor)
    address = _own_address(person)
    forged = re.sub(r"[0-9a-f]{26}", "a" * 26, address)
    assert client.get(forged).status_code == 404

    type(person).objects.filter(pk=person.pk).update(is_active=False)

    assert client.get(address).status_code == 404


def test_visitor_makes_no_address(county):
    with pytest.raises(Forbidden) as refusal:
        make_calendar_link(actor=Visitor())

    assert refusal.value.message == "Najpierw się zaloguj: w kalendarzu jest to, na co się zapisujesz."


def test_person_makes_renews_and_switches_off_her_address_on_her_page(client, county):
    person, _actor = _person()
    signed_in(client, person)
    assert "Utwórz mój adres" in client.get("/moje/kalendarz/").content.decode()

    made = client.post("/moje/kalendarz/adres/", follow=True).content.decode()
    stopped = client.post("/moje/kalendarz/wylaczenie/", follow=True).content.decode()

    assert len(re.findall(r'value="http://[^"]+/kalendarz/osobisty/\d+/[0-9a-f]{26}\.ics"', made)) == 1
    assert "Utwórz mój adres" in stopped
    assert calendar_address_of(person.pk) is None


def test_erased_person_has_no_address(county):
    person, actor = _person()
    make_calendar_link(actor=actor)

    PERSONAL_DATA.erase(person.pk)

    assert calendar_address_of(person.pk) is None


def test_subscribe_page_gives_every_address_and_that_of_the_named_organisation(client, county):
    iskra = make_organisation("Stowarzyszenie Iskra")

    page = client.get("/kalendarz/subskrypcja/?organizacja=stowarzyszenie iskra").content.decode()

    host = re.escape("//localhost")
    assert len(re.findall(rf'href="webcal:{host}[^"]*/kalendarz\.ics"', page)) == 1
    assert len(re.findall(rf'href="webcal:{host}[^"]*/kalendarz/gmina/\d+\.ics"', page)) == 6
    assert page.count(f"/kalendarz/organizacja/{iskra.slug}.ics") == 2


def test_subscribe_page_says_so_when_nobody_knows_the_organisation(client, county):
    page = client.get("/kalendarz/subskrypcja/?organizacja=Nie ma").content.decode()

    words = "Żadna działająca organizacja nie nazywa się dokładnie tak. Skopiuj nazwę z listy organizacji."
    assert page.count(words) == 1
