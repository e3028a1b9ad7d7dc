"""Theme, text size, print, narrow windows, languages: the same page as different people see it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.steps import conference, heading, overflow
from tests.live_site import House

pytestmark = pytest.mark.browser
PAPER_HAS_NOT = ".util, .nav, .menu-s, .site .btn, .crumbs, .cta-bar, form#pick button, .foot-site ul, .skip"


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    ("button", "attribute", "value"),
    [
        ("Ciemny", "data-theme", "dark"),
        ("Kontrast", "data-theme", "contrast"),
        ("Tekst największy", "data-size", "3"),
    ],
)
def test_look_stays_on_every_page_when_it_was_chosen(house: House, script, button, attribute, value):
    page = house.window(java_script_enabled=script)
    page.goto("/")

    if script:
        with page.expect_response("**/wyglad/"):
            page.get_by_role("button", name=button).click()
    else:
        page.get_by_role("button", name=button).click()
    page.goto("/wydarzenia/")

    assert page.get_attribute("html", attribute) == value


def test_paper_has_no_chrome_when_an_event_is_printed(house: House):
    page = house.window()
    page.goto(conference().get_absolute_url())

    page.emulate_media(media="print")

    seen = page.locator(PAPER_HAS_NOT).evaluate_all("all => all.filter(each => each.offsetParent).length")
    assert seen == 0
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".agenda")).to_be_visible()


def test_paper_is_white_when_the_reader_uses_the_dark_theme(house: House):
    page = house.window()
    page.context.add_cookies([{"name": "kuznia_theme", "value": "dark", "url": house.address}])
    page.goto(conference().get_absolute_url())

    page.emulate_media(media="print")

    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_same_page_opens_in_english_when_the_reader_asks(house: House):
    page = house.window()
    page.goto(conference().get_absolute_url())

    page.get_by_role("link", name="English version").click()

    assert heading(page) == "A county for the socially active: conference of organisations"
    assert page.get_attribute("html", "lang") == "en"


@pytest.mark.parametrize("size", ["1", "3"])
def test_front_page_is_no_wider_than_the_smallest_window(house: House, size):
    page = house.window(width=320)
    page.context.add_cookies([{"name": "kuznia_size", "value": size, "url": house.address}])

    page.goto("/")

    assert overflow(page) == 0


def test_menu_opens_without_script_when_the_window_is_narrow(house: House):
    page = house.window(width=390, java_script_enabled=False)
    page.goto("/")

    page.locator(".menu-s summary").click()
    page.locator(".menu-s").get_by_role("link", name="Organizacje").click()

    assert heading(page) == "Organizacje"
