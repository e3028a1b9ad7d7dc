"""Many clients that start in the same instant, each on its own connection; and those who look before any writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from threading import Barrier, current_thread, get_ident, main_thread
from threading import Event as Signal
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import connection

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

# Of many clients so many act at once, for the pool has no more connections; the others wait for one.
CONNECTIONS: int = settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"]


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

    # Back into the pool, so that as many clients act at once as it holds.
    connection.close()
    with ThreadPoolExecutor(len(acts)) as clients:
        return list(clients.map(run, acts))


class Meeting:
    """Where so many clients of `all_at_once` wait for one another, so that a race without its lock shows each time.

    Put behind what an act reads and before what it writes: all have read by the time the first one writes. Once they
    have met, nobody waits any more; a meeting that never comes about holds nobody longer than `PATIENCE`.
    """

    PATIENCE = 10

    def __init__(self, clients: int = CONNECTIONS) -> None:
        self._clients = clients
        self._here: set[int] = set()
        self._have_met = Signal()

    def after(self, read: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        """Return the same function, from which a client comes back when all are here."""

        @wraps(read)
        def meeting(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
            found = read(*args, **kwargs)
            # What the test itself prepares in its own thread is no part of the race.
            if current_thread() is not main_thread():
                self.wait()
            return found

        return meeting

    def wait(self) -> None:
        """Come back when all are here."""
        self._here.add(get_ident())
        if len(self._here) >= self._clients:
            self._have_met.set()
        self._have_met.wait(self.PATIENCE)
