"""Follows every link of the demo site as each of its people and looks at every page with axe.

Pages of one kind (one address pattern with one set of query fields) are looked at SAMES times for a role: the demo has
a hundred sign-ups that differ in a name. What is left out is counted and said at the end.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import pytest
from django.core.cache import caches
from django.test import override_settings
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from kuznia.demo.accounts import PEOPLE
from tests.axe import faults
from tests.browser.steps import sign_in
from tests.live_site import Watch

pytestmark = [pytest.mark.audit, pytest.mark.browser]
SAMES = 3
# Wagtail's own admin and files are no pages of ours.
NOT_OURS = ("/redakcja/", "/static/", "/obrazy/", "/pliki/")
FILES = (".ics", ".csv", ".json", ".xlsx", ".txt", ".pdf")
STARTS = ("/", "/en/", "/moja-strona/", "/urzad/", "/skrzynka/", "/wzornik/")
Kind = tuple[str, str, tuple[str, ...]]


@dataclass
class Crawl:
    """One walk through the site in one window."""

    page: Page
    address: str
    waiting: deque[str] = field(default_factory=deque)
    known: set[str] = field(default_factory=set)
    kinds: Counter[Kind] = field(default_factory=Counter)
    looked_at: int = 0
    left_out: int = 0
    wrong: list[str] = field(default_factory=list)

    def walk(self) -> None:
        """Look at everything that can be reached from the starts."""
        for start in STARTS:
            self._note(start)
        while self.waiting:
            self._look_at(self.waiting.popleft())

    def _look_at(self, path: str) -> None:
        answer = self.page.goto(path)
        self.looked_at += 1
        if answer is None or answer.status >= 500:
            self.wrong.append(f"{path}: {answer.status if answer else 'no answer'}")
            return
        self.wrong += [f"{path} {fault}" for fault in faults(self.page)]
        for link in self.page.locator("a[href]").evaluate_all("all => all.map(each => each.href)"):
            self._note(link)

    def _note(self, link: str) -> None:
        """Keep the link for later, if it is a page of this site that differs from those already kept."""
        url = urldefrag(urljoin(f"{self.address}/", link)).url
        path = url.removeprefix(self.address)
        if not url.startswith(f"{self.address}/") or url in self.known:
            return
        self.known.add(url)
        if path.startswith(NOT_OURS) or urlsplit(path).path.endswith(FILES):
            return
        kind = _kind(path)
        self.kinds[kind] += 1
        if self.kinds[kind] > SAMES:
            self.left_out += 1
        else:
            self.waiting.append(path)


def _kind(path: str) -> Kind:
    """Return the address pattern, the language and the names of the query's fields."""
    parts = urlsplit(path)
    plain = parts.path.removeprefix("/en") if parts.path.startswith("/en/") else parts.path
    try:
        name = resolve(plain).view_name
    except Resolver404:
        name = plain
    language = "en" if plain != parts.path else "pl"
    return name, language, tuple(sorted({key for key, _value in parse_qsl(parts.query)}))


@pytest.mark.parametrize("name", ["", *(person.name for person in PEOPLE)])
def test_every_page_reached_by_links_breaks_no_rule(
    name: str, demo_database: str, address: str, chromium: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    caches["fragments"].clear()
    watch = Watch(address)
    context = chromium.new_context(base_url=address, locale="pl-PL", reduced_motion="reduce")
    context.on("page", watch.over)
    crawl = Crawl(context.new_page(), address)
    with override_settings(KUZNIA_LIMITS=False):
        if name:
            sign_in(crawl.page, name)

        crawl.walk()
    context.close()

    with capsys.disabled():
        print(f"\n{name or 'visitor'}: {crawl.looked_at} pages, {crawl.left_out} of the same kinds left out")  # noqa: T201
    assert (crawl.wrong, watch.outside, watch.faults) == ([], [], [])
