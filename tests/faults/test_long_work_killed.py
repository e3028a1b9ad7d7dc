"""The worker is killed while it writes to everybody: each person gets one letter, and the work comes to its end."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection, models

from kuznia.events.models import Broadcast, Event
from kuznia.events.queries import recipients
from kuznia.events.services.broadcasts import BroadcastEntry, send_broadcast
from kuznia.events.tests.factories import make_event, make_officer, make_registration
from kuznia.jobs.models import Progress
from kuznia.jobs.states import ProgressState
from kuznia.lib import clock
from kuznia.notify.models import Message
from kuznia.notify.states import MessageState
from kuznia.notify.tests.mail_server import MailServer
from tests.faults.test_worker_killed import give_back_stalled, wait_until, working

pytestmark = pytest.mark.faults
PEOPLE = 30
COUNTED_AT_DEATH = 12
LETTERS = Message.objects.filter(matter__startswith="events.broadcast:")


@pytest.fixture
def event(committed_database: str) -> Event:
    """An event with thirty people who have read their first letters."""
    event = make_event()
    for _person in range(PEOPLE):
        make_registration(event)
    now = clock.now()
    Message.objects.update(state=MessageState.SENT, sent_at=now, tried_at=now, attempts=1)
    return event


def test_everybody_gets_one_letter_when_the_worker_dies_between_a_letter_and_its_count(
    committed_database: str, event: Event, settings: Any
) -> None:
    settings.KUZNIA_DEMO = False
    with MailServer() as server:
        settings.KUZNIA_SMTP_URL = server.url
        progress = _message_to_all(event)
        _work_until_death(committed_database, server, progress, event)
        at_death = (Progress.objects.get(pk=progress.pk).done, LETTERS.count())
        give_back_stalled()
        with working(committed_database, server):
            done = wait_until(lambda: _is_over(progress))

    assert (at_death, done) == ((COUNTED_AT_DEATH, COUNTED_AT_DEATH + 1), True)
    assert Broadcast.objects.get().reached == PEOPLE
    _each_got_one_letter(server)
    call_command("verify")


def _message_to_all(event: Event) -> Progress:
    entry = BroadcastEntry(
        group="seated", session=None, title="Zmiana sali", body="Spotykamy się w sali 2.", form_key=uuid4()
    )
    return send_broadcast(event=event, entry=entry, actor=make_officer())


def _work_until_death(database: str, server: MailServer, progress: Progress, event: Event) -> None:
    """Stop the worker before its 13th letter, then before it counts it, and kill it there."""
    next_one = recipients(event=event, group="seated", session=None)[COUNTED_AT_DEATH].person
    with locked(next_one) as let_go_of_person, working(database, server) as worker:
        assert wait_until(lambda: Progress.objects.get(pk=progress.pk).done == COUNTED_AT_DEATH)
        with locked(progress):
            let_go_of_person()
            assert wait_until(lambda: LETTERS.count() > COUNTED_AT_DEATH)
            worker.send_signal(signal.SIGKILL)
            worker.wait()


@contextmanager
def locked(row: models.Model) -> Iterator[Any]:
    """Hold the row on a connection of its own, so that whoever names it in a foreign key or changes it waits."""
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute(f"SELECT FROM {row._meta.db_table} WHERE id = %s FOR UPDATE", [row.pk])
        yield other.rollback
    finally:
        other.rollback()
        other.close()


def _is_over(progress: Progress) -> bool:
    progress.refresh_from_db()
    return progress.state == ProgressState.DONE and not LETTERS.exclude(state=MessageState.SENT).exists()


def _each_got_one_letter(server: MailServer) -> None:
    ids = set(LETTERS.values_list("message_id", flat=True))
    mails = Counter(mail["Message-ID"] for mail in server.mails)
    assert (len(ids), set(mails)) == (PEOPLE, ids)
    # A mail that the mail server had taken when the worker died comes once more under its name.
    assert sum(mails.values()) <= PEOPLE + 1
    assert len(set(server.to)) == PEOPLE
