"""Makes the smallest row of long work."""

from __future__ import annotations

from typing import Any

from kuznia.jobs.models import Progress
from kuznia.jobs.registry import task
from kuznia.jobs.services import begin_work, start_work
from kuznia.lib.policy import Actor, System

HOUSE = System("test")


@task("jobs.test_work")
def _leave_it(**_arguments: Any) -> None:
    """Answer for rows of the queue that a test never meant to run, when another test empties the queue."""


def make_progress(*, actor: Actor = HOUSE, **fields: Any) -> Progress:
    """Start a piece of work of ten pieces, which nobody does."""
    return start_work(**{"task": "jobs.test_work", "name": "Badges", "total": 10, "actor": actor, **fields})


def make_begun() -> Progress:
    """Start a piece of work and begin it."""
    return begin_again(make_progress())


def begin_again(progress: Progress) -> Progress:
    """Begin the work as the worker does."""
    begun = begin_work(progress_id=progress.pk, actor=HOUSE)
    assert begun is not None
    return begun
