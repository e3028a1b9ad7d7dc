"""Long work keeps count: it is queued with its act, counted once, and ends with a result or in words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from kuznia.jobs.models import Progress
from kuznia.jobs.queries import is_silent, work_on
from kuznia.jobs.services import (
    advance,
    begin_work,
    fail_work,
    finish_work,
    forget_starter,
    plan_work,
    start_work,
)
from kuznia.jobs.states import ProgressState, Result
from kuznia.jobs.tasks import forget_old_work
from kuznia.jobs.tests.factories import HOUSE, begin_again, make_begun, make_progress
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import AsSelf, ForAuthority
from kuznia.people.services import add_person

pytestmark = pytest.mark.django_db


def queued() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, lock, args FROM procrastinate_jobs ORDER BY id")
        return list(cursor.fetchall())


def test_work_is_queued_with_its_row_when_it_is_started():
    progress = make_progress(arguments={"event_id": 7})

    assert progress.state == ProgressState.WAITING
    assert [each[:2] for each in queued()] == [("jobs.test_work", "jobs.work")]


def test_work_is_not_queued_when_its_act_is_rolled_back():
    with transaction.atomic():
        make_progress()
        transaction.set_rollback(True)

    assert (queued(), Progress.objects.count()) == ([], 0)


def test_work_remembers_who_started_it_and_for_what():
    person = add_person(name="Ewa", actor=HOUSE)
    officer = ForAuthority(person.pk, "Ewa", 5, "Starostwo")

    progress = make_progress(actor=officer, subject=person)

    assert (progress.started_by_id, progress.authority_id) == (person.pk, 5)
    assert list(work_on(person, officer)) == [progress]


def test_work_under_way_is_given_back_when_it_is_started_again_under_its_word():
    first = make_progress(once_as="badges:7")

    assert make_progress(once_as="badges:7") == first
    assert len(queued()) == 1


def test_work_is_started_again_under_its_word_when_the_first_is_over():
    first = make_progress(once_as="badges:7")
    fail_work(progress=first, error="Nie ma komu.", actor=HOUSE)

    assert make_progress(once_as="badges:7") != first


def test_work_is_not_started_when_its_way_back_leads_elsewhere():
    with pytest.raises(IntegrityError):
        make_progress(back_url="//example.org/")


def test_piece_counts_once_when_it_is_told_twice():
    progress = make_progress()

    counts = [advance(progress=progress, done=done, actor=HOUSE).done for done in (1, 2, 2, 1, 3)]

    assert counts == [1, 2, 2, 2, 3]


def test_plan_never_falls_below_what_is_done():
    progress = advance(progress=make_progress(), done=4, actor=HOUSE)

    assert plan_work(progress=progress, total=3, actor=HOUSE).total == 4
    assert plan_work(progress=progress, total=30, actor=HOUSE).total == 30


def test_work_is_whole_when_it_is_done():
    progress = make_begun()
    result = Result(url="/pliki/1/a.pdf", sentence="Made: %(count)s", params={"count": 10})

    finish_work(progress=progress, result=result, actor=HOUSE)

    assert (progress.state, progress.done, progress.result_url) == (ProgressState.DONE, 10, "/pliki/1/a.pdf")
    assert progress.outcome_words == "Made: 10"


def test_work_that_is_over_stays_as_it_is():
    progress = finish_work(progress=make_progress(), result=Result(), actor=HOUSE)

    fail_work(progress=progress, error="Za późno.", actor=HOUSE)
    advance(progress=progress, done=3, actor=HOUSE)

    assert (progress.state, progress.error, progress.done) == (ProgressState.DONE, "", 10)
    assert begin_work(progress_id=progress.pk, actor=HOUSE) is None


def test_work_begins_once_when_it_is_tried_again(stopped_clock):
    progress, later = make_begun(), clock.now() + timedelta(minutes=3)

    stopped_clock.move_to(later)

    again = begin_again(progress)
    assert (again.started_at, again.moved_at) == (progress.started_at, later)


def test_work_is_silent_when_it_has_not_moved_for_a_minute(stopped_clock):
    progress = make_begun()
    fresh = is_silent(progress)

    stopped_clock.move_to(clock.now() + timedelta(seconds=61))

    assert (fresh, is_silent(progress), is_silent(make_progress())) == (False, True, False)


@pytest.mark.parametrize(("days", "left"), [(14, 0), (13, 1)])
def test_work_is_forgotten_two_weeks_after_its_end(stopped_clock, days, left):
    finish_work(progress=make_progress(), result=Result(), actor=HOUSE)
    make_progress(once_as="still under way")

    stopped_clock.move_to(clock.now() + timedelta(days=days))
    forget_old_work()

    assert Progress.objects.filter(state=ProgressState.DONE).count() == left


def test_starter_is_forgotten_and_the_work_stays():
    person = add_person(name="Ewa", actor=HOUSE)
    progress = make_progress(actor=AsSelf(person.pk, "Ewa"))

    assert forget_starter(person_id=person.pk, actor=HOUSE) == 1
    progress.refresh_from_db()
    assert progress.started_by_id is None


def test_work_is_run_by_the_house_alone():
    with pytest.raises(Forbidden) as refusal:
        advance(progress=make_progress(), done=1, actor=AsSelf(1, "Ewa"))

    assert refusal.value.message == "Tylko Kuźnia sama wykonuje pracę w tle."


def test_total_may_be_unknown_when_work_is_started():
    progress = start_work(task="jobs.test_work", name="Badges", actor=HOUSE)

    assert (progress.total, str(progress), progress.outcome_words) == (0, "Badges", "")
