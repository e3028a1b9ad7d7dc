"""The web worker is killed in the middle of a sign-up: the same form, sent again, makes one sign-up and one letter."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.management import call_command

from kuznia.events.models import Event
from kuznia.events.tests.factories import make_event
from kuznia.notify.models import Message
from tests.faults.server import FORM, Client, Server, hidden_fields, served

pytestmark = pytest.mark.faults
ANSWERS = {
    "name": "Ewa Iskra",
    "email": "ewa@example.org",
    "coming_for": "oneself",
    "knows_notice": "on",
    "homepage": "",
}
SECONDS_TO_COME_BACK = 60
FAST_FOR_ROBOTS = 2.2


@pytest.fixture
def death(tmp_path: Path) -> Path:
    """Where the time of death is written."""
    return tmp_path / "when"


@pytest.fixture
def server(committed_database: str, death: Path) -> Iterator[Server]:
    """The house with one worker, which the server replaces when it dies; twice in 5.5 s granian calls a crash loop."""
    with served(committed_database, TEST_DEATH=str(death)) as running:
        yield running


@pytest.mark.parametrize(
    ("step", "kept_at_death"), [("locked", 0), ("before", 0), ("after", 1), ("answering", 1)]
)
def test_form_sent_again_makes_one_sign_up_when_the_worker_died_at_a_step(
    server: Server, death: Path, step: str, kept_at_death: int
) -> None:
    event, letters = make_event(capacity=1), Message.objects.count()
    client, address = server.client(), f"{event.get_absolute_url()}zapis/"
    body = urlencode(hidden_fields(client.get(address).page) | ANSWERS).encode()
    time.sleep(FAST_FOR_ROBOTS)

    death.write_text(step)
    with pytest.raises((HTTPException, ConnectionError)):
        client.ask("POST", address, body=body, headers={"Content-Type": FORM})
    kept = event.registrations.count()
    again = _sent_until_answered(client, address, body)

    assert (kept, again) == (kept_at_death, 303)
    assert (event.registrations.count(), Message.objects.count() - letters) == (1, 1)
    assert Event.objects.get(pk=event.pk).taken == 1
    call_command("verify")


def _sent_until_answered(client: Client, address: str, body: bytes) -> int:
    deadline = time.monotonic() + SECONDS_TO_COME_BACK
    while True:
        try:
            return client.ask("POST", address, body=body, headers={"Content-Type": FORM}).status
        except (HTTPException, OSError):
            assert time.monotonic() < deadline
            time.sleep(0.2)
