"""Puts background work into the queue, in the transaction of the act that causes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued


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
        with transaction.atomic(savepoint=once_as is not None):
            app.configure_task(name, allow_unknown=True, **options).defer(**arguments)
    except AlreadyEnqueued:
        return
