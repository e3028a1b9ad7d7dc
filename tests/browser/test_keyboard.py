"""Signing up with the keyboard alone: every stop is visible, and the skip link is the first."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from kuznia.events.models import Registration
from tests.browser.steps import CONFERENCE, EMAIL, NAME, heading, open_letter
from tests.live_site import House

pytestmark = pytest.mark.browser
MOST_STOPS = 80
FOCUSED = """() => {
  const at = document.activeElement, label = at.labels?.[0] ?? at.closest("label");
  const drawn = [at, at.closest(".shop"), label].filter(Boolean).map((each) => getComputedStyle(each));
  const box = at.getBoundingClientRect();
  // A gmina of the map is marked by another fill and edge than its neighbours have.
  const [shape, beside] = [at.querySelector("path"), document.querySelector("svg.map-g a:not(:focus) path")];
  const look = (path) => getComputedStyle(path).fill + getComputedStyle(path).stroke;
  const isMarkedOnMap = at.closest("svg.map-g") && look(shape) !== look(beside);
  return {
    words: ((label ?? at).innerText ?? at.getAttribute("aria-label")).replace(/\\s+/g, " ").trim(),
    isMarked: isMarkedOnMap
      || drawn.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    isInWindow: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what begins with these words has the focus; each stop on the way must be visible."""
    passed = []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        passed.append(stop["words"])
        assert stop["isMarked"], f"no focus mark at {stop['words']!r}"
        assert stop["isInWindow"], f"out of sight: {stop['words']!r}"
        if stop["words"].startswith(words):
            return
    raise AssertionError(f"{words!r} not among {passed}")


def enter(page: Page, words: str) -> None:
    """Go to the link or button and open it."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, words: str, text: str) -> None:
    """Go to the field and write."""
    tab_to(page, words)
    page.keyboard.type(text)


def choose(page: Page, words: str, downs: int = 0) -> None:
    """Go to the group of answers that begins with these words and choose the one so many steps down."""
    tab_to(page, words)
    for _step in range(downs):
        page.keyboard.press("ArrowDown")
    if not downs:
        page.keyboard.press("Space")


@pytest.mark.parametrize("width", [1280, 390])
def test_resident_signs_up_when_she_uses_the_keyboard_alone(house: House, width):
    page = house.window(width=width)
    page.goto("/")
    enter(page, CONFERENCE)
    choose(page, "Fundraising")
    enter(page, "Zapisz się")

    write(page, "Imię i nazwisko", NAME)
    write(page, "E-mail", EMAIL)
    choose(page, "organizacja pozarządowa", downs=5)
    choose(page, "Znam informację")
    house.let_pass(minutes=1)
    enter(page, "Zapisz się")
    open_letter(page, house, "Potwierdź miejsce")
    enter(page, "Potwierdź miejsce")
    enter(page, "Potwierdź miejsce")

    assert heading(page) == "Miejsce jest Twoje"
    assert Registration.objects.get(person__email=EMAIL).coming_for == "oneself"


@pytest.mark.parametrize("path", ["/", "/wydarzenia/", "/organizacje/", "/konto/zaloguj/", "/skrzynka/"])
def test_skip_link_is_the_first_stop_and_leads_to_the_content(house: House, path):
    page = house.window()
    page.goto(path)

    page.keyboard.press("Tab")
    first = page.evaluate(FOCUSED)
    page.keyboard.press("Enter")

    assert first == {"words": "Przejdź do treści", "isMarked": True, "isInWindow": True}
    assert page.url.endswith("#tresc")
