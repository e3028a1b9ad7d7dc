"""What the small script does in a real browser; every page works without it as well."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, Page, sync_playwright

from runner.chromium import ensure_chromium

pytestmark = pytest.mark.browser


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(site, settings) -> Iterator[str]:
    settings.MIDDLEWARE = ["csp.middleware.CSPMiddleware", *settings.MIDDLEWARE]
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    server = make_server(
        "127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), server_class=_Server, handler_class=_Quiet
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(chromium, address) -> Iterator[Page]:
    context = chromium.new_context(base_url=address)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def test_look_changes_and_what_is_typed_stays_when_a_button_is_pressed(page):
    page.goto("/wzornik/")
    page.fill("#id_name", "Ewa")

    with page.expect_response("**/wyglad/"):
        page.click("text=Kontrast")

    assert page.get_attribute("html", "data-theme") == "contrast"
    assert page.input_value("#id_name") == "Ewa"
    page.reload()
    assert page.get_attribute("html", "data-theme") == "contrast"


def test_look_changes_when_there_is_no_script(chromium, address):
    page = chromium.new_context(base_url=address, java_script_enabled=False).new_page()
    page.goto("/strona/")

    page.click('[aria-label="Tekst największy"]')

    assert page.url == f"{address}/strona/"
    assert page.get_attribute("html", "data-size") == "3"
    page.context.close()


def test_dark_button_is_pressed_when_the_system_is_dark(chromium, address):
    page = chromium.new_context(base_url=address, color_scheme="dark").new_page()

    page.goto("/strona/")

    assert page.get_attribute("[data-theme-of=dark]", "aria-pressed") == "true"
    page.context.close()


def test_summary_takes_the_focus_when_the_form_is_wrong(page):
    page.goto("/wzornik/?blad=1")

    assert page.evaluate("document.activeElement.className") == "errsum"


def test_skip_link_is_first_when_tab_is_pressed(page):
    page.goto("/strona/")

    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Przejdź do treści"


def test_live_line_says_so_when_no_answer_comes_for_two_minutes(page):
    page.clock.install()
    page.goto("/wzornik/")

    page.clock.run_for(130_000)

    assert page.inner_text("#guide-live") == (
        "Liczby miejsc mogą być nieaktualne: od ponad dwóch minut nie ma odpowiedzi."
    )


def test_live_line_keeps_its_words_when_answers_come(page):
    answer = "document.dispatchEvent(new CustomEvent('htmx:after:request', {detail: {ctx: {response: {status: 200}}}}))"
    page.clock.install()
    page.goto("/wzornik/")

    for _minute in range(4):
        page.clock.run_for(60_000)
        page.evaluate(answer)

    assert page.inner_text("#guide-live") == "19 wolnych miejsc"


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_page_is_no_wider_than_the_window_when_drawn(page, width):
    page.set_viewport_size({"width": width, "height": 800})

    page.goto("/wzornik/?blad=1")

    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
