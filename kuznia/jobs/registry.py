"""Tasks by name. This app is the only one that knows procrastinate (docs/adr/0004)."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

Task = TypeVar("Task", bound=Callable[..., Any])

# Tried again twelve times within two and a half hours; the waits grow from one minute to about seventy.
PATIENT = RetryStrategy(max_attempts=12, wait=60, exponential_wait=2)


def task(
    name: str, *, retry: RetryStrategy | None = PATIENT, queue: str = "default"
) -> Callable[[Task], Task]:
    """Register a function as the task `name`; it may run twice and must bear it."""

    def register(function: Task) -> Task:
        app.task(name=name, retry=retry or False, queue=queue)(_with_connection_returned(function))
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
