"""A task that only remembers what it was called with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from procrastinate.contrib.django import app

from kuznia.jobs.registry import task

NAME = "jobs.test_task"


@pytest.fixture
def calls() -> Iterator[list[str]]:
    """Every word that the task `jobs.test_task` was called with, in order."""
    heard: list[str] = []

    @task(NAME)
    def hear(*, word: str) -> None:
        heard.append(word)

    yield heard
    del app.tasks[NAME]
