"""The door on a phone without a network: nothing is lost, nothing counts twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect

from kuznia.events.models import Attendance, Event, Registration
from kuznia.events.tests.desk_pages import desk_url
from kuznia.events.tests.factories import make_event, make_registration
from kuznia.lib import clock
from tests.browser.steps import sign_in
from tests.live_site import House

pytestmark = pytest.mark.browser
ENTRIES = "**/wejscie/wpis/"


def _event_today() -> Event:
    now = clock.now()
    return make_event(capacity=40, starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=5))


def _people(event: Event) -> list[Registration]:
    return [make_registration(event, name=name) for name in ("Ewa Iskra", "Jan Miech", "Olga Hartownik")]


def _at_the_door(house: House, event: Event) -> Page:
    page = house.window(width=390)
    sign_in(page, "Anna Kuźnik")
    page.goto(desk_url("desk-door", event))
    return page


def _type(page: Page, code: str) -> None:
    page.locator("#code").fill(code)
    page.get_by_role("button", name="Wpuść", exact=True).first.click()


def _net(page: Page) -> str:
    return " ".join(page.locator("[data-door-words]").inner_text().split())


def _came(event: Event) -> int:
    return Attendance.objects.filter(registration__event=event, undone_at__isnull=True).count()


def test_entries_wait_in_the_phone_and_count_once_when_the_network_is_back(house: House) -> None:
    event = _event_today()
    people = _people(event)
    page = _at_the_door(house, event)
    page.context.set_offline(True)
    for person in people[:2]:
        _type(page, person.code)
    page.get_by_role("button", name="Wpuść : Olga Hartownik").click()
    waiting = _net(page)

    page.route(ENTRIES, lambda route: route.abort())
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("[data-door-words]")).to_contain_text("3 wpisy czekają na sieć")
    kept = _came(event)
    page.unroute(ENTRIES)
    expect(page.locator("[data-door-words]")).to_have_text("Połączono.")

    assert (waiting, kept, _came(event)) == (
        "3 wpisy czekają na sieć. Brak sieci. Wpisy zostają w telefonie.",
        0,
        3,
    )
    house.forgive()


def test_entry_counts_once_when_its_answer_was_lost(house: House) -> None:
    event = _event_today()
    page = _at_the_door(house, event)
    lost: list[str] = []

    def lose(route: Route) -> None:
        route.fetch()
        lost.append(route.request.url)
        route.abort()

    page.route(ENTRIES, lose, times=1)
    _type(page, _people(event)[0].code)
    expect(page.locator("[data-answered] h2")).to_have_text("Ewa Iskra")

    assert (len(lost), _came(event)) == (1, 1)
    house.forgive()


def test_door_answers_at_once_and_takes_it_back(house: House) -> None:
    event = _event_today()
    page = _at_the_door(house, event)
    _people(event)
    page.reload()

    page.get_by_role("button", name="Wpuść : Jan Miech").click()
    expect(page.locator("[data-door-result] [data-answered] h2")).to_have_text("Jan Miech")
    expect(page.locator("[data-row].here b")).to_have_text("Jan Miech")
    page.locator("[data-door-result]").get_by_role("button", name="Cofnij").click()

    expect(page.locator(".messages")).to_have_text("Cofnięto: Jan Miech.")
    assert (_came(event), Attendance.objects.filter(undone_at__isnull=False).count()) == (0, 1)


@pytest.mark.parametrize("script", [True, False])
def test_door_lets_in_by_code_with_scripts_and_without(house: House, script: bool) -> None:
    event = _event_today()
    person = _people(event)[0]
    page = house.window(width=390, java_script_enabled=script)
    sign_in(page, "Anna Kuźnik")
    page.goto(desk_url("desk-door", event))

    _type(page, person.code.lower())

    expect(page.locator("[data-answered] h2")).to_have_text("Ewa Iskra")
    assert _came(event) == 1
