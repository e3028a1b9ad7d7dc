"""Tasks by name. This app is the only one that knows procrastinate (docs/adr/0004)."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection
from django.utils import translation
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kuznia.jobs.models import Progress
from kuznia.jobs.services import begin_work, fail_work, finish_work
from kuznia.jobs.states import Result
from kuznia.lib.errors import Refused
from kuznia.lib.policy import System

Task = TypeVar("Task", bound=Callable[..., Any])
Work = Callable[..., Result]

# Tried again twelve times within two and a half hours; the waits grow from one minute to about seventy.
PATIENT = RetryStrategy(max_attempts=12, wait=60, exponential_wait=2)
# Somebody looks at the bar: three more tries within two minutes, then she is told.
WATCHED = RetryStrategy(max_attempts=3, wait=15, linear_wait=15)


def task(
    name: str, *, retry: RetryStrategy | None = PATIENT, queue: str = "default"
) -> Callable[[Task], Task]:
    """Register a function as the task `name`; it may run twice and must bear it."""

    def register(function: Task) -> Task:
        app.task(name=name, retry=retry or False, queue=queue)(_with_connection_returned(function))
        return function

    return register


def work(name: str) -> Callable[[Work], Work]:
    """Register a function as the long work `name`, started by `jobs.services.start_work`.

    It gets its row of progress, then its own arguments, and returns what it leaves. It goes piece by piece, each in a
    transaction of its own, and tells `advance`; tried again, it goes on after `progress.done`. A `Refused` ends it in
    words, in the language of the one who started it; any other exception is a fault, after which it is tried again.
    """

    def register(function: Work) -> Work:
        def run(*, progress_id: int, **arguments: Any) -> None:
            actor = System(name)
            progress = begin_work(progress_id=progress_id, actor=actor)
            if progress is None:
                return  # It was done in an earlier try, which died before it could say so.
            with translation.override(_language_of(progress)):
                try:
                    result = function(progress, **arguments)
                except Refused as refusal:
                    fail_work(progress=progress, error=refusal.message, actor=actor)
                else:
                    finish_work(progress=progress, result=result, actor=actor)

        task(name, retry=WATCHED)(run)
        return function

    return register


def periodic(cron: str, name: str) -> Callable[[Task], Task]:
    """Register a function as the task `name`, run at the times of `cron` (five fields, UTC)."""

    def register(function: Task) -> Task:
        def at_time(timestamp: int) -> None:
            del timestamp
            function()

        job = app.task(name=name, queueing_lock=name)(_with_connection_returned(at_time))
        app.periodic(cron=cron)(job)
        return function

    return register


def _language_of(progress: Progress) -> str:
    starter = progress.started_by
    return starter.language if starter else settings.LANGUAGE_CODE


def _with_connection_returned(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            function(*args, **kwargs)
        finally:
            # The worker's threads give the connection back to the pool, as a request does.
            if not connection.in_atomic_block:
                connection.close()

    return run
