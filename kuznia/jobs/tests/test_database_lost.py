"""A database that is lost while work is queued: the same error as everywhere else, which becomes a page in words."""

from contextlib import contextmanager, suppress

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from procrastinate.exceptions import ConnectorException

from kuznia.jobs.services import enqueue, start_work
from kuznia.lib.policy import System


def _lose_the_database():
    with suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@contextmanager
def _queue_locked_by_another():
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE procrastinate_jobs")
        yield
    finally:
        other.rollback()
        other.close()


def _wait_for_locks_at_most(time):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{time}'")


@transaction.atomic
def _enqueued_in_vain():
    _lose_the_database()
    enqueue("notify.deliver", number=1)


@transaction.atomic
def _started_in_vain():
    _wait_for_locks_at_most("20ms")
    start_work(task="jobs.sample", name="Sample", actor=System("tests"))


def test_job_is_refused_as_by_any_query_when_the_database_is_lost(committed_database):
    with pytest.raises(OperationalError):
        _enqueued_in_vain()


def test_long_work_is_refused_as_by_any_query_when_the_queue_waits_too_long(committed_database):
    with _queue_locked_by_another(), pytest.raises(OperationalError) as lost:
        _started_in_vain()

    assert getattr(lost.value.__cause__, "sqlstate", "") == "55P03"


def test_other_faults_of_the_queue_stay_what_they_are(committed_database):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE procrastinate_jobs RENAME TO elsewhere")

    with pytest.raises(ConnectorException), transaction.atomic():
        enqueue("notify.deliver", number=1)
