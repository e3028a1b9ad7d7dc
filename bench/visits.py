"""What the clients do: read a page, sign up one after another, sign up in a storm. The same for both sites.

The product's time trap stays on: all forms are opened first, and none is sent before the trap would let it through.
The own page is the one that the e-mail's link opens; its code is looked up between the measured steps.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Protocol
from urllib.parse import urlsplit

from bench.driver import Answer, Drive, Driver, Request
from bench.plan import CONNECTIONS, STORM_CONNECTIONS, TIME_TRAP_SECONDS
from bench.servers import Server

OK, SEE_OTHER, FOUND, CONFLICT = 200, 303, 302, 409
_number = itertools.count(1)


@dataclass(slots=True)
class Reading:
    """What one measurement gave: latencies in seconds, and how much processor time went into all of it."""

    latencies: list[float] = field(default_factory=list)
    seconds: float = 0.0
    web: float = 0.0
    database: float = 0.0

    @property
    def values(self) -> dict[str, float]:
        """Requests a second, p50 and p95 and CPU a request in milliseconds."""
        count = len(self.latencies)
        return {
            "rate": count / self.seconds,
            "p50": 1000 * median(self.latencies),
            "p95": 1000 * quantiles(self.latencies, n=20)[-1],
            "cpu": 1000 * (self.web + self.database) / count,
            "web": 1000 * self.web / count,
            "database": 1000 * self.database / count,
        }


class Site(Protocol):
    """The addresses of one of the two sites, and how its form is filled in."""

    def forms(self, event: str) -> list[str]: ...
    def filled(self, hidden: dict[str, str], number: int) -> dict[str, str]: ...
    def own_pages(self, numbers: Sequence[int]) -> list[str]: ...


@dataclass(slots=True)
class Client:
    """One person at her browser."""

    number: int
    cookies: dict[str, str]
    hidden: dict[str, str]
    path: str

    def sends(self, site: Site) -> Request:
        """Returns the form, filled in."""
        return Request(path=self.path, form=site.filled(self.hidden, self.number), cookies=self.cookies)


def read_page(driver: Driver, server: Server, path: str, seconds: float) -> dict[str, float]:
    """Reads one page with every connection for so long, after a warm-up."""
    driver.repeat(path, connections=CONNECTIONS, seconds=min(seconds, 1.5))
    reading = Reading()
    with _counted(server, reading):
        drive = driver.repeat(path, connections=CONNECTIONS, seconds=seconds)
    _note(reading, drive)
    _expect(drive.answers, OK)
    return reading.values


def sign_up(driver: Driver, server: Server, site: Site, event: str, people: int) -> dict[str, float]:
    """Lets so many people sign up from the event's page to their own page, and counts the whole of it."""
    reading = Reading(latencies=[0.0] * people)
    clients = _open_forms(driver, server, site, event, people, reading)
    sent = _step(driver, server, reading, [client.sends(site) for client in clients])
    _expect(sent, SEE_OTHER, FOUND)
    own = site.own_pages([client.number for client in clients])
    for pages in _columns([[*_told(answer), page] for answer, page in zip(sent, own, strict=True)]):
        _expect(_step(driver, server, reading, [Request(path=page) for page in pages]), OK)
    return reading.values


def storm(
    driver: Driver, server: Server, site: Site, event: str, clients: int
) -> tuple[dict[str, float], int]:
    """Lets everybody send her form at once; returns the figures and how many were told that they have a seat."""
    reading = Reading()
    ready = _open_forms(driver, server, site, event, clients, Reading(latencies=[0.0] * clients))
    requests = [client.sends(site) for client in ready]
    with _counted(server, reading):
        drive = driver.send(requests, connections=STORM_CONNECTIONS)
    _note(reading, drive)
    _expect(drive.answers, OK, SEE_OTHER, FOUND, CONFLICT)
    won = [
        client
        for client, answer in zip(ready, drive.answers, strict=True)
        if answer.status in {SEE_OTHER, FOUND}
    ]
    return reading.values, len(won)


