"""Many clients that start in the same instant, each on its own connection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

Result = TypeVar("Result")


def all_at_once(acts: Sequence[Callable[[], Result]]) -> list[Result | Exception]:
    """Run every act in a thread of its own, released together; return what came back or was raised, in order."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Result]) -> Result | Exception:
        barrier.wait(timeout=30)
        try:
            return act()
        except Exception as error:  # noqa: BLE001 - the test looks at what each client got
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as clients:
        return list(clients.map(run, acts))
