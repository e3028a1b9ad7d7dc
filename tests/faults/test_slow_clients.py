"""Clients that send slowly, are cut off or send too much, against the real server: others read on."""

from __future__ import annotations

import resource
import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import quantiles
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from kuznia.events.models import Event, Registration
from kuznia.events.tests.factories import make_event
from kuznia.lib import clock
from tests.faults.server import FORM, Client, Server, hidden_fields, served

pytestmark = pytest.mark.faults
SLOW_CLIENTS = 20
READERS = 4
PAGES_EACH = 15
# Far above what is measured, far below the twenty seconds after which a reader gives up.
SOON = 5.0
FAST_FOR_ROBOTS = 2.2
# Long enough for a form to begin to arrive on a busy machine.
OPEN_FOR = 5
ANSWERS = {"name": "Ewa Iskra", "coming_for": "oneself", "knows_notice": "on", "homepage": ""}


@pytest.fixture(scope="module")
def server(module_database: str) -> Iterator[Server]:
    """The house as `make run` serves it, with two workers."""
    with served(module_database, workers=2) as running:
        yield running


@pytest.fixture
def event(server: Server) -> Event:
    """An event without deadline."""
    return make_event()


def _form_of(client: Client, event: Event, **answers: str) -> bytes:
    page = client.get(_address(event)).page
    return urlencode(hidden_fields(page) | ANSWERS | answers).encode()


def _address(event: Event) -> str:
    return f"{event.get_absolute_url()}zapis/"


def _signed_up(event: Event) -> int:
    return Registration.objects.filter(event=event).count()


def test_form_is_judged_by_its_arrival_when_the_body_comes_after_the_deadline(
    server: Server, event: Event
) -> None:
    client, late = server.client(), server.client()
    body, other = (
        _form_of(each, event, email=f"{name}@example.org") for each, name in ((client, "a"), (late, "b"))
    )
    time.sleep(FAST_FOR_ROBOTS)
    Event.objects.filter(pk=event.pk).update(registration_closes_at=clock.now() + timedelta(seconds=OPEN_FOR))

    wire = client.begin(_address(event), body, sent=10)
    time.sleep(OPEN_FOR + 0.5)
    wire.sendall(body[10:])
    in_time = client.read(wire).status
    too_late = late.ask("POST", _address(event), body=other, headers={"Content-Type": FORM})

    deadline = Event.objects.get(pk=event.pk).registration_closes_at
    assert (in_time, _signed_up(event)) == (303, 1)
    assert deadline is not None
    assert Registration.objects.get(event=event).arrived_at <= deadline
    assert too_late.status == 200


def test_nobody_is_signed_up_when_the_form_is_cut_off(server: Server, event: Event) -> None:
    client = server.client()
    body = _form_of(client, event, email="ewa@example.org")
    time.sleep(FAST_FOR_ROBOTS)

    for sent in (len(body) - 1, len(body) // 2, 0):
        wire = client.begin(_address(event), body, sent=sent)
        wire.shutdown(socket.SHUT_WR)
        assert client.read(wire).status == 400
    before = _signed_up(event)
    again = client.ask("POST", _address(event), body=body, headers={"Content-Type": FORM})

    assert (before, again.status, _signed_up(event)) == (0, 303, 1)


def test_readers_are_served_when_twenty_clients_send_a_byte_a_second(server: Server, event: Event) -> None:
    reader = server.client()
    body = _form_of(reader, event, email="ewa@example.org")

    with _slow_clients(server, event, body):
        seconds = _read_at_once(server, event)

    assert len(seconds) == READERS * PAGES_EACH
    assert quantiles(seconds, n=20)[-1] < SOON
    assert reader.get("/zdrowie/").status == 200
    assert _signed_up(event) == 0


def test_server_keeps_its_memory_when_uploads_are_too_large(server: Server, event: Event) -> None:
    before = _memory(server)
    started = [
        server.client().begin(_address(event), b"x" * 1_000_000, sent=1_000_000, length=200_000_000)
        for _each in range(6)
    ]
    statuses = {server.client().read(wire).status for wire in started}

    assert statuses == {413}
    assert _memory(server) - before < 100_000


class _slow_clients:  # noqa: N801 - reads as a sentence after "with"
    """Twenty clients who send one byte a second for as long as the block lasts."""

    def __init__(self, server: Server, event: Event, body: bytes) -> None:
        self.wires = [server.client().begin(_address(event), body, sent=1) for _each in range(SLOW_CLIENTS)]
        self.body, self.over = body, threading.Event()

    def __enter__(self) -> None:
        self.thread = threading.Thread(target=self._drip, daemon=True)
        self.thread.start()
        time.sleep(0.5)

    def __exit__(self, *_args: object) -> None:
        self.over.set()
        self.thread.join()
        for wire in self.wires:
            wire.close()

    def _drip(self) -> None:
        for number in range(1, len(self.body) - 1):
            if self.over.wait(1):
                return
            for wire in self.wires:
                wire.sendall(self.body[number : number + 1])


def _read_at_once(server: Server, event: Event) -> list[float]:
    seconds: list[float] = []

    def read() -> None:
        client = server.client()
        for _page in range(PAGES_EACH):
            started_at = time.monotonic()
            assert client.get(f"{event.get_absolute_url()}?{uuid4()}").status == 200
            seconds.append(time.monotonic() - started_at)

    threads = [threading.Thread(target=read) for _reader in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seconds


def _memory(server: Server) -> int:
    """Return the kilobytes that the workers hold."""
    sizes = []
    for pid in server.worker_pids():
        with open(f"/proc/{pid}/statm") as figures:
            sizes.append(int(figures.read().split()[1]) * resource.getpagesize() // 1024)
    return sum(sizes)
