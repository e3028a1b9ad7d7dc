"""Puts background work into the queue, in the transaction of the act that causes it, and keeps count of long work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
from django.db import IntegrityError, OperationalError, models, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager

from kuznia.jobs.models import Progress
from kuznia.jobs.queries import abandoned_work, work_over_for
from kuznia.jobs.states import UNDER_WAY, ProgressState, Result
from kuznia.lib.clock import Now
from kuznia.lib.policy import Actor, ForAuthority, demand, person_id_of


def enqueue(
    name: str, *, run_at: datetime | None = None, once_as: str | None = None, **arguments: Any
) -> None:
    """Queue the task `name`: it runs after the commit, or never if the act is rolled back.

    `run_at` delays it; with `once_as` a task that waits under the same word is not queued again.
    """
    options: dict[str, Any] = {"schedule_at": run_at} if run_at else {}
    if once_as:
        options["queueing_lock"] = once_as
    try:
        # A savepoint: the refused insert of a job that already waits must not break the act's transaction.
        with transaction.atomic(savepoint=once_as is not None), _database_faults_as_everywhere():
            _deferrer(name, **options).defer(**arguments)
    except AlreadyEnqueued:
        return


def _deferrer(task: str, **options: Any) -> JobDeferrer:
    """Return what queues the task on Django's own connection, so that the job commits with the act.

    In the worker the app itself speaks through connections of its own, which commit at once.
    """
    deferrer = app.configure_task(task, allow_unknown=True, **options)
    deferrer.job_manager = JobManager(DjangoConnector())
    return deferrer


@transaction.atomic
def start_work(
    *,
    task: str,
    name: str,
    actor: Actor,
    params: Mapping[str, str | int] | None = None,
    subject: models.Model | None = None,
    total: int = 0,
    once_as: str = "",
    back_url: str = "",
    arguments: Mapping[str, Any] | None = None,
) -> Progress:
    """Queue the long work `task` with a row that tells how far it is; whoever calls has authorised the act.

    `name` is an untranslated message (mark it with gettext_noop) with `params`. With `once_as`, work that is under
    way under the same word is returned instead of being started again.
    """
    progress = Progress(
        name=name,
        params=dict(params or {}),
        subject_label=subject._meta.label if subject else "",
        subject_id=subject.pk if subject else None,
        started_by_id=person_id_of(actor),
        authority_id=actor.authority_id if isinstance(actor, ForAuthority) else None,
        total=total,
        once_as=once_as,
        back_url=back_url,
    )
    try:
        with transaction.atomic():
            progress.save(force_insert=True)
    except IntegrityError:
        if not once_as:
            raise
        return Progress.objects.filter(once_as=once_as).latest("pk")
    # One at a time: however much long work waits, the worker keeps a place free for letters.
    waiting = _deferrer(task, lock="jobs.work")
    with _database_faults_as_everywhere():
        waiting.defer(progress_id=progress.pk, **dict(arguments or {}))
    return progress


@transaction.atomic
def begin_work(*, progress_id: int, actor: Actor) -> Progress | None:
    """Mark the work as running and return it; nothing comes back where it is over or no longer known."""
    demand(actor, "jobs.run_work")
    under_way = Progress.objects.filter(pk=progress_id, state__in=UNDER_WAY)
    under_way.filter(started_at__isnull=True).update(started_at=Now())
    under_way.update(state=ProgressState.RUNNING, moved_at=Now())
    return under_way.first()


@transaction.atomic
def plan_work(*, progress: Progress, total: int, actor: Actor) -> Progress:
    """Say of how many pieces the work is, once that is known."""
    demand(actor, "jobs.run_work")
    Progress.objects.filter(pk=progress.pk, state__in=UNDER_WAY).update(total=Greatest(total, F("done")))
    progress.refresh_from_db(fields=["total"])
    return progress


@transaction.atomic
def advance(*, progress: Progress, done: int, actor: Actor) -> Progress:
    """Say how many pieces are done, counted from the first: a piece that is told twice counts once.

    Called between the pieces it is seen at once; inside a piece's own transaction it counts exactly with it.
    """
    demand(actor, "jobs.run_work")
    under_way = Progress.objects.filter(pk=progress.pk, state__in=UNDER_WAY)
    under_way.update(done=Greatest(done, F("done")), moved_at=Now())
    progress.refresh_from_db(fields=["done", "state"])
    return progress


@transaction.atomic
def finish_work(*, progress: Progress, result: Result, actor: Actor) -> Progress:
    """Mark the work as done, with what it leaves; work that is over stays as it is."""
    demand(actor, "jobs.run_work")
    Progress.objects.filter(pk=progress.pk, state__in=UNDER_WAY).update(
        state=ProgressState.DONE,
        done=F("total"),
        outcome=result.sentence,
        outcome_params=dict(result.params),
        result_url=result.url,
        ended_at=Now(),
    )
    progress.refresh_from_db()
    return progress


@transaction.atomic
def fail_work(*, progress: Progress, error: str, actor: Actor) -> Progress:
    """Mark the work as not done and say why, in words for people; work that is over stays as it is."""
    demand(actor, "jobs.run_work")
    Progress.objects.filter(pk=progress.pk, state__in=UNDER_WAY).update(
        state=ProgressState.FAILED, error=error, ended_at=Now()
    )
    progress.refresh_from_db()
    return progress


@transaction.atomic
def close_abandoned_work(*, error: str, actor: Actor) -> int:
    """Mark as not done what no job does any more, for its tries were in vain; return how much that was."""
    demand(actor, "jobs.run_work")
    return abandoned_work().update(state=ProgressState.FAILED, error=error, ended_at=Now())


@transaction.atomic
def forget_work(*, days: int, actor: Actor) -> int:
    """Delete the rows of work that has been over for so many days; what it made stays. Return how many went."""
    demand(actor, "jobs.run_work")
    return work_over_for(days=days).delete()[0]


@transaction.atomic
def forget_starter(*, person_id: int, actor: Actor) -> int:
    """Forget that the person started her work; return how much there was."""
    del actor  # Erasure is authorised by `accounts`, which asks every app to do its own.
    return Progress.objects.filter(started_by_id=person_id).update(started_by=None)


@contextmanager
def _database_faults_as_everywhere() -> Iterator[None]:
    """Let a lost connection or a lost race be Django's error again, which is answered in words and tried again."""
    try:
        yield
    except ConnectorException as error:
        if isinstance(error.__cause__, psycopg.OperationalError):
            raise OperationalError(str(error.__cause__)) from error.__cause__
        raise
