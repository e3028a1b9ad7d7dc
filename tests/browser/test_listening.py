"""Listening in Chromium, with a voice that only notes what it is asked to say, and with the server's own."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.axe import faults
from tests.live_site import House

pytestmark = pytest.mark.browser
# A voice that speaks until the test ends the sentence; it says how fast, and whether it was cut off.
STUB = """
window.said = [];
let words = null;
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => VOICES,
  addEventListener: () => {},
  speak: (asked) => { words = asked; said.push(`${asked.rate} ${asked.voice.name}: ${asked.text}`); },
  cancel: () => { words = null; },
} });
window.endSentence = () => words.onend();
window.isSilent = () => words === null;
"""
POLISH = {"name": "Zosia", "lang": "pl-PL", "localService": True}
ENGLISH = {"name": "Amy", "lang": "en-GB", "localService": True}
DISTANT = {"name": "Chmura", "lang": "pl-PL", "localService": False}
STATEMENT = "/dostepnosc/"
HEADING, FIRST = "Deklaracja dostępności", "Powiat Pruszkowski zobowiązuje się zapewnić dostępność"
MARKED = "[...CSS.highlights.get('saying') ?? []].map(String).join().replace(/\\s+/g, ' ')"


def opened(house: House, path: str = STATEMENT, *voices: dict[str, Any], **options: Any) -> Page:
    """Open a page in a browser with these voices."""
    page = house.window(**options)
    page.add_init_script(STUB.replace("VOICES", json.dumps(list(voices))))
    page.goto(path)
    return page


def listen(page: Page) -> None:
    """Press the button and wait for the bar."""
    page.click("form[data-listen] button")
    page.wait_for_selector(".listen")


def said(page: Page) -> list[str]:
    """Return what the voice was asked to say, without speed and name."""
    return [each.partition(": ")[2] for each in page.evaluate("said")]


def select(page: Page, words: str) -> None:
    """Select these words of the main text as with a mouse."""
    page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + words.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return;
          }
          throw new Error(words);
        }""",
        words,
    )


def test_page_is_read_sentence_by_sentence_when_the_button_is_pressed(house: House):
    page = opened(house, STATEMENT, DISTANT, POLISH)

    listen(page)
    page.evaluate("endSentence()")

    assert page.evaluate("said[0]") == f"1 Zosia: {HEADING}"
    assert said(page)[1].startswith(FIRST)
    assert "czwartego kwietnia dwa tysiące dziewiętnastego roku" in said(page)[1]
    assert page.inner_text(".listen__now").startswith("Zdanie 2 z ")


def test_sentence_being_read_is_marked_and_scrolled_to_when_it_is_below(house: House):
    page = opened(house, STATEMENT, POLISH, height=500)
    listen(page)

    for _step in range(8):
        page.click("[data-do=forward]")

    marked = page.evaluate(MARKED)
    box = page.evaluate("[...CSS.highlights.get('saying')][0].getBoundingClientRect().toJSON()")
    bar = page.evaluate("document.querySelector('.listen').getBoundingClientRect().top")
    assert marked
    assert page.evaluate("scrollY") > 0
    assert 0 <= box["top"] < box["bottom"] <= bar


def test_only_the_selection_is_read_when_something_is_selected(house: House):
    page = opened(house, STATEMENT, POLISH)
    select(page, "zapewnić dostępność swojej strony")

    listen(page)

    assert said(page) == ["zapewnić dostępność swojej strony"]
    assert page.evaluate(MARKED) == "zapewnić dostępność swojej strony"
    assert page.inner_text(".listen__now") == "Zdanie 1 z 1"


def test_reading_pauses_and_goes_on_when_space_is_pressed_on_the_key(house: House):
    page = opened(house, STATEMENT, POLISH)
    listen(page)

    page.keyboard.press("Space")
    paused = page.inner_text("[data-do=pause]"), page.evaluate("isSilent()"), status(page)
    page.keyboard.press("Space")

    assert paused == ("Czytaj", True, "Wstrzymano.")
    assert (page.inner_text("[data-do=pause]"), status(page)) == ("Pauza", "Czytam dalej.")
    assert said(page) == [HEADING, HEADING]


def status(page: Page) -> str:
    """Return what a screen reader was told last."""
    return page.text_content("form[data-listen] [role=status]") or ""


def test_speed_holds_from_now_on_when_it_is_changed(house: House):
    page = opened(house, STATEMENT, POLISH)
    listen(page)

    page.select_option(".listen select", "1.5")
    page.keyboard.press("Escape")
    page.reload()
    listen(page)

    assert page.evaluate("said") == [f"1.5 Zosia: {HEADING}"]


