"""What robots and hostile hands send: refused in words, or kept as plain text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from kuznia.events.models import Registration
from kuznia.events.tests.factories import make_event
from kuznia.events.tests.pages import errors, filled_in, send, sign_up_url, soup
from kuznia.lib import clock
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message
from kuznia.people.models import Person

pytestmark = pytest.mark.django_db
INVISIBLE = "Usuń niewidoczne znaki; jeśli tekst jest wklejony, wpisz go ręcznie."


def test_sign_up_is_refused_when_a_robot_filled_the_trap(client: Client, stopped_clock: StoppedClock) -> None:
    page = send(client, make_event(), stopped_clock, homepage="https://example.org")

    assert errors(page) == {"__all__": ["Wyczyść pole „Nie wypełniaj” i wyślij formularz jeszcze raz."]}
    assert Registration.objects.count() == 0


def test_sign_up_is_refused_when_it_comes_faster_than_people_type(
    client: Client, stopped_clock: StoppedClock
) -> None:
    event = make_event()
    form = filled_in(client, event, stopped_clock)
    stopped_clock.move_to(clock.now() - timedelta(seconds=59))

    page = client.post(sign_up_url(event), form)

    assert list(errors(page)) == ["__all__"]
    assert (page.status_code, Registration.objects.count()) == (200, 0)


def test_sign_up_is_limited_per_address(
    client: Client, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "KUZNIA_LIMITS", True)
    event = make_event()
    form = filled_in(client, event, stopped_clock)

    answers = [client.post(sign_up_url(event), form).status_code for _try in range(31)]

    assert (answers[29], answers[30]) == (303, 429)


HOSTILE = [
    "<script>alert(1)</script>",
    '=HYPERLINK("https://example.org")',
    "Ewa 🐙 Iskra",
    "{{ request }}{% load x %}",
    "' OR 1=1 --",
    "Łukasz Żółć",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_odd_names_are_kept_as_typed_and_shown_as_text(
    client: Client, stopped_clock: StoppedClock, name: str
) -> None:
    event = make_event()

    page = send(client, event, stopped_clock, name=name, email="")
    send(client, event, stopped_clock, name=name)

    assert soup(page).select_one("#id_name")["value"] == name  # type: ignore[index]
    assert Registration.objects.get().name == name
    assert [each for each in soup(page).select("script") if "alert" in each.get_text()] == []


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("x" * 10_000, "Skróć tekst do 150 znaków. Teraz ma 10000."),
        ("Ewa\u202eaksI", INVISIBLE),
        ("Ewa\r\nBcc: x@example.org", INVISIBLE),
        ("Ewa\x00", INVISIBLE),
    ],
)
def test_harmful_names_are_refused_in_words(
    client: Client, stopped_clock: StoppedClock, name: str, sentence: str
) -> None:
    page = send(client, make_event(), stopped_clock, name=name)

    assert errors(page) == {"name": [sentence]}
    assert Person.objects.filter(email="ewa.iskra@example.org").count() == 0


@pytest.mark.parametrize(
    "email", ["a@b.pl\r\nBcc: x@y.pl", "x" * 300 + "@example.org", "<script>@example.org"]
)
def test_harmful_addresses_are_refused(client: Client, stopped_clock: StoppedClock, email: str) -> None:
    page = send(client, make_event(), stopped_clock, email=email)

    assert list(errors(page)) == ["email"]
    assert Message.objects.count() == 0