class Kuznia:
    """Ours: the event's page, the form, the page that says what happens next, the own page by the e-mail's link."""

    def forms(self, event: str) -> list[str]:
        """The event's page, then the form."""
        from django.urls import reverse

        return [reverse("events:event", args=[event]), reverse("events:event-sign-up", args=[event])]

    def filled(self, hidden: dict[str, str], number: int) -> dict[str, str]:
        """What a visitor types."""
        session = hidden["block_1"]
        kept = {
            name: hidden[name] for name in ("csrfmiddlewaretoken", "form_key", "notice_version", "opened")
        }
        typed = {"name": f"Jan Pomiar {number}", "email": _email(number), "coming_for": "informal_group"}
        return (
            kept | typed | {"organisation_name": "Grupa zmyślona", "block_1": session, "knows_notice": "on"}
        )

    def own_pages(self, numbers: Sequence[int]) -> list[str]:
        """The addresses that stand in the e-mails, computed by the product."""
        from kuznia.events.links import registration_url
        from kuznia.events.models import Registration

        emails = [_email(number) for number in numbers]
        found = Registration.objects.filter(person__email__in=emails).select_related("person")
        page_of = {each.person.email: urlsplit(registration_url(each)).path for each in found}
        return [page_of[email] for email in emails]


class Floor:
    """The yardstick: one page with its form, and the page of the token."""

    def forms(self, event: str) -> list[str]:
        """The page that holds the form."""
        return [f"/w/{event}/"]

    def filled(self, hidden: dict[str, str], number: int) -> dict[str, str]:
        """What a visitor types."""
        return hidden | {"name": f"Jan Pomiar {number}", "email": _email(number)}

    def own_pages(self, numbers: Sequence[int]) -> list[str]:
        """None besides the page to which the form leads."""
        return ["" for _number in numbers]


def _open_forms(
    driver: Driver, server: Server, site: Site, event: str, people: int, reading: Reading
) -> list[Client]:
    before, form = site.forms(event)[:-1], site.forms(event)[-1]
    for path in before:
        _expect(_step(driver, server, reading, [Request(path=path)] * people), OK)
    opened = _step(driver, server, reading, [Request(path=form)] * people)
    _expect(opened, OK)
    time.sleep(TIME_TRAP_SECONDS)
    return [Client(next(_number), answer.cookies, answer.hidden, form) for answer in opened]


def _step(driver: Driver, server: Server, reading: Reading, requests: list[Request]) -> list[Answer]:
    """One step of everybody's way; the latency of the whole way is the sum of its steps."""
    with _counted(server, reading):
        drive = driver.send(requests, connections=CONNECTIONS)
    reading.seconds += drive.seconds
    pairs = zip(reading.latencies, drive.answers, strict=True)
    reading.latencies = [so_far + answer.seconds for so_far, answer in pairs]
    return drive.answers


@contextmanager
def _counted(server: Server, reading: Reading) -> Iterator[None]:
    web, base = server.cpu()
    yield
    web_after, base_after = server.cpu()
    reading.web += web_after - web
    reading.database += base_after - base


def _note(reading: Reading, drive: Drive) -> None:
    reading.seconds = drive.seconds
    reading.latencies = [answer.seconds for answer in drive.answers]


def _told(answer: Answer) -> list[str]:
    return [answer.location] if answer.location else []


def _columns(rows: list[list[str]]) -> list[list[str]]:
    return [[page for page in column if page] for column in zip(*rows, strict=True) if any(column)]


def _expect(answers: Sequence[Answer], *statuses: int) -> None:
    others = [answer.status for answer in answers if answer.status not in statuses]
    if others:
        raise RuntimeError(f"{len(others)} answers of {len(answers)} were {sorted(set(others))}")


def _email(number: int) -> str:
    return f"pomiar{number}@example.net"
