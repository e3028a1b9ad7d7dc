"""What a database must be like before a real county is served from it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from kuznia.lib import stopped_clock

REPLACED_CLOCK = "Production does not start: the database’s clock was replaced, so no deadline would be true."
WRONG_LOCALE = (
    "Production does not start: in this database lower('Ż') is not 'ż'. Make it with C.UTF-8 or pl_PL.UTF-8."
)


def demand_fit_database() -> None:
    """In production, refuse a database with a replaced clock or one that does not know Polish letters."""
    if not settings.KUZNIA_PRODUCTION:
        return
    try:
        if not stopped_clock.is_running():
            raise ImproperlyConfigured(REPLACED_CLOCK)
        if not knows_polish_letters():
            raise ImproperlyConfigured(WRONG_LOCALE)
    finally:
        if not connection.in_atomic_block:
            connection.close()


def knows_polish_letters() -> bool:
    """True when the database lowers Polish capitals."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('Ż')")
        return bool(cursor.fetchone() == ("ż",))
