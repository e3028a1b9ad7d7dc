"""The pages that put together what other apps know."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kuznia.directory.tests.factories import (
    make_organisation,
    make_person,
    officer_of,
    representative_of,
    signed_in,
)
from kuznia.events.states import EventState
from kuznia.events.tests.factories import DAY, make_event, make_registration
from kuznia.lib.policy import AsSelf, OfficeRole, Visitor
from kuznia.lib.ports import TodoItem, todo_items
from kuznia.newsroom.tests.factories import make_editor, make_news
from kuznia.notify.models import Message
from kuznia.notify.states import MessageState
from kuznia.notify.tests.factories import message
from kuznia.portal.queries import feed, front, todo_of

PUBLIC = ("/", "/kontakt/", "/prywatnosc/", "/pliki-cookie/", "/dostepnosc/")


@pytest.mark.parametrize("address", [*PUBLIC, *(f"/en{address}" for address in PUBLIC)])
def test_public_page_has_one_heading_in_an_empty_county(client, county, address):
    page = client.get(address)

    assert (page.status_code, page.content.decode().count("<h1")) == (200, 1)


def test_front_shows_the_three_nearest_events_and_the_newest_news(county):
    days = [DAY + timedelta(days=number) for number in range(4)]
    events = [make_event(starts_at=day, ends_at=day + timedelta(hours=6)) for day in days]
    make_event(state=EventState.DRAFT)
    news = [make_news(make_editor(county), f"Wieść {number}") for number in range(5)]

    shown = front(Visitor())

    assert shown.events == events[:3]
    assert shown.news == news[:0:-1]


def test_front_counts_the_organisations_of_each_gmina(county):
    make_organisation(municipality=county.municipality)

    shown = front(Visitor())

    assert shown.organisations == sum(gmina.count for gmina in shown.municipalities)
    assert len(shown.municipalities) == 6


@pytest.mark.parametrize("rows", [1, 3])
def test_front_takes_a_query_for_each_part_however_many_rows(county, rows, django_assert_num_queries):
    for number in range(rows):
        make_event()
        make_news(make_editor(county), f"Wieść {number}")

    with django_assert_num_queries(3):
        front(Visitor())


def test_desk_is_hidden_from_whoever_acts_for_no_office(client, county):
    assert signed_in(client, make_person()).get("/urzad/").status_code == 404


def test_desk_counts_what_waits_when_an_officer_opens_it(client, county):
    message()
    Message.objects.update(state=MessageState.UNDELIVERED)

    page = signed_in(client, officer_of(county)).get("/urzad/")

    assert [item.title for item in page.context["todo"]] == ["1 wiadomość nie dotarła"]
    assert "Dzień dobry. Czeka 1 sprawa" in page.content.decode()


def test_todo_is_late_first_then_by_date_then_undated(monkeypatch, county):
    late, soon, later, some_day = (
        TodoItem("d", "", "", due_at=DAY, late=True),
        TodoItem("c", "", "", due_at=DAY),
        TodoItem("b", "", "", due_at=DAY + timedelta(days=1)),
        TodoItem("a", "", ""),
    )

    class Answer:
        def todo_items(self, _actor):
            return [some_day, later, soon, late]

    monkeypatch.setattr(todo_items, "_answers", [Answer()])

    assert todo_of(Visitor()) == [late, soon, later, some_day]


def test_my_page_shows_her_sign_ups_and_nobody_elses(client, county):
    ewa = make_person("Ewa Iskra", email="ewa@przyklad.pl")
    event = make_event()
    own = make_registration(event, email=ewa.email, actor=AsSelf(ewa.pk, ewa.name))
    make_registration(event)

    page = signed_in(client, ewa).get("/moja-strona/")

    assert page.context["registrations"] == [own]


def test_my_page_names_the_roles_in_which_she_may_act(client, county):
    person = officer_of(county, role=OfficeRole.EDITOR)

    page = signed_in(client, person).get("/moja-strona/")

    assert [(words, is_current) for _key, words, is_current in page.context["roles"]] == [
        (f"{county.name} – redaktor", True),
        ("We własnym imieniu", False),
    ]


def test_my_page_leads_to_the_organisation_for_which_she_acts(client, county):
    organisation = make_organisation()
    signed_in(client, representative_of(organisation))

    client.post("/dzialaj-jako/", {"role": f"organisation:{organisation.pk}"})

    assert client.get("/moja-strona/").context["organisations"] == [organisation]


def test_my_page_sends_a_visitor_to_sign_in(client, county):
    assert client.get("/moja-strona/").url == "/konto/zaloguj/?next=/moja-strona/"


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
            "/konto/",
            "/redakcja/",
            "/kalendarz/osobisty/",
        )
    ]


def test_cookies_page_names_every_cookie(client, county):
    page = client.get("/pliki-cookie/").content.decode()

    names = ("kuznia_sesja", "kuznia_csrf", "kuznia_theme", "kuznia_size", "messages")
    assert [page.count(f'class="code">{name}</th>') for name in names] == [1, 1, 1, 1, 1]
