"""The calendar by keyboard, on a phone, without JavaScript; an organisation's event through both desks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import heading, overflow, sign_in, texts
from tests.browser.test_keyboard import enter, tab_to
from tests.live_site import House

pytestmark = pytest.mark.browser
OPEN_DAY = "Dzień otwarty „Iskry”"


def test_calendar_is_walked_with_the_keyboard(house: House) -> None:
    page = house.window(width=1280)
    page.goto("/kalendarz/")
    first = heading(page)

    enter(page, "Później:")
    second = heading(page)
    enter(page, "Dzisiaj")
    back = heading(page)
    enter(page, "Tydzień")
    tab_to(page, "Z wolnymi miejscami")
    page.keyboard.press("Space")
    enter(page, "Pokaż")

    assert (first == back, first == second) == (True, False)
    assert "miejsca=tak" in page.url
    assert page.locator(".views [aria-current]").inner_text() == "Tydzień"


@pytest.mark.parametrize("script", [True, False])
def test_phone_leads_from_the_count_of_a_day_to_its_list(house: House, script: bool) -> None:
    page = house.window(width=390, java_script_enabled=script)
    page.goto("/kalendarz/")
    page.goto(f"{page.locator('.views a').nth(0).get_attribute('href')}")
    _month_with(page, OPEN_DAY)

    count = page.locator(".evn").first
    target = count.get_attribute("href")
    count.click()

    expect(page.locator(f"{target} ul li").first).to_be_visible()
    assert overflow(page) == 0


def test_event_is_proposed_and_announced(house: House) -> None:
    hers = house.window(width=390)
    sign_in(hers, "Jan Miech")
    hers.goto("/moja-strona/")
    hers.get_by_role("button", name="Stowarzyszenie Pokazowe „Iskra”").click()
    hers.get_by_role("link", name="Stowarzyszenie Pokazowe „Iskra”").first.click()
    hers.get_by_role("link", name="Własne wydarzenia").click()
    hers.get_by_role("link", name="Zebranie zarządu „Iskry”").click()
    hers.get_by_role("button", name="Wyślij do urzędu").click()
    assert overflow(hers) == 0

    office = house.window(width=1280)
    sign_in(office, "Anna Kuźnik")
    office.goto("/urzad/propozycje/")
    office.get_by_role("link", name="Zebranie zarządu „Iskry”").click()
    office.get_by_role("button", name="Ogłoś wydarzenie").click()

    office.get_by_role("link", name="Zobacz stronę wydarzenia").click()
    assert heading(office) == "Zebranie zarządu „Iskry”"


def _month_with(page: Page, title: str) -> None:
    """Walk on until the list of the month has this event."""
    for _month in range(3):
        if any(title in link for link in texts(page, ".daylst a")):
            return
        page.get_by_role("link", name="Później:").click()
    raise AssertionError(title)
