"""The queue's own housekeeping: what is done is forgotten in time, and every invariant is asked nightly."""

from __future__ import annotations

import pytest
from django.db import connection

from kuznia.jobs.services import enqueue
from kuznia.jobs.tasks import forget_finished, verify
from kuznia.jobs.tests.conftest import NAME
from kuznia.jobs.worker import run_waiting_jobs

pytestmark = pytest.mark.django_db


def age_by(days: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - make_interval(days => %s)", [days])


def finish_as(status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        cursor.execute("UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status", [status])


@pytest.mark.parametrize(
    ("status", "days", "left"), [("succeeded", 15, 0), ("succeeded", 13, 1), ("failed", 15, 1)]
)
def test_finished_job_is_forgotten_after_two_weeks_unless_it_failed(calls, status, days, left):
    enqueue(NAME, word="iskra")
    finish_as(status)
    age_by(days)

    forget_finished()

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (left,)


def test_nightly_check_passes_when_everything_holds(capsys):
    verify()

    assert capsys.readouterr().out.splitlines()[-1] == "Everything holds."


def test_waiting_jobs_run_in_the_order_in_which_they_came(calls):
    for word in ("iskra", "żar", "popiół"):
        enqueue(NAME, word=word)

    assert (run_waiting_jobs(), calls) == (3, ["iskra", "żar", "popiół"])
