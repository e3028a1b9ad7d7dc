"""The database is killed under people who sign up: what they were told is true, and the house comes back by itself."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest

from kuznia.events.models import Event
from kuznia.events.tests.factories import make_event
from kuznia.lib import clock
from tests.faults.house import house_with_rows_of
from tests.faults.storm import Ledger, storm
from tests.faults.supervised import Run, supervised
from tests.faults.test_worker_killed import wait_until

pytestmark = pytest.mark.faults
PEOPLE = 16
KILLS = 3
SECONDS_TO_COME_BACK = 60
SECONDS_OF_DYING = 4
SLUG = "konferencja-w-burzy"


@pytest.fixture(scope="module")
def run(module_database: str) -> Iterator[Run]:
    """A county with one event, served by the supervisor over a database server of its own."""
    starts_at = clock.now() + timedelta(days=30)
    make_event(slug=SLUG, capacity=5_000, starts_at=starts_at, ends_at=starts_at + timedelta(hours=6))
    with house_with_rows_of(module_database) as house, supervised(house, KUZNIA_LIMITS="0") as running:
        yield running


def _kill_the_database(run: Run) -> None:
    """Kill the first process of the server and all its children at once, as a lack of memory or of power does."""
    lock = run.house.where / "postgres/data/postmaster.pid"
    if not lock.exists():
        home = (run.house.where / "postgres.at").read_text()
        lock = run.house.where / home / "data/postmaster.pid"
    postmaster = int(lock.read_text().split()[0])
    children = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(postmaster)], capture_output=True, text=True, check=False
    )
    for pid in (postmaster, *map(int, children.stdout.split())):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def test_nothing_acknowledged_is_lost_or_twice_when_the_database_is_killed(run: Run) -> None:
    address = f"{Event(slug=SLUG).get_absolute_url()}zapis/"
    with storm(PEOPLE, run.port, address) as ledgers:
        _wait_for_sign_ups(ledgers, PEOPLE)
        for _kill in range(KILLS):
            time.sleep(random.uniform(0.5, 3))
            _kill_the_database(run)
            run.wait_until_healthy(SECONDS_TO_COME_BACK)
        _wait_for_sign_ups(ledgers, PEOPLE * 2 + 1)

    assert [line for ledger in ledgers for line in ledger.odd] == []
    assert _kept(run) == _told(ledgers)
    assert sum(ledger.resting for ledger in ledgers) > 0
    _everything_is_in_order(run)


def _wait_for_sign_ups(ledgers: list[Ledger], count: int) -> None:
    """Wait until so many have been told that they are signed up."""
    assert wait_until(lambda: sum(len(ledger.acknowledged) for ledger in ledgers) >= count)


def _told(ledgers: list[Ledger]) -> list[str]:
    return sorted(email for ledger in ledgers for email in ledger.acknowledged)


def _kept(run: Run) -> list[str]:
    rows = run.house.ask(
        "SELECT email FROM events_registration JOIN people_person person ON person.id = person_id"
    )
    return sorted(email for (email,) in rows)


def _everything_is_in_order(run: Run) -> None:
    ((taken, signed_up, letters),) = run.house.ask(
        "SELECT (SELECT taken FROM events_event), (SELECT count(*) FROM events_registration),"
        " (SELECT count(*) FROM notify_message WHERE matter LIKE 'events.registration:%')"
    )
    assert (taken, letters) == (signed_up, signed_up)
    verified = run.house.run("manage.py", "verify")
    assert (verified.returncode, verified.stderr) == (0, "")


def test_house_comes_back_when_web_workers_die_again_and_again(run: Run) -> None:
    until = time.monotonic() + SECONDS_OF_DYING
    while time.monotonic() < until:
        # Twice within 5.5 s ends the web server itself; the supervisor starts it again.
        for pid in run.web_pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(1)

    run.wait_until_healthy(SECONDS_TO_COME_BACK)

    assert run.client().get("/").status == 200
