"""A clock that stands where it is put: for tests and for building the demo county, never for anything else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection
from psycopg import sql

RUNNING = "clock_timestamp()"


class StoppedClock:
    """The replaced clock; `move_to` sets it to another instant."""

    def move_to(self, instant: datetime) -> None:
        """From now on `kuznia_clock()` returns `instant`."""
        if instant.tzinfo is None:
            raise ValueError("The clock takes aware instants only.")
        _replace(sql.SQL("{}::timestamptz").format(sql.Literal(instant.isoformat())))


@contextmanager
def clock_stopped_at(instant: datetime) -> Iterator[StoppedClock]:
    """Replace the clock of the database for the block and put the running one back."""
    clock = StoppedClock()
    clock.move_to(instant)
    try:
        yield clock
    finally:
        # Inside a broken transaction the rollback puts the running clock back.
        if not connection.needs_rollback:
            _replace(sql.SQL(RUNNING))


def is_running() -> bool:
    """True when `kuznia_clock()` is the real one; production refuses to start on any other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'kuznia_clock'")
        row = cursor.fetchone()
    return row is not None and row[0].strip() == f"SELECT {RUNNING}"


def _replace(body: sql.Composable) -> None:
    statement = sql.SQL(
        "CREATE OR REPLACE FUNCTION kuznia_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS {}"
    )
    with connection.cursor() as cursor:
        source = sql.SQL("SELECT ") + body
        cursor.execute(statement.format(sql.Literal(source.as_string(connection.connection))))
