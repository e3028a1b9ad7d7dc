"""What stands in the tables of the house, to be compared before and after an act."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db import connection

# Jobs, sessions and counts of tries are not what an act is about.
TABLES = (
    "accounts_",
    "audit_",
    "directory_",
    "events_",
    "files_",
    "newsroom_",
    "notify_",
    "people_",
    "account_",
)
FIRST_NEW_NUMBER = 1_000_000
# Different at every try, whoever tries.
VOLATILE = ("timestamp with time zone", "uuid", "jsonb")
DRAWN = {"code", "message_id", "matter", "slug", "password", "sealed"}
Row = tuple[object, ...]


@cache
def tables() -> list[str]:
    """Return the tables that hold what people typed and what was decided."""
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return sorted(table for table in known if table.startswith(TABLES))


def fingerprint() -> dict[str, str]:
    """Return a sum over every row of each table."""
    with connection.cursor() as cursor:
        return {table: _sum(cursor, table) for table in tables()}


def number_new_rows_high() -> None:
    """From now on rows get numbers by which they are known as new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
        for (name,) in cursor.fetchall():
            cursor.execute("SELECT setval(%s::regclass, %s)", [f'"{name}"', FIRST_NEW_NUMBER])


def contents() -> dict[str, list[str]]:
    """Return every row without what differs at every try; a new row's number is only called new."""
    with connection.cursor() as cursor:
        found = {}
        for table in tables():
            cursor.execute(f'SELECT {", ".join(_lasting_columns(table))} FROM "{table}"')
            found[table] = sorted(str([_named(value) for value in row]) for row in cursor.fetchall())
        return found


def _sum(cursor, table: str) -> str:
    cursor.execute(f"SELECT md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) FROM \"{table}\" t")
    return str(cursor.fetchone()[0])


@cache
def _lasting_columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s ORDER BY 1",
            [table],
        )
        return [f'"{name}"' for name, kind in cursor.fetchall() if kind not in VOLATILE and name not in DRAWN]


def _named(value: object) -> object:
    return "new" if isinstance(value, int) and value > FIRST_NEW_NUMBER else value
