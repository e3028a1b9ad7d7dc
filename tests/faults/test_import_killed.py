"""The worker is killed while it writes what a table brings: nothing of it is there, and the next try brings it once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from kuznia.directory.models import ImportRun, Organisation
from kuznia.directory.services.imports import start_import, start_undoing
from kuznia.directory.tests.factories import make_county, make_organisation, office_actor
from kuznia.directory.tests.import_factories import make_compared
from kuznia.jobs.models import Progress
from kuznia.lib.policy import Actor
from kuznia.notify.tests.mail_server import MailServer
from tests.faults.test_worker_killed import give_back_stalled, wait_until, working

pytestmark = pytest.mark.faults
TABLE = "Nazwa;Telefon\nFundacja Iskra;22 1\nStowarzyszenie Młot;22 2\n"


@pytest.fixture
def officer(committed_database: str, settings: Any, monkeypatch: Any, tmp_path: Path) -> Actor:
    settings.KUZNIA_DEMO = False
    settings.KUZNIA_FILES_DIR = tmp_path
    monkeypatch.setenv("TEST_FILES_DIR", str(tmp_path))
    return office_actor(make_county())


def test_table_is_imported_whole_or_not_at_all_when_the_worker_is_killed(
    committed_database: str, officer: Actor
) -> None:
    kept = make_organisation("Stowarzyszenie Młot")
    run = make_compared(officer, TABLE)
    Progress.objects.all().delete()
    with MailServer() as server:
        _work_until_death(committed_database, server, run, kept, officer)
        at_death = (Organisation.objects.count(), _state(run))
        give_back_stalled()
        with working(committed_database, server):
            done = wait_until(lambda: _state(run) == "done")

    kept.refresh_from_db()
    assert (at_death, done) == ((1, "compared"), True)
    assert (Organisation.objects.count(), kept.public_phone) == (2, "22 2")
    call_command("verify")


def test_import_is_undone_by_the_worker_with_the_rights_that_it_has(
    committed_database: str, officer: Actor
) -> None:
    run = make_compared(officer, TABLE)
    start_import(run=run, actor=officer)
    with MailServer() as server, working(committed_database, server):
        assert wait_until(lambda: _state(run) == "done")
        start_undoing(run=run, actor=officer)
        undone = wait_until(lambda: _state(run) == "undone")

    assert (undone, Organisation.objects.count()) == (True, 0)
    call_command("verify")


def _work_until_death(
    database: str, server: MailServer, run: ImportRun, kept: Organisation, officer: Actor
) -> None:
    """Kill the worker when the new organisation is written and the known one is not."""
    start_import(run=run, actor=officer)
    with _locked(kept), working(database, server) as worker:
        assert wait_until(_somebody_waits)
        worker.send_signal(signal.SIGKILL)
        worker.wait()


@contextmanager
def _locked(kept: Organisation) -> Iterator[None]:
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT FROM directory_organisation WHERE id = %s FOR UPDATE", [kept.pk])
        yield
    finally:
        other.rollback()
        other.close()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE NOT granted AND datname = current_database()"
        )
        return cursor.fetchone() is not None


def _state(run: ImportRun) -> str:
    run.refresh_from_db(fields=["state"])
    return run.state
