"""Rows by COPY into tables of the product, with what the models put into columns that nobody names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.db import connection


def copy_in(table: str, columns: str, rows: Iterable[Sequence[Any]], *, has_sequence: bool = True) -> None:
    """Puts the rows into the named columns of the table."""
    defaults = _defaults(table, set(columns.split()))
    names = ", ".join(f'"{name}"' for name in (*columns.split(), *defaults))
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row((*row, *defaults.values()))
    if has_sequence:
        move_sequence(table)


def _defaults(table: str, given: set[str]) -> dict[str, Any]:
    """What the model puts into columns that are named nowhere here, so that a new column needs no change here."""
    model = next(each for each in apps.get_models(include_auto_created=True) if each._meta.db_table == table)
    others = [field for field in model._meta.local_concrete_fields if field.column not in given]
    asked = [field for field in others if not (field.null or field.primary_key or field.has_db_default())]  # type: ignore[attr-defined]
    return {field.column: field.get_db_prep_save(field.get_default(), connection) for field in asked}


def next_id(table: str) -> int:
    """Returns the number that the next row will have."""
    return int(value(f"SELECT coalesce(max(id), 0) + 1 FROM {table}"))


def move_sequence(table: str) -> None:
    """Lets the database go on behind the highest number."""
    value(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


def count(table: str) -> int:
    """Returns how many rows the table holds."""
    return int(value(f"SELECT count(*) FROM {table}"))


def value(query: str) -> Any:
    """Returns the one value that the query asks for."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]
