"""The front page tells truly what is on, and looks finished in an empty county too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches

from kuznia.directory.tests.factories import make_organisation
from kuznia.events.models import Event
from kuznia.events.states import EventState
from kuznia.events.tests.factories import DAY, make_event
from kuznia.lib import clock
from kuznia.lib.policy import Visitor
from kuznia.newsroom.tests.factories import make_editor, make_news
from kuznia.portal.front import front
from kuznia.search.models import Document

pytestmark = pytest.mark.usefixtures("stopped_clock")


def _words(page: Any, selector: str) -> list[str]:
    found = BeautifulSoup(page.content, "html.parser").select(selector)
    return [" ".join(each.get_text(" ").split()) for each in found]


def _on_day(number: int, **fields: Any) -> Event:
    starts_at = DAY + timedelta(days=number)
    return make_event(starts_at=starts_at, ends_at=starts_at + timedelta(hours=6), **fields)


def test_front_shows_the_three_nearest_events_then_the_calendar_and_the_newest_news(county):
    events = [_on_day(number) for number in range(5)]
    make_event(state=EventState.DRAFT)
    news = [make_news(make_editor(county), f"Wieść {number}") for number in range(5)]

    shown = front(Visitor())

    assert [card.event for card in shown.cards] == events[:3]
    assert [line.event for line in shown.next_lines] == events[3:]
    assert shown.news == news[:0:-1]


def test_cancelled_event_stands_in_the_calendar_and_on_no_card(client, county):
    make_event(title="Odwołany piknik", state=EventState.CANCELLED)
    make_event(title="Spotkanie")

    page = client.get("/")

    assert _words(page, ".now h3") == ["Spotkanie"]
    assert _words(page, ".todo li > span:nth-child(2)") == [
        "Odwołany piknik konferencja, Dom Kultury odwołane"
    ]


@pytest.mark.parametrize(
    ("fields", "tags"),
    [
        ({"capacity": 10, "taken": 4}, ["są miejsca"]),
        ({"capacity": 10, "taken": 10}, ["brak miejsc"]),
        ({"capacity": 10, "taken": 10, "has_waiting_list": True}, ["lista rezerwowa"]),
        ({}, ["są miejsca"]),
        ({"takes_registrations": False}, []),
        ({"registration_opens_at": DAY - timedelta(days=1)}, ["zapisy wkrótce"]),
        ({"registration_closes_at": DAY - timedelta(days=60), "capacity": 10}, ["zapisy zakończone"]),
    ],
)
def test_card_says_whether_one_can_sign_up(client, county, fields, tags):
    make_event(**fields)

    page = client.get("/")

    assert _words(page, ".now .tag:not(.tag--plum)") == tags


def test_front_counts_the_organisations_of_each_gmina_on_the_map(client, county):
    make_organisation(municipality=county.municipality)

    shown = front(Visitor())

    assert shown.organisations == sum(gmina.count for gmina in shown.municipalities)
    assert len(BeautifulSoup(client.get("/").content, "html.parser").select(".map-g a")) == 6


def test_front_of_an_empty_county_says_what_to_do_first(client, county):
    page = client.get("/")

    assert _words(page, ".empty p") == [
        "Nie ma teraz zapowiedzianych wydarzeń. Miej kalendarz w telefonie, a następne samo się w nim pojawi.",
        "Nie ma jeszcze aktualności.",
    ]
    assert _words(page, ".hero .lead") == [
        "Tu spotykają się z powiatem organizacje i grupy z naszych gmin. Twoja może być pierwsza na liście."
    ]


@pytest.mark.parametrize("rows", [1, 9])
def test_front_takes_a_query_for_each_part_however_many_rows(county, rows, django_assert_num_queries):
    for number in range(rows):
        make_event()
        make_news(make_editor(county), f"Wieść {number}")

    with django_assert_num_queries(5):
        front(Visitor())


def test_front_teaches_only_where_somebody_published_something_to_learn(client, county):
    before = _words(client.get("/"), "#nauka")
    Document.objects.create(
        kind="guide",
        key=1,
        url="/poradniki/opp/",
        url_en="/en/poradniki/opp/",
        title="Status OPP",
        lead="Krok.",
    )
    caches["fragments"].clear()

    page = client.get("/")

    assert (before, _words(page, ".head-row:has(#nauka) + .tiles a")) == ([], ["Status OPP Krok."])
    assert _words(page, "#nauka + p a") == ["Wszystkie poradniki", "Wszystkie dobre praktyki"]


def test_event_that_has_begun_is_still_shown(county):
    now = clock.now()
    running = make_event(starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))

    assert [card.event for card in front(Visitor()).cards] == [running]
