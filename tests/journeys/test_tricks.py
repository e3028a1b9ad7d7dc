"""Tricks with the head of a request: another host, another way back, a made-up address of the client."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings as house
from django.test import Client
from django.urls import reverse

from kuznia.directory.tests.factories import make_person
from kuznia.events.tests.factories import make_event
from kuznia.events.tests.pages import ANSWERS, send, sign_up_url
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message
from tests.permissions.roles import BACKEND

pytestmark = pytest.mark.django_db
LIES = {
    "X-Forwarded-Host": "zly.example",
    "X-Forwarded-Server": "zly.example",
    "X-Host": "zly.example",
    "Forwarded": "host=zly.example",
    "X-Original-URL": "/urzad/",
    "X-Rewrite-URL": "/urzad/",
}
AWAY = [
    "https://zly.example/",
    "//zly.example/",
    "///zly.example/",
    "/\\zly.example/",
    "\\\\zly.example/",
    "/\t/zly.example/",
    "/%09/zly.example/",
    "http:///zly.example/",
    "https:zly.example",
    "https://testserver@zly.example/",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "/\r\nX-Zly: tak",
    "x" * 5_000,
]


def test_letters_and_redirects_lead_to_our_own_address_when_the_head_lies(
    stopped_clock: StoppedClock,
) -> None:
    client = Client(headers=LIES)
    event = make_event()

    sent = send(client, event, stopped_clock)

    assert sent.status_code == 303
    assert sent["Location"].startswith("/wydarzenia/")
    assert "zly.example" not in str(Message.objects.get().letter)
    assert house.KUZNIA_BASE_URL in str(Message.objects.get().letter)


@pytest.mark.parametrize(
    "host", ["zly.example", "localhost.zly.example", "testserver:80@zly.example", "zly.example/"]
)
def test_request_is_refused_when_it_is_for_another_host(host: str) -> None:
    assert Client().get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("way_back", AWAY)
def test_way_back_stays_on_the_site_when_it_leads_away(way_back: str, settings: Any) -> None:
    settings.KUZNIA_DEMO, settings.ROOT_URLCONF, settings.KUZNIA_LIMITS = True, "tests.demo_urls", False
    person = make_person(email="ewa.iskra@example.org")
    client = Client()
    client.force_login(person, backend=BACKEND)

    answers = [
        client.post("/wyglad/", {"theme": "dark", "next": way_back}),
        client.post(reverse("directory:act-as"), {"role": f"self:{person.pk}", "next": way_back}),
        client.get(reverse("account_login"), {"next": way_back}),
        Client().post("/demo/zaloguj-jako/", {"account": "ewa.iskra", "next": way_back}),
        client.post(reverse("account_logout"), {"next": way_back}),
    ]

    assert [where for where in map(_leads_to, answers) if where != "testserver"] == []
    assert all("X-Zly" not in answer.headers for answer in answers)


def _leads_to(answer: Any) -> str:
    """Return the host where a browser ends: it reads backslashes as slashes and skips tabs and line ends."""
    where = str(answer.headers.get("Location", "/"))
    read = where.strip().replace("\\", "/").replace("\t", "").replace("\r", "").replace("\n", "")
    parts = urlsplit(urljoin("http://testserver/strona/", read))
    return str(parts.netloc if parts.scheme in {"http", "https"} else parts.scheme)


def test_limit_is_not_moved_when_the_client_makes_addresses_up() -> None:
    event, client = make_event(), Client()

    given = [
        client.post(
            sign_up_url(event),
            ANSWERS,
            headers={"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": f"203.0.113.{number}"},
        ).status_code
        for number in range(31)
    ]

    assert (set(given[:30]), given[30]) == ({200}, 429)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_refused_and_do_nothing(method: str) -> None:
    event = make_event()

    answer = getattr(Client(enforce_csrf_checks=True), method)(sign_up_url(event))

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")


def test_head_says_what_get_says_without_the_page() -> None:
    event, client = make_event(), Client()

    head, page = client.head(event.get_absolute_url()), client.get(event.get_absolute_url())

    assert (head.status_code, head.content, page.status_code) == (200, b"", 200)
    assert head["Content-Type"] == page["Content-Type"]


def test_form_from_another_site_is_refused() -> None:
    client, event = Client(enforce_csrf_checks=True), make_event()
    client.get(sign_up_url(event))

    answer = client.post(sign_up_url(event), ANSWERS, headers={"origin": "https://zly.example"})

    assert answer.status_code == 403
    assert not event.registrations.exists()
