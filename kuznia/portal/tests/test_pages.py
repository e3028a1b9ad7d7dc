"""The pages that put together what other apps know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from kuznia.events.states import EventState
from kuznia.events.tests.factories import DAY, make_event
from kuznia.portal.queries import feed

PUBLIC = ("/", "/kontakt/", "/prywatnosc/", "/pliki-cookie/", "/dostepnosc/")


@pytest.mark.parametrize("address", [*PUBLIC, *(f"/en{address}" for address in PUBLIC)])
def test_public_page_has_one_heading_in_an_empty_county(client, county, address):
    page = client.get(address)

    assert (page.status_code, page.content.decode().count("<h1")) == (200, 1)


def test_search_that_found_nothing_leads_to_the_office_to_needs_and_to_the_calendar(client, county):
    page = BeautifulSoup(client.get("/en/szukaj/?q=zzqq").content, "html.parser")

    assert [tile["href"] for tile in page.select(".tiles .tile")] == [
        "/en/zapytaj/",
        "/en/organizacje/kto-pomoze/",
        "/en/kalendarz/",
    ]


def test_feed_holds_public_events_in_order(client, county):
    second, first = make_event(starts_at=DAY + timedelta(hours=1)), make_event()
    make_event(state=EventState.DRAFT)

    page = client.get("/kalendarz.ics")

    assert [entry.title for entry in feed()] == [first.title, second.title]
    assert (page["Content-Type"], page.content.decode().count("BEGIN:VEVENT")) == (
        "text/calendar; charset=utf-8",
        2,
    )


def test_robots_read_nothing_of_the_demo(client, county):
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /\n"


def test_robots_read_no_private_page_of_a_county_in_either_language(client, county, settings):
    settings.KUZNIA_DEMO = False

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines == ["User-agent: *"] + [
        f"Disallow: {language}{page}"
        for language in ("", "/en")
        for page in (
            "/urzad/",
            "/moje/",
            "/moja-strona/",
            "/zapisy/",
            "/zgloszenie/",
            "/zaproszenie/",
            "/zapytanie/",
            "/konto/",
            "/redakcja/",
            "/kalendarz/osobisty/",
        )
    ]


def test_cookies_page_names_every_cookie(client, county):
    page = client.get("/pliki-cookie/").content.decode()

    names = ("kuznia_sesja", "kuznia_csrf", "kuznia_theme", "kuznia_size", "messages")
    assert [page.count(f'class="code">{name}</th>') for name in names] == [1, 1, 1, 1, 1]
