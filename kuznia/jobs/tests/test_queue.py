"""Work is queued with the act that causes it, runs when it is due, and is not queued twice under one word."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.testing import InMemoryConnector

from kuznia.jobs.registry import PATIENT
from kuznia.jobs.services import enqueue
from kuznia.jobs.tests.conftest import NAME
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib import clock

pytestmark = pytest.mark.django_db


def test_job_runs_once_when_its_act_is_done(calls):
    enqueue(NAME, word="iskra")

    assert (run_waiting_jobs(), run_waiting_jobs()) == (1, 0)
    assert calls == ["iskra"]


def test_job_never_runs_when_its_act_is_rolled_back(calls):
    with transaction.atomic():
        enqueue(NAME, word="iskra")
        transaction.set_rollback(True)

    assert (run_waiting_jobs(), calls) == (0, [])


def test_job_commits_with_its_act_when_a_worker_queues_it(calls):
    # As in the worker, where the app speaks through connections that commit at once.
    with app.replace_connector(InMemoryConnector()), transaction.atomic():
        enqueue(NAME, word="lost")
        transaction.set_rollback(True)

    assert (run_waiting_jobs(), calls) == (0, [])


def test_job_that_a_worker_queues_runs_when_its_act_is_done(calls):
    with app.replace_connector(InMemoryConnector()):
        enqueue(NAME, word="kept")

    assert (run_waiting_jobs(), calls) == (1, ["kept"])


def test_job_waits_until_its_time_comes(calls, stopped_clock):
    later = clock.now() + timedelta(hours=1)
    enqueue(NAME, run_at=later, word="iskra")
    early = run_waiting_jobs()

    stopped_clock.move_to(later)

    assert (early, run_waiting_jobs(), calls) == (0, 1, ["iskra"])


def test_job_is_queued_once_when_one_waits_under_the_same_word(calls):
    for word in ("iskra", "płomień"):
        enqueue(NAME, once_as="jobs.fire", word=word)

    assert (run_waiting_jobs(), calls) == (1, ["iskra"])


def test_job_is_queued_again_when_the_first_of_its_word_is_done(calls):
    for word in ("iskra", "płomień"):
        enqueue(NAME, once_as="jobs.fire", word=word)
        run_waiting_jobs()

    assert calls == ["iskra", "płomień"]


def test_act_goes_on_when_its_job_waits_already(calls):
    with transaction.atomic():
        enqueue(NAME, once_as="jobs.fire", word="iskra")
        enqueue(NAME, once_as="jobs.fire", word="płomień")
        enqueue(NAME, word="żar")

    run_waiting_jobs()

    assert calls == ["iskra", "żar"]


def test_task_is_tried_again_for_two_and_a_half_hours_when_it_fails():
    tries = range(PATIENT.max_attempts or 0)

    waits = [PATIENT.wait + PATIENT.exponential_wait ** (number + 1) for number in tries]

    assert (min(waits), max(waits), sum(waits)) == (62, 4156, 8910)


def test_periodic_task_waits_once_when_its_time_comes_twice():
    beat = app.tasks["jobs.retry_stalled"]
    beat.defer(timestamp=60)

    with pytest.raises(AlreadyEnqueued), transaction.atomic():
        beat.defer(timestamp=180)

    assert run_waiting_jobs() == 1