def test_reading_begins_and_ends_when_only_the_keyboard_is_used(house: House):
    page = opened(house, STATEMENT, POLISH)

    page.keyboard.press("Alt+r")
    page.wait_for_selector(".listen")
    begun = page.get_attribute("form[data-listen] button", "aria-pressed"), status(page)
    page.keyboard.press("Escape")

    assert begun == ("true", "Czytam. Klawisz Escape kończy czytanie.")
    assert (page.query_selector(".listen"), page.evaluate(MARKED), page.evaluate("isSilent()")) == (
        None,
        "",
        True,
    )
    assert page.evaluate("document.activeElement.parentElement.hasAttribute('data-listen')")
    assert (page.get_attribute("form[data-listen] button", "aria-pressed"), status(page)) == (
        "false",
        "Koniec czytania.",
    )


def test_reading_ends_by_itself_when_the_last_sentence_was_said(house: House):
    page = opened(house, STATEMENT, POLISH)
    select(page, "zapewnić dostępność")
    listen(page)

    page.evaluate("endSentence()")

    assert (page.query_selector(".listen"), status(page)) == (None, "Koniec czytania.")


def test_hidden_text_and_keys_are_left_out_when_the_page_is_read(house: House):
    page = opened(house, STATEMENT, POLISH)
    page.evaluate(
        "document.querySelector('main').innerHTML = '<h1>Raz</h1><p hidden>Dwa</p><p aria-hidden=true>Trzy</p>"
        "<nav>Cztery</nav><button>Pięć</button><p>Sześć<br><b>siedem</b> osiem</p>'"
    )

    listen(page)
    page.evaluate("endSentence()")
    page.evaluate("endSentence()")

    assert said(page) == ["Raz", "Sześć", "siedem osiem"]


def test_swapped_part_is_read_when_it_came_after_the_page(house: House):
    page = opened(house, STATEMENT, POLISH)
    page.evaluate("document.querySelector('h1').textContent = 'Zostało 12 miejsc'")

    listen(page)

    assert said(page) == ["Zostało dwanaście miejsc"]
    assert page.evaluate(MARKED) == "Zostało 12 miejsc"


def test_paragraph_is_marked_when_the_browser_has_no_marks_of_its_own(house: House):
    page = house.window()
    page.add_init_script(STUB.replace("VOICES", json.dumps([POLISH])) + "delete CSS.highlights;")
    page.add_init_script("Object.defineProperty(CSS, 'highlights', { value: undefined });")
    page.goto(STATEMENT)

    listen(page)

    assert page.inner_text("[data-saying]") == HEADING


@pytest.mark.parametrize("voices", [(), (DISTANT,), (ENGLISH,)])
def test_server_speaks_when_the_browser_has_no_polish_voice_of_its_own(house: House, voices):
    page = opened(house, STATEMENT, *voices)

    with page.expect_response("**/sluchaj/glos/**") as sound:
        listen(page)
    expect(page.locator("[data-at]")).to_have_text("2")

    assert sound.value.headers["content-type"] == "audio/wav"
    assert page.evaluate("said") == []
    assert page.evaluate(MARKED).startswith(FIRST)


def test_reader_is_told_what_to_do_when_there_is_no_voice_at_all(house: House, settings):
    settings.KUZNIA_SPEECH = False
    page = opened(house)

    listen(page)

    assert page.inner_text(".listen [role=alert]").startswith("Ta przeglądarka nie ma głosu w tym języku")
    page.keyboard.press("Escape")
    assert page.query_selector(".listen") is None


def test_english_page_is_read_by_an_english_voice(house: House):
    page = opened(house, "/en/dostepnosc/", POLISH, ENGLISH)

    listen(page)

    assert page.evaluate("said") == ["1 Amy: Accessibility statement"]


@pytest.mark.parametrize("path", [STATEMENT, f"/sluchaj/?strona={STATEMENT}", "/sluchaj/"])
def test_page_breaks_no_rule_while_it_is_read(house: House, path):
    page = opened(house, path, POLISH)

    listen(page)

    assert faults(page) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_bar_makes_the_page_no_wider_and_leaves_most_of_it_in_sight(house: House, width):
    page = opened(house, STATEMENT, POLISH, width=width, height=800)

    listen(page)

    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert page.evaluate("document.querySelector('.listen').offsetHeight") < 130


def test_page_is_heard_without_a_script(house: House):
    page = house.window(java_script_enabled=False)
    page.goto(STATEMENT)

    page.click("form[data-listen] button")

    assert page.inner_text("h1") == HEADING
    expect(page.locator("audio").nth(1)).to_be_attached()
