"""The worker is killed while it issues certificates: afterwards each person has one, in a row, and one letter."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from kuznia.events.models import Certificate
from kuznia.events.queries import awaiting_certificates
from kuznia.events.services.certificates import start_issuing
from kuznia.events.tests.certificates import end_of, make_participant, plan
from kuznia.events.tests.factories import make_event, make_officer
from kuznia.jobs.models import Progress
from kuznia.notify.models import Message
from kuznia.notify.tests.mail_server import MailServer
from tests.faults.test_long_work_killed import locked
from tests.faults.test_worker_killed import give_back_stalled, wait_until, working

pytestmark = pytest.mark.faults
PEOPLE = 24
KILLED_AFTER = 5


def _is_over() -> bool:
    # The worker may make the index of search meanwhile, which is long work too.
    return Progress.objects.exclude(once_as="search.reindex").filter(state="done").exists()


def test_each_person_has_one_certificate_when_the_worker_is_killed_while_issuing(
    committed_database: str, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.KUZNIA_DEMO, settings.KUZNIA_FILES_DIR = False, tmp_path
    monkeypatch.setenv("TEST_FILES_DIR", str(tmp_path))
    event = make_event()
    for number in range(PEOPLE):
        make_participant(event, f"Osoba {number}")
    plan(event)
    end_of(event)
    with MailServer() as server:
        settings.KUZNIA_SMTP_URL = server.url
        start_issuing(event=event, actor=make_officer(), back_url="/")
        # The worker has taken the next number when it waits for this row.
        sixth = awaiting_certificates(event)[KILLED_AFTER]
        with locked(sixth), working(committed_database, server) as first:
            assert wait_until(lambda: Certificate.objects.count() >= KILLED_AFTER)
            first.send_signal(signal.SIGKILL)
            first.wait()
        after_death = Certificate.objects.count()
        give_back_stalled()
        with working(committed_database, server):
            done = wait_until(_is_over)

    found = Certificate.objects.order_by("number")
    # On a slow machine the worker may have gone past the row that it waited for.
    assert KILLED_AFTER <= after_death < PEOPLE
    assert done
    assert [each.number for each in found] == list(range(1, PEOPLE + 1))
    assert len({each.registration_id for each in found}) == PEOPLE
    assert all(each.is_made for each in found)
    assert Message.objects.filter(matter__endswith=":certificate:1").count() == PEOPLE
    connection.close()
    call_command("verify", verbosity=0)
