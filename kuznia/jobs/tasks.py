"""The queue's own housekeeping."""

from __future__ import annotations

from asgiref.sync import async_to_sync
from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

from kuznia.jobs.registry import periodic
from kuznia.jobs.services import close_abandoned_work, forget_work
from kuznia.lib import clock
from kuznia.lib.policy import System

STALLED_AFTER_SECONDS = 60
KEEP_DAYS = 14


@periodic("*/2 * * * *", "jobs.retry_stalled")
def retry_stalled() -> None:
    """Give the jobs of a worker that died to one that lives, each by itself."""
    stalled = async_to_sync(app.job_manager.get_stalled_jobs)
    for job in stalled(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        if job.id is not None:
            _retry(job, job.id)


@periodic("17 2 * * *", "jobs.forget_finished")
def forget_finished() -> None:
    """Delete finished jobs after two weeks; what failed stays, to be looked into."""
    async_to_sync(app.job_manager.delete_old_jobs)(nb_hours=24 * KEEP_DAYS)


@periodic("*/2 * * * *", "jobs.close_abandoned_work")
def close_abandoned() -> None:
    """Tell those who wait for work whose tries were all in vain."""
    error = _("Something broke on our side and our tries to repair it did not help. Please start it again.")
    close_abandoned_work(error=error, actor=System("jobs.close_abandoned_work"))


@periodic("22 2 * * *", "jobs.forget_work")
def forget_old_work() -> None:
    """Forget long work two weeks after its end."""
    forget_work(days=KEEP_DAYS, actor=System("jobs.forget_work"))


@periodic("10 3 * * *", "jobs.verify")
def verify() -> None:
    """Check every invariant of the house; a broken one fails the job, which the log names."""
    call_command("verify")


def _retry(job: Job, number: int) -> None:
    try:
        with transaction.atomic():
            app.job_manager.retry_job_by_id(number, retry_at=clock.now())
    except UniqueViolation:
        # A later job waits under the same queueing lock, as of a task that runs every minute: it does this one's work.
        async_to_sync(app.job_manager.finish_job)(job, status=Status.ABORTED, delete_job=False)
