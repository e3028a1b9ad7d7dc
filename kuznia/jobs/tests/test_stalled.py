"""The jobs of a worker that died go to one that lives; one job that can't doesn't hold the others."""

from __future__ import annotations

import pytest
from django.db import connection

from kuznia.jobs.services import enqueue
from kuznia.jobs.tasks import retry_stalled
from kuznia.jobs.tests.conftest import NAME
from kuznia.jobs.worker import run_waiting_jobs

pytestmark = pytest.mark.django_db


def die_with_every_job(minutes: int = 10) -> None:
    """Let a worker take every waiting job and fall silent for that many minutes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(mins => %s)) RETURNING id",
            [minutes],
        )
        worker = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE status = 'todo'", [worker]
        )


def states() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs ORDER BY id")
        return [state for (state,) in cursor.fetchall()]


def test_job_runs_again_when_its_worker_died(calls):
    enqueue(NAME, word="iskra")
    die_with_every_job()

    retry_stalled()

    assert (run_waiting_jobs(), calls) == (1, ["iskra"])


def test_job_is_left_alone_when_its_worker_lives(calls):
    enqueue(NAME, word="iskra")
    die_with_every_job(minutes=0)

    retry_stalled()

    assert states() == ["doing"]


def test_job_gives_way_when_a_later_one_waits_under_its_word(calls):
    enqueue(NAME, once_as="jobs.fire", word="iskra")
    enqueue(NAME, word="żar")
    die_with_every_job()
    enqueue(NAME, once_as="jobs.fire", word="płomień")

    retry_stalled()

    assert states() == ["aborted", "todo", "todo"]
    assert (run_waiting_jobs(), calls) == (2, ["żar", "płomień"])
