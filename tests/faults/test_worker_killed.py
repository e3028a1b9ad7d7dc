"""The job worker is killed while the mail server listens: its jobs are given back, the mail goes out under its name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from kuznia.events.models import Registration
from kuznia.events.tests.factories import make_event, make_registration
from kuznia.jobs.tasks import retry_stalled
from kuznia.lib import clock
from kuznia.notify.models import Message
from kuznia.notify.states import MessageState
from kuznia.notify.tests.mail_server import MailServer
from tests.faults.test_mail_worker_killed import DeadlyServer

pytestmark = pytest.mark.faults
SECONDS = 90
# Two letters to people who signed up; one of them is under way when the worker dies.
LETTERS = 2


@contextmanager
def working(database: str, server: MailServer) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that works for the block."""
    environment = os.environ | {
        "TEST_DATABASE": database,
        "KUZNIA_DATABASE_ROLE": "app",
        "KUZNIA_SMTP_URL": server.url,
        "KUZNIA_DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "kuznia.config.settings",
    }
    process = subprocess.Popen([sys.executable, "-m", "tests.faults.worker"], env=environment)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until(holds: Callable[[], bool]) -> bool:
    """Look again and again, for a time."""
    deadline = time.monotonic() + SECONDS
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.1)
    return holds()


def _jobs() -> set[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs WHERE task_name = 'notify.deliver' GROUP BY 1"
        )
        return set(cursor.fetchall())


def give_back_stalled() -> None:
    """As if the dead worker had been silent for minutes: its jobs are given back, what it held is free."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '10 minutes'"
        )
    Message.objects.exclude(state=MessageState.SENT).update(next_try_at=clock.now())
    # In a thread of its own, as in the worker: the browser's tests leave an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(retry_stalled).result()


@pytest.mark.parametrize("takes", [True, False], ids=["after the mail was taken", "before it was taken"])
def test_job_is_given_back_and_no_letter_is_lost_when_the_worker_is_killed(
    committed_database: str, settings: Any, takes: bool
) -> None:
    settings.KUZNIA_DEMO = False
    event = make_event()
    with DeadlyServer(takes_the_mail=takes) as server:
        settings.KUZNIA_SMTP_URL = server.url
        for _person in range(LETTERS):
            make_registration(event)
        with working(committed_database, server) as first:
            server.victim = first
            assert wait_until(lambda: first.poll() is not None)
        after_death = dict(_jobs())
        server.takes_the_mail = True
        give_back_stalled()
        with working(committed_database, server):
            done = wait_until(lambda: not Message.objects.exclude(state=MessageState.SENT).exists())

    assert first.returncode == -signal.SIGKILL
    assert after_death.get("doing", 0) >= 1
    assert done
    assert Registration.objects.filter(event=event).count() == LETTERS
    assert {mail["Message-ID"] for mail in server.mails} == set(
        Message.objects.values_list("message_id", flat=True)
    )
    assert LETTERS <= len(server.mails) <= LETTERS + 2
