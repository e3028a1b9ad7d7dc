"""The one clock of the house: the database's, read through the SQL function `kuznia_clock()`.

`clock_timestamp()` and not `now()`: the latter is the start of the transaction, and a transaction that began before
a deadline and reached the check after it would be back-dated (measured, docs/adr/0006).
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import DateTimeField, Func

WARSAW = ZoneInfo("Europe/Warsaw")


class Now(Func):
    """The clock inside a query, for conditions such as "still open"."""

    function = "kuznia_clock"
    output_field = DateTimeField()


class NowOnce(Now):
    """The clock read once for a whole query: over a long table, a reading for every row is what takes the time."""

    template = "(SELECT %(function)s())"


def now() -> datetime:
    """Return the present instant, aware, as the database's clock gives it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kuznia_clock()")
        instant: datetime = cursor.fetchone()[0]
    return instant


def today() -> date:
    """Return the present day in Warsaw."""
    return now().astimezone(WARSAW).date()
