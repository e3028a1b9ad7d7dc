"""The public pages of events: the list, one event, its live seats, its calendar file."""

from __future__ import annotations

import json
import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.directory.services.posts import appoint_officer
from kuznia.events.models import Event, EventParty
from kuznia.events.services.announcing import cancel_event
from kuznia.events.states import EventState, PartyRole, SessionKind, SessionRole
from kuznia.events.tests.factories import (
    DAY,
    add_person,
    make_event,
    make_officer,
    make_organisation,
    make_person,
    make_registration,
    make_room,
    make_session,
    make_workshop,
    office_actor,
)
from kuznia.events.tests.pages import soup, words
from kuznia.lib.policy import OfficeRole, System
from kuznia.newsroom.services import NewsEntry, publish_entry

NOBODY = "Zapisało się 0 z 60 osób."
UNTIL = (
    "Do 9 grudnia, godz. 10.00. Zapis trwa minutę, konto nie jest potrzebne."
    " Przychodzi kilka osób? Zapisz wszystkie naraz"
)
LATER = "Ktoś może jeszcze zrezygnować: zajrzyj tu później."
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


def test_list_shows_coming_events_before_past_ones(client: Client) -> None:
    make_event(title="Dalsze", starts_at=DAY + timedelta(days=2), ends_at=DAY + timedelta(days=2, hours=1))
    make_event(title="Najbliższe")
    make_event(title="Dawne", starts_at=DAY - timedelta(days=400), ends_at=DAY - timedelta(days=399))

    page = client.get("/wydarzenia/")

    assert words(page, "main h2") == ["Nadchodzące", "Minione"]
    assert words(page, ".event h3") == ["Najbliższe", "Dalsze", "Dawne"]


def test_list_hides_drafts_from_visitors(client: Client) -> None:
    make_event(state=EventState.DRAFT)

    page = client.get("/wydarzenia/")

    assert words(page, ".empty p") == ["Nie ogłosiliśmy jeszcze żadnego wydarzenia."]


def test_list_goes_on_over_pages_from_coming_to_past(client: Client) -> None:
    for _number in range(20):
        make_event()
    for _number in range(10):
        make_event(starts_at=DAY - timedelta(days=400), ends_at=DAY - timedelta(days=399))

    first, second = client.get("/wydarzenia/"), client.get("/wydarzenia/?page=2")

    assert [len(soup(page).select(".event")) for page in (first, second)] == [24, 6]
    assert words(second, "main h2") == ["Minione"]


