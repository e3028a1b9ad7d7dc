"""A function registered as long work: run, tried again after its death, ended in words, given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from kuznia.jobs.models import Progress
from kuznia.jobs.registry import WATCHED, work
from kuznia.jobs.services import advance
from kuznia.jobs.states import ProgressState, Result
from kuznia.jobs.tasks import close_abandoned
from kuznia.jobs.tests.factories import make_progress
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib import clock
from kuznia.lib.policy import AsSelf, System, demand
from kuznia.people.services import person_with_email

pytestmark = pytest.mark.django_db
NAME = "jobs.declared_work"
HOUSE = System(NAME)
Doing = Callable[[Progress], Result]


@pytest.fixture
def doing() -> Iterator[Callable[[Doing], None]]:
    """Say what the long work of these tests does."""

    def declare(function: Doing) -> None:
        work(NAME)(function)

    yield declare
    app.tasks.pop(NAME, None)


def make_work(**fields: Any) -> Progress:
    return make_progress(task=NAME, **fields)


def pieces(progress: Progress, stop_at: int = 0) -> list[int]:
    """Do the pieces that are not done yet, and die at one of them."""
    made = []
    for number in range(progress.done + 1, progress.total + 1):
        if number == stop_at:
            raise ZeroDivisionError
        made.append(number)
        advance(progress=progress, done=number, actor=HOUSE)
    return made


def test_work_ends_with_what_it_returns(doing):
    doing(lambda progress: Result(url=f"/pliki/{len(pieces(progress))}/"))
    progress = make_work()

    run_waiting_jobs()

    progress.refresh_from_db()
    assert (progress.state, progress.done, progress.result_url) == (ProgressState.DONE, 10, "/pliki/10/")


def test_work_goes_on_where_it_died(doing):
    progress = make_work()
    doing(lambda found: Result(params={"made": len(pieces(found, stop_at=0 if found.done else 4))}))

    with pytest.raises(ZeroDivisionError):
        run_waiting_jobs()
    run_waiting_jobs()

    progress.refresh_from_db()
    assert (progress.state, progress.done, progress.outcome_params) == (ProgressState.DONE, 10, {"made": 7})


def test_work_does_nothing_when_it_is_over(doing):
    progress = make_work()
    doing(lambda found: Result(params={"made": len(pieces(found))}))
    run_waiting_jobs()

    app.tasks[NAME].func(progress_id=progress.pk)

    progress.refresh_from_db()
    assert progress.outcome_params == {"made": 10}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pl", "Tylko Kuźnia sama wykonuje pracę w tle."),
        ("en", "Only Kuźnia itself does work in the background."),
    ],
)
def test_work_fails_in_the_words_of_its_starter_when_it_is_refused(doing, language, words):
    person = person_with_email(email="ewa@example.org", name="Ewa", language=language, actor=HOUSE)
    starter = AsSelf(person.pk, "Ewa")
    doing(lambda progress: demand(starter, "jobs.run_work"))
    progress = make_work(actor=starter)

    run_waiting_jobs()

    progress.refresh_from_db()
    assert (progress.state, progress.error) == (ProgressState.FAILED, words)


def test_work_is_given_up_when_no_job_does_it(doing, stopped_clock):
    progress = make_work()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    stopped_clock.move_to(clock.now() + timedelta(minutes=2))

    close_abandoned()

    progress.refresh_from_db()
    assert (progress.state, progress.error) == (
        ProgressState.FAILED,
        "Coś zepsuło się po naszej stronie, a kolejne próby nie pomogły. Zacznij jeszcze raz.",
    )


def test_work_is_not_given_up_when_its_job_waits(stopped_clock):
    progress = make_work()
    stopped_clock.move_to(clock.now() + timedelta(minutes=2))

    close_abandoned()

    progress.refresh_from_db()
    assert progress.state == ProgressState.WAITING


def test_work_is_tried_again_for_a_minute_and_a_half_when_it_fails():
    waits = [WATCHED.wait + WATCHED.linear_wait * (number + 1) for number in range(WATCHED.max_attempts or 0)]

    assert (min(waits), max(waits), sum(waits)) == (30, 60, 135)
