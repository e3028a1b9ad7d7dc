"""The whole demo site on a port of this machine, and Chromium to look at it.

Playwright keeps an event loop in the thread of the tests, in which Django refuses its database by default; both
fixtures last for one package, so that no other test meets that loop.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache import caches
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from kuznia.lib import clock
from kuznia.lib.stopped_clock import StoppedClock, clock_stopped_at
from kuznia.ui.context import forget_menus
from runner.chromium import ensure_chromium

# A page that answers 403 or 404 is what some tests ask for; Chromium writes a line about it.
_ANSWER = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")

# For how many milliseconds a page may take to do what it will do at once on an idle machine.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser; a machine without one fails here with a sentence that says what to install."""
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(
            executable_path=str(ensure_chromium()), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def address(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory, demo_files: Path
) -> Iterator[str]:
    """Where the demo site answers; it uses whatever database the test uses at the moment."""
    with served(tmp_path_factory.mktemp("site"), files=demo_files) as found:
        yield found


@contextmanager
def served(folder: Path, *, files: Path) -> Iterator[str]:
    """Serve the demo site for the block: uploads lie in `files`, all else that it writes in `folder`."""
    with override_settings(
        KUZNIA_DEMO=True,
        ROOT_URLCONF="tests.demo_urls",
        ALLOWED_HOSTS=["127.0.0.1", "testserver"],
        KUZNIA_FILES_DIR=files,
        KUZNIA_ERASURE_JOURNAL=folder / "erasures",
        MEDIA_ROOT=folder / "media",
    ):
        forget_menus()
        application = StaticFilesHandler(get_wsgi_application())
        server = make_server("127.0.0.1", 0, application, server_class=_Server, handler_class=_Quiet)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        with override_settings(KUZNIA_BASE_URL=address):
            yield address
        server.shutdown()
        server.server_close()
    forget_menus()


@dataclass
class Watch:
    """What a window did that it must not: asked another machine, or wrote a fault to the console."""

    address: str
    outside: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Watch this window from now on."""
        page.on("request", self._note_request)
        page.on("console", self._note_line)
        page.on("pageerror", lambda fault: self.faults.append(f"{page.url}: {fault}"))

    def _note_request(self, sent: Request) -> None:
        if not sent.url.startswith((f"{self.address}/", "data:", "blob:")):
            self.outside.append(sent.url)

    def _note_line(self, line: ConsoleMessage) -> None:
        if line.type in {"error", "warning"} and not _ANSWER.match(line.text):
            self.faults.append(f"{line.location.get('url')}: {line.text}")


@dataclass
class House:
    """The demo site of one test: its address, its clock, its windows."""

    address: str
    clock: StoppedClock
    browser: Browser
    watch: Watch
    contexts: list[BrowserContext] = field(default_factory=list)

    def window(self, *, width: int = 1280, height: int = 900, **options: Any) -> Page:
        """Open a browser of its own, with no cookies, and one window in it."""
        context = self.browser.new_context(
            base_url=self.address,
            locale="pl-PL",
            timezone_id="Europe/Warsaw",
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        context.on("page", self.watch.over)
        self.contexts.append(context)
        return context.new_page()

    def let_pass(self, **time: float) -> datetime:
        """Move the clock of the house on; pages that are kept for seconds are forgotten."""
        self.clock.move_to(moment := clock.now() + timedelta(**time))
        caches["fragments"].clear()
        return moment

    def forgive(self) -> None:
        """Close every window, so that nothing more is written, and forget the faults that the test brought about."""
        self.close()
        self.watch.faults.clear()

    def close(self) -> None:
        """Close every window."""
        for context in self.contexts:
            context.close()
        self.contexts.clear()


@pytest.fixture
def house(demo_database: str, address: str, chromium: Browser) -> Iterator[House]:
    """A demo site of one's own; at the end no window may have asked outside or written a fault."""
    caches["fragments"].clear()
    with clock_stopped_at(clock.now()) as stopped:
        house = House(address, stopped, chromium, Watch(address))
        yield house
        house.close()
    assert (house.watch.outside, house.watch.faults) == ([], [])


Visit = Callable[[Page], object]
