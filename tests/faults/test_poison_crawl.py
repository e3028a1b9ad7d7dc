"""A script in every text of the demo county, and every kind of page opened by everybody: it stays a text."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection, models
from django.test import Client, override_settings
from django.urls import Resolver404, resolve
from django.utils.translation import override

from kuznia.demo.accounts import PEOPLE
from kuznia.people.models import Person
from tests.permissions.roles import BACKEND

pytestmark = pytest.mark.faults
POISON = "</p><script>alert(1)</script><img src=x onerror=alert(1)>\"' onfocus='alert(1)"
SHORT = "<b onclick=alert(1)>"
PAGES_OF_A_KIND = 2
LEFT_ALONE = (models.SlugField, models.EmailField, models.URLField)
# Names by which the house finds things, not texts of people.
KEYS = {
    "code",
    "sha256",
    "content_type",
    "language",
    "teryt",
    "owner_label",
    "message_id",
    "matter",
    "password",
}
HANDLERS = ("onerror", "onclick", "onfocus")
EXPECTED = {
    "portal:home",
    "portal:home in English",
    "events:event",
    "events:event-sign-up",
    "events:desk-event-history",
    "directory:organisation",
    "directory:posts",
    "newsroom:article",
    "notify:mailbox-message",
    "accounts:my-data",
}


def _text_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, LEFT_ALONE)
        and not field.choices
        and not field.unique
        and field.name not in KEYS
        and (field.max_length or len(POISON)) >= len(SHORT)
    ]


def _poison_everything() -> int:
    """Put the script into every text that people typed, after what stands there; return how many fields took it."""
    taken = 0
    for model in apps.get_models():
        if not model.__module__.startswith("kuznia.") or "event" in model._meta.db_table.split("_")[-1:]:
            continue
        for field in _text_fields(model):
            taken += _poison(model._meta.db_table, field)
    return taken


def _poison(table: str, field: models.Field[Any, Any]) -> int:
    is_short = (field.max_length or 10_000) < len(POISON) + 20
    # A file's name is a part of its address, and no name that is taken in holds a slash.
    text = SHORT if is_short or field.name == "original_name" else POISON
    with connection.cursor() as cursor:
        try:
            cursor.execute(
                f'UPDATE "{table}" SET "{field.column}" = left("{field.column}", 15) || %s', [text]
            )
        except Exception:  # noqa: BLE001 - rows that nobody may change keep what they say
            cursor.execute("ROLLBACK")
            return 0
    return 1


class _Reader(HTMLParser):
    """Reads a page as a browser does: its links, and what would run."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.running: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link; note a handler or a link that runs."""
        given = dict(attrs)
        if tag == "script" and "src" not in given and given.get("type") != "application/ld+json":
            self.running.append(f"<script {given}>")
        self.running += [f"{tag} {name}" for name in given if name in HANDLERS]
        link = given.get("href") or ""
        if link.lower().strip().startswith(("javascript:", "data:")):
            self.running.append(link)
        if tag == "a" and link:
            self.links.append(link)
        if tag == "form" and given.get("method", "get") == "get":
            self.links.append(given.get("action") or "")


def _crawl(client: Client, starts: tuple[str, ...]) -> tuple[Counter[str], list[str]]:
    """Open pages of every kind that links lead to; return how many of each, and what is wrong."""
    kinds: Counter[str] = Counter()
    wrong: list[str] = []
    queue, seen = list(starts), set(starts)
    while queue:
        address = queue.pop(0)
        kind = _kind(address)
        if not kind or kinds[kind] >= PAGES_OF_A_KIND:
            continue
        kinds[kind] += 1
        answer: Any = client.get(address, follow=True)
        if answer.status_code >= 500:
            wrong.append(f"{address}: {answer.status_code}")
        if answer.streaming or not answer["Content-Type"].startswith("text/html"):
            continue
        reader = _Reader()
        reader.feed(answer.content.decode())
        wrong += [f"{address}: {each}" for each in reader.running]
        found = [urljoin(address, link).partition("#")[0] for link in reader.links]
        new = [link for link in found if link.startswith("/") and link not in seen]
        seen.update(new)
        queue += new
    return kinds, wrong


def _kind(address: str) -> str:
    try:
        with override("pl"):
            name = resolve(urlsplit(address).path.removeprefix("/en")).view_name
    except Resolver404:
        return ""
    return "" if name.startswith("wagtail") else name + (" in English" if address.startswith("/en/") else "")


@pytest.mark.usefixtures("demo_database")
def test_no_text_becomes_a_script_when_every_text_holds_one() -> None:
    taken = _poison_everything()
    wrong: list[str] = []
    kinds: set[str] = set()

    with override_settings(KUZNIA_DEMO=True, KUZNIA_PAGE_CACHE=False, ROOT_URLCONF="tests.demo_urls"):
        for person in (None, *PEOPLE):
            caches["fragments"].clear()
            client = Client()
            if person:
                client.force_login(Person.objects.get(email=person.email), backend=BACKEND)
            opened, found = _crawl(client, ("/", "/en/", "/urzad/", "/moja-strona/", "/wydarzenia/nie-ma/"))
            kinds |= set(opened)
            wrong += found

    assert wrong == []
    assert taken > 40
    assert kinds >= EXPECTED
