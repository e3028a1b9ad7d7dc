"""An editor writes, previews and publishes in Chromium: in Polish, and nothing outside the site is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from playwright.sync_api import ConsoleMessage, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from kuznia.directory.tests.factories import make_county
from kuznia.lib.policy import OfficeRole
from kuznia.newsroom.tests.factories import browser_of, employ, make_picture
from runner.chromium import ensure_chromium

pytestmark = pytest.mark.browser


@dataclass
class Desk:
    """The editor's window and what went wrong or out of the house in it."""

    page: Page
    site: str
    outside: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def visit(self, address: str) -> str:
        """Open an address and return the title that the window shows."""
        self.page.goto(self.site + address)
        self.page.wait_for_load_state("networkidle")
        return self.page.title()


@pytest.fixture
def site(committed_database: str) -> Iterator[str]:
    # Not the fixture `live_server`: that one empties the database, and Wagtail needs what migrations put in.
    server = LiveServer("localhost")
    yield server.url
    server.stop()


@pytest.fixture
def desk(site: str) -> Iterator[Desk]:
    make_picture()
    session = browser_of(employ(make_county(), OfficeRole.EDITOR)).cookies[settings.SESSION_COOKIE_NAME].value
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(ensure_chromium()), args=["--no-sandbox"])
        context = chromium.new_context(locale="pl-PL", viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
        desk = Desk(context.new_page(), site)
        _watch(desk)
        yield desk
        chromium.close()


def _watch(desk: Desk) -> None:
    def note_request(sent: Request) -> None:
        if not sent.url.startswith((desk.site, "data:", "blob:")):
            desk.outside.append(sent.url)

    def note_line(line: ConsoleMessage) -> None:
        if line.type == "error":
            desk.faults.append(line.text)

    desk.page.on("request", note_request)
    desk.page.on("console", note_line)
    desk.page.on("pageerror", lambda fault: desk.faults.append(str(fault)))


def add_block(page: Page, name: str) -> None:
    """Add a part to the Polish text, after those that are there."""
    page.locator("section[id$='-body-section'] .c-sf-add-button:visible").last.click()
    page.get_by_role("option", name=name).click()


def write(page: Page) -> None:
    """Fill in the form of a new piece of news: a paragraph and a picture."""
    page.fill("#id_title", "Żółta łódź płynie do Łodzi")
    page.fill("#id_lead", "Wypływa w sobotę.")
    add_block(page, "Akapit")
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type("Zapraszamy na brzeg.")
    add_block(page, "Zdjęcie")
    page.get_by_role("button", name="Wybierz obraz").first.click()
    page.locator(".modal [data-chooser-modal-choice]").first.click()
    page.locator("input[name$='-alternative']").fill("Szary prostokąt")


def test_editor_publishes_in_polish_and_nothing_outside_is_called(desk):
    titles = [desk.visit(f"/redakcja/{place}") for place in ("", "pages/2/", "images/", "pages/search/?q=a")]
    desk.visit("/redakcja/pages/add/newsroom/newspage/2/")
    write(desk.page)

    desk.page.locator(".w-dropdown-button button[aria-expanded]").last.click()
    desk.page.get_by_role("button", name="Publikuj").last.click()
    desk.page.wait_for_url("**/redakcja/pages/2/")
    public = desk.visit("/aktualnosci/zolta-lodz-plynie-do-lodzi/")

    assert [title.removesuffix(" - Wagtail") for title in titles] == [
        "Kokpit", "Przeglądaj: Aktualności", "Obrazy", "Szukaj"
    ]  # fmt: skip
    assert public == "Żółta łódź płynie do Łodzi – Kuźnia"
    assert desk.page.evaluate("document.querySelector('figure img').naturalWidth") == 40
    assert (desk.outside, desk.faults) == ([], [])


def test_editor_sees_the_public_page_beside_the_form(desk):
    desk.visit("/redakcja/pages/add/newsroom/newspage/2/")
    write(desk.page)

    desk.page.locator("[data-side-panel-toggle='preview']").click()
    preview = desk.page.frame_locator("iframe[id='w-preview-iframe'], iframe.w-preview__iframe").first
    preview.locator("figure img").wait_for()

    assert preview.locator("h1").inner_text() == "Żółta łódź płynie do Łodzi"
    assert (desk.outside, desk.faults) == ([], [])
