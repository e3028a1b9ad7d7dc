"""A row that stands once: found or made by one statement, whoever else makes it in the same instant."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model
from django.db.models.expressions import DatabaseDefault
from django.db.models.fields import AutoField

Row = TypeVar("Row", bound=Model)
# The row that is made in the statement isn't seen by its second look: one of the two looks finds one row.
FOUND_OR_MADE = """
WITH made AS (INSERT INTO {table} ({given}) VALUES ({places}) ON CONFLICT DO NOTHING RETURNING {columns})
SELECT true, {columns} FROM made UNION ALL SELECT false, {columns} FROM {table} WHERE {by} = %s
"""


class Once(Generic[Row]):
    """The rows of a model of which a constraint allows one for each value of the field `by`."""

    def __init__(self, model: type[Row], *, by: str) -> None:
        self._model, self._by = model, by

    def found_or_made(self, new: Row) -> tuple[Row, bool]:
        """Return the row that stands, and whether it is the new one; a row that stood keeps all it says.

        The same one statement in both cases: how long it takes tells hardly anybody which of them it was.
        """
        given = {field: field.pre_save(new, add=True) for field in self._insertable}
        # What the database fills in itself is left to it.
        given = {field: value for field, value in given.items() if not isinstance(value, DatabaseDefault)}
        key = getattr(new, self._by)
        values = [field.get_db_prep_save(value, connection) for field, value in given.items()]
        with connection.cursor() as cursor:
            cursor.execute(self._statement([field.column for field in given]), [*values, key])
            row = cursor.fetchone()
        if row is None:
            # Made by somebody else and committed after this statement had looked.
            return self._model._default_manager.get(**{self._by: key}), False
        return self._read(row[1:]), row[0]

    @cached_property
    def _fields(self) -> list[Any]:
        return list(self._model._meta.concrete_fields)

    @cached_property
    def _insertable(self) -> list[Any]:
        return [field for field in self._fields if not isinstance(field, AutoField)]

    def _statement(self, given: list[str]) -> str:
        quoted = connection.ops.quote_name
        return FOUND_OR_MADE.format(
            table=quoted(self._model._meta.db_table),
            given=", ".join(map(quoted, given)),
            places=", ".join(["%s"] * len(given)),
            columns=", ".join(quoted(field.column) for field in self._fields),
            by=quoted(next(field.column for field in self._fields if field.name == self._by)),
        )

    def _read(self, values: tuple[Any, ...]) -> Row:
        read = [
            field.from_db_value(value, None, connection) if hasattr(field, "from_db_value") else value
            for field, value in zip(self._fields, values, strict=True)
        ]
        return self._model.from_db("default", [field.attname for field in self._fields], read)
