"""Runs the queue: for ever in the worker process, or until it is empty in tests and the demo build."""

from __future__ import annotations

import json
from typing import Any

from procrastinate.contrib.django import app


def run_worker(*, concurrency: int = 2) -> None:
    """Work until SIGTERM or SIGINT; a job under way is finished or given back."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(name="kuznia", concurrency=concurrency, shutdown_graceful_timeout=10)


def run_waiting_jobs() -> int:
    """Run every job that is due, in this process and on this connection, and return how many there were."""
    done = 0
    while job := _next_job():
        arguments = job["args"]
        app.tasks[job["task_name"]].func(
            **(json.loads(arguments) if isinstance(arguments, str) else arguments)
        )
        app.connector.get_sync_connector().execute_query(
            "UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %(id)s", id=job["id"]
        )
        done += 1
    return done


def _next_job() -> dict[str, Any] | None:
    rows = app.connector.get_sync_connector().execute_query_all(
        "SELECT id, task_name, args FROM procrastinate_jobs WHERE status = 'todo'"
        " AND (scheduled_at IS NULL OR scheduled_at <= kuznia_clock()) ORDER BY id LIMIT 1"
    )
    return rows[0] if rows else None
