"""An editor writes, previews and publishes in Chromium: in Polish, and nothing outside the site is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from kuznia.directory.tests.factories import make_county, make_organisation
from kuznia.lib.policy import OfficeRole
from kuznia.newsroom.tests.factories import browser_of, employ, make_editor, make_news, make_picture
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
def sessions(site: str) -> dict[OfficeRole, str]:
    """Return the sessions of an officer and an editor; all is made before Chromium starts, which bars the database."""
    county = make_county()
    make_picture()
    make_organisation("Iskra")
    make_news(make_editor(county), "Pierwsza wieść")
    return {
        role: browser_of(employ(county, role, f"Ola {role}")).cookies[settings.SESSION_COOKIE_NAME].value
        for role in (OfficeRole.OFFICER, OfficeRole.EDITOR)
    }


@pytest.fixture
def chromium(sessions: dict[OfficeRole, str]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(ensure_chromium()), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def desks(site: str, sessions: dict[OfficeRole, str], chromium: Browser) -> dict[OfficeRole, Desk]:
    """Return a window for each of them."""
    return {role: _desk(session, site, chromium) for role, session in sessions.items()}


@pytest.fixture
def desk(desks: dict[OfficeRole, Desk]) -> Desk:
    return desks[OfficeRole.EDITOR]


def _desk(session: str, site: str, chromium: Browser) -> Desk:
    context = chromium.new_context(locale="pl-PL", viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    desk = Desk(context.new_page(), site)
    _watch(desk)
    return desk


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
    page.locator("section[id$='-body-section']").get_by_role("button", name="Wybierz obraz").click()
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

    assert [title.removesuffix(" - Kuźnia") for title in titles] == [
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


def choose_act(page: Page, name: str) -> None:
    """Open the menu at the foot of the form and press one of its buttons."""
    page.locator(".w-dropdown-button button[aria-expanded]").last.click()
    page.get_by_role("button", name=name, exact=True).last.click()


def test_officer_submits_and_editor_approves(desks: dict[OfficeRole, Desk]):
    author, editor = desks[OfficeRole.OFFICER], desks[OfficeRole.EDITOR]
    author.visit("/redakcja/pages/add/newsroom/newspage/2/")
    write(author.page)
    author.page.get_by_role("button", name="Dodaj: organizacja").click()
    author.page.get_by_role("button", name="Wybierz organizację").first.click()
    author.page.locator(".modal [data-chooser-modal-choice]", has_text="Iskra").click()

    choose_act(author.page, "Wyślij do zatwierdzenia przez redakcję")
    author.page.wait_for_url("**/redakcja/pages/2/")
    editor.visit("/urzad/")
    editor.page.get_by_role("link", name="Czeka na Twoją zgodę: Żółta łódź").click()
    with editor.page.expect_navigation():
        choose_act(editor.page, "Akceptuj i Opublikuj")

    assert editor.visit("/aktualnosci/zolta-lodz-plynie-do-lodzi/") == "Żółta łódź płynie do Łodzi – Kuźnia"
    assert editor.page.locator(".ambs a").inner_text() == "Iskra"
    assert [author.outside, author.faults, editor.outside, editor.faults] == [[], [], [], []]


@pytest.fixture
def other_site(site: str) -> Iterator[str]:
    """Serve one page that frames the list, as the site of a gmina would."""
    sandbox = "allow-top-navigation-by-user-activation"
    frame = f'<iframe src="{site}/na-twojej-stronie/lista/" sandbox="{sandbox}"></iframe>'

    class OtherSite(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(frame.encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), OtherSite)
    Thread(target=server.serve_forever, daemon=True).start()
    # To a browser another name of the same machine is another site.
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_list_stands_in_a_frame_of_another_site(other_site: str, chromium: Browser):
    page = chromium.new_page()

    page.goto(other_site)
    link = page.frame_locator("iframe").get_by_role("link", name="Pierwsza wieść")
    weight = link.evaluate("link => getComputedStyle(link).fontWeight")
    link.click()
    page.wait_for_url("**/aktualnosci/pierwsza-wiesc/")

    assert (weight, page.context.cookies()) == ("600", [])
