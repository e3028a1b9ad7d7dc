"""The queue's own housekeeping."""

from __future__ import annotations

from asgiref.sync import async_to_sync
from django.core.management import call_command
from procrastinate.contrib.django import app

from kuznia.jobs.registry import periodic

STALLED_AFTER_SECONDS = 60
KEEP_HOURS = 24 * 14


@periodic("*/2 * * * *", "jobs.retry_stalled")
def retry_stalled() -> None:
    """Give the jobs of a worker that died to one that lives."""
    async_to_sync(_retry_stalled)()


@periodic("17 2 * * *", "jobs.forget_finished")
def forget_finished() -> None:
    """Delete finished jobs after two weeks; what failed stays for an officer to see."""
    async_to_sync(app.job_manager.delete_old_jobs)(nb_hours=KEEP_HOURS)


@periodic("10 3 * * *", "jobs.verify")
def verify() -> None:
    """Check every invariant of the house; a broken one fails the job, which the log names."""
    call_command("verify")


async def _retry_stalled() -> None:
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await app.job_manager.retry_job(job)