@pytest.mark.parametrize("number", [1, 20])
def test_list_asks_as_many_questions_whatever_its_length(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _event in range(number):
        make_event()
    client.get("/prywatnosc/")

    with django_assert_num_queries(4):
        client.get("/wydarzenia/")


def test_event_page_names_people_as_the_programme_calls_them(client: Client) -> None:
    event = make_event()
    panel = make_session(event, kind=SessionKind.PANEL, title="Rozmowa")
    add_person(panel, "Arkadiusz Kosiński", role=SessionRole.PANELLIST, title="Burmistrz Gminy Brwinów")
    add_person(panel, "Jan Miech", role=SessionRole.MODERATOR)

    page = client.get(event.get_absolute_url())

    assert words(page, ".cast") == [
        "W rozmowie AK Arkadiusz Kosiński Burmistrz Gminy Brwinów",
        "Prowadzi rozmowę JM Jan Miech",
    ]


def test_event_page_shows_parallel_workshops_as_one_choice(client: Client) -> None:
    event = make_event()
    workshop = make_workshop(event, "Fundraising", taken=13, room=make_room(event.venue))
    add_person(workshop, "Olga Wojciechowska", role=SessionRole.LEADER)
    make_workshop(event, "Status OPP", taken=20)

    page = client.get(event.get_absolute_url())

    assert words(page, ".agenda h3") == ["Warsztaty"]
    assert words(page, ".shop") == [
        "Fundraising Sala 1 · Prowadzi: Olga Wojciechowska 7 wolnych z 20",
        "Status OPP Brak miejsc",
    ]
    assert [field.has_attr("disabled") for field in soup(page).select(".shop input")] == [False, True]


def test_event_page_counts_its_seats_in_words_and_as_a_bar(client: Client) -> None:
    event = make_event(capacity=60, taken=41)

    page = client.get(event.get_absolute_url())

    assert words(page, "#seats") == ["19 wolnych miejsc Zapisało się 41 z 60 osób."]
    assert soup(page).select_one("#seats .meter")["aria-label"] == "Zajęte miejsca: 41 z 60"  # type: ignore[index]


def _soon(event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(registration_opens_at=DAY - timedelta(days=9))


def _over(event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(
        starts_at=DAY - timedelta(days=60), ends_at=DAY - timedelta(days=59), registration_closes_at=None
    )


def _state(**fields: Any) -> Any:
    return lambda event: Event.objects.filter(pk=event.pk).update(**fields)


@pytest.mark.parametrize(
    ("become", "tag", "card"),
    [
        (
            _state(),
            "Zapisy do 9 grudnia",
            f"60 wolnych miejsc {NOBODY} Zapisz się {UNTIL} Stan miejsc z godz. 13.00.",
        ),
        (
            _soon,
            "Zapisy od 3 grudnia",
            "Zapisy jeszcze się nie zaczęły Zapisy otworzymy: czwartek, 3 grudnia 2026, godz. 10.00.",
        ),
        (
            _state(registration_closes_at=DAY - timedelta(days=30)),
            "Zapisy zakończone",
            "60 wolnych miejsc Zapisało się 0 z 60 osób. Zapisy zakończyły się: 12 listopada, godz. 10.00.",
        ),
        (
            _state(taken=60),
            "Brak miejsc",
            f"Brak miejsc Zapisało się 60 z 60 osób. {LATER} Stan miejsc z godz. 13.00.",
        ),
        (_over, "Już się odbyło", "Wydarzenie już się odbyło"),
        (_state(takes_registrations=False), "Bez zapisów", "Zapisy nie są potrzebne Po prostu przyjdź."),
    ],
)
def test_event_page_says_how_sign_up_stands(client: Client, become: Any, tag: str, card: str) -> None:
    event = make_event(capacity=60, registration_closes_at=DAY - timedelta(days=3))
    become(event)

    page = client.get(event.get_absolute_url())

    assert words(page, ".ph .tag") == [tag]
    assert words(page, "aside .card") == [card]


def test_event_page_says_why_the_event_was_cancelled(client: Client) -> None:
    event = make_event()
    cancel_event(event=event, actor=make_officer(), reason="Awaria ogrzewania.")

    page = client.get(event.get_absolute_url())

    assert words(page, ".ph .tag") == ["Odwołane"]
    assert words(page, "aside .card") == [
        "Wydarzenie odwołane Awaria ogrzewania. Wszystkie zapisane osoby dostały e-mail."
    ]


def test_event_page_offers_no_form_when_every_workshop_is_full(client: Client) -> None:
    event = make_event(capacity=60)
    make_workshop(event, capacity=1, taken=1)

    page = client.get(event.get_absolute_url())

    assert words(page, ".ph .tag") == ["Brak miejsc"]
    assert words(page, "main form") == []


def test_event_page_names_who_makes_it(client: Client) -> None:
    host = make_organisation("Federacja MAZOWIA")
    event = make_event(host_organisation=host)
    EventParty.objects.create(
        event=event, role=PartyRole.CO_ORGANISER, organisation=make_organisation("Pruszkowska Grupa Robocza")
    )
    EventParty.objects.create(event=event, role=PartyRole.PATRON, name="Starosta Pruszkowski")

    page = client.get(event.get_absolute_url())

    assert words(page, "aside .facts div")[2:4] == [
        "Organizują Federacja MAZOWIA , Pruszkowska Grupa Robocza",
        "Patronat Starosta Pruszkowski",
    ]


def test_event_pages_link_each_other_when_one_follows_from_the_other(client: Client) -> None:
    first = make_event(title="Konferencja")
    following = make_event(title="Spotkanie Forum", follows=first)

    pages = [client.get(event.get_absolute_url()) for event in (first, following)]

    assert words(pages[0], ".trail h3") == ["Spotkanie Forum"]
    assert words(pages[1], ".note") == ["To dalszy ciąg wydarzenia: Konferencja , 12 grudnia 2026"]


def test_event_page_lists_public_changes_only(client: Client) -> None:
    event, officer = make_event(), make_officer()
    record(subject=event, actor=officer, sentence="The event was announced.", audience=Audience.PUBLIC)
    record(subject=event, actor=officer, sentence="The event was drafted.", audience=Audience.OFFICE)

    page = client.get(event.get_absolute_url())

    assert words(page, ".log li") == ["16 listopada 2026, godz. 13.00 Wydarzenie ogłoszono."]


def test_event_page_marks_polish_words_when_the_page_is_english(client: Client) -> None:
    event = make_event(title_en="Conference of organisations", motto="Razem")

    page = soup(client.get(f"/en{event.get_absolute_url()}"))

    said = {tag.name: tag.get("lang") for tag in page.select("h1, .lead")}
    assert said == {"h1": None, "p": "pl"}
    assert page.select_one(".motto")["lang"] == "pl"  # type: ignore[index]


def test_event_page_is_hidden_from_others_while_it_is_a_draft(client: Client) -> None:
    event = make_event(state=EventState.DRAFT)

    answers = [
        client.get(f"{event.get_absolute_url()}{part}").status_code for part in ("", "miejsca/", "zapis/")
    ]

    assert answers == [404, 404, 404]


def test_event_page_describes_itself_to_machines(client: Client) -> None:
    event = make_event(title="Konferencja </script><script>alert(1)</script>", capacity=60, taken=41)

    page = client.get(event.get_absolute_url())

    block = soup(page).select('script[type="application/ld+json"]')
    described = json.loads(block[0].get_text())
    assert len(block) == 1
    assert (described["name"], described["startDate"]) == (event.title, "2026-12-12T10:00:00+01:00")
    assert (described["maximumAttendeeCapacity"], described["remainingAttendeeCapacity"]) == (60, 19)


@pytest.mark.parametrize("number", [1, 8])
def test_event_page_asks_as_many_questions_whatever_its_programme(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    event = make_event()
    for workshop in range(number):
        add_person(make_workshop(event, f"Warsztat {workshop}"), "Jan Miech", role=SessionRole.LEADER)
        EventParty.objects.create(
            event=event, role=PartyRole.PARTNER, organisation=make_organisation(f"Org {workshop}")
        )
    client.get("/prywatnosc/")

    with django_assert_num_queries(6):
        client.get(event.get_absolute_url())


def test_live_seats_bring_the_present_numbers(client: Client) -> None:
    event = make_event(capacity=3)
    workshop = make_workshop(event, capacity=2)
    make_registration(event, session_ids=(workshop.pk,))

    part = client.get(f"{event.get_absolute_url()}miejsca/")

    assert words(part, f"#seats-{workshop.pk}") == ["1 wolne z 2"]
    assert words(part, "#seats-at") == ["Stan miejsc z godz. 13.00, odświeża się co 30 sekund."]
    assert " ".join(soup(part).get_text(" ").split()).startswith("2 wolne miejsca Zapisała się 1 z 3 osób.")


def test_kept_page_is_never_older_than_five_seconds(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    event = make_event(capacity=3)
    seats = f"{event.get_absolute_url()}miejsca/"
    client.get(seats)
    make_registration(event)

    kept = client.get(seats)
    later = time.time() + 6
    monkeypatch.setattr("time.time", lambda: later)
    fresh = client.get(seats)

    assert [words(part, ".big") for part in (kept, fresh)] == [["3 wolne miejsca"], ["2 wolne miejsca"]]


def test_calendar_file_carries_the_event(client: Client) -> None:
    event = make_event(title="Konferencja; warsztaty, rozmowa\\")

    answer = client.get(f"{event.get_absolute_url()}kalendarz.ics")

    entry = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert (str(entry["summary"]), entry.decoded("dtstart")) == (event.title, event.starts_at)


def test_officer_sees_her_office_s_draft_as_everybody_will(client: Client, settings: Any) -> None:
    settings.KUZNIA_DEMO = True  # Elsewhere she would need a second factor.
    person, event = make_person("Jadwiga Kowadło"), make_event(state=EventState.DRAFT)
    appoint_officer(person=person, authority=event.authority, role=OfficeRole.OFFICER, actor=System("tests"))
    client.force_login(person)

    page = client.get(event.get_absolute_url())

    assert words(page, ".ph .tag") == ["Szkic: widzi go tylko Wasz urząd"]
    assert words(page, "aside .card") == [
        "To jest podgląd Tak zobaczą wydarzenie wszyscy, kiedy je ogłosicie."
    ]
    assert words(page, "main aside > p") == ["Otwórz w panelu urzędu"]


def test_event_page_leads_to_the_news_about_it(client: Client) -> None:
    event = make_event()
    editor = office_actor(event.authority, role=OfficeRole.EDITOR)
    text = {"title": "Po konferencji", "lead": "Za nami.", "category": "events", "body": []}
    publish_entry(entry=NewsEntry(**text, events=[event.pk]), actor=editor)  # type: ignore[arg-type]
    publish_entry(entry=NewsEntry(**text), actor=editor)  # type: ignore[arg-type]

    links = soup(client.get(event.get_absolute_url())).select(".linklist a[href^='/aktualnosci/']")

    assert [(link.get_text(), link["href"]) for link in links] == [
        ("Po konferencji", "/aktualnosci/po-konferencji/")
    ]
