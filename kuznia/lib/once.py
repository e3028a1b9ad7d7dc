"""Rows written by one statement that is composed once: found or made, or simply added.

For what every hot act writes: saving a model composes the same statement anew each time. Nobody listens to signals of
the models that are written here.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model
from django.db.models.expressions import DatabaseDefault
from django.db.models.fields import AutoField, Field

Row = TypeVar("Row", bound=Model)
# The row that is made in the statement isn't seen by its second look: one of the two looks finds one row.
FOUND_OR_MADE = """
WITH made AS (INSERT INTO {table} ({given}) VALUES ({places}) ON CONFLICT DO NOTHING RETURNING {columns})
SELECT true, {columns} FROM made UNION ALL SELECT false, {columns} FROM {table} WHERE {by} = %s
"""
ADDED = "INSERT INTO {table} ({given}) VALUES ({places}) RETURNING {columns}"


class _Composed(Generic[Row]):
    """The statement by which rows of one model are written, for each set of columns that is given."""

    form: str

    def __init__(self, model: type[Row]) -> None:
        self._model = model
        self._statements: dict[tuple[str, ...], str] = {}

    @cached_property
    def _fields(self) -> list[Any]:
        return list(self._model._meta.concrete_fields)

    @cached_property
    def _insertable(self) -> list[Any]:
        return [field for field in self._fields if not isinstance(field, AutoField)]

    def _given(self, new: Row) -> dict[Field[Any, Any], Any]:
        """Return the values as the database keeps them; what it fills in itself is left to it."""
        # The connection itself: through the proxy each field would look up which thread's it is.
        connection = connections[DEFAULT_DB_ALIAS]
        values = {field: field.pre_save(new, add=True) for field in self._insertable}
        return {
            field: field.get_db_prep_save(value, connection)
            for field, value in values.items()
            if not isinstance(value, DatabaseDefault)
        }

    def _answer(self, given: dict[Field[Any, Any], Any], values: list[Any]) -> list[tuple[Any, ...]]:
        columns, connection = tuple(str(field.column) for field in given), connections[DEFAULT_DB_ALIAS]
        if columns not in self._statements:
            self._statements[columns] = self.form.format(**self._words(columns))
        with connection.cursor() as cursor:
            cursor.execute(self._statements[columns], values)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def _words(self, given: tuple[str, ...]) -> dict[str, str]:
        quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
        return {
            "table": quoted(self._model._meta.db_table),
            "given": ", ".join(map(quoted, given)),
            "places": ", ".join(["%s"] * len(given)),
            "columns": ", ".join(quoted(field.column) for field in self._fields),
        }

    def _read(self, values: tuple[Any, ...]) -> dict[str, Any]:
        connection = connections[DEFAULT_DB_ALIAS]
        return {
            field.attname: field.from_db_value(value, None, connection)
            if hasattr(field, "from_db_value")
            else value
            for field, value in zip(self._fields, values, strict=True)
        }


class Added(_Composed[Row]):
    """New rows of a model."""

    form = ADDED

    def add(self, new: Row) -> Row:
        """Write the row, and return it with what the database gave it: its number, and what was left to it."""
        given = self._given(new)
        (row,) = self._answer(given, list(given.values()))
        for name, value in self._read(row).items():
            setattr(new, name, value)
        new._state.adding, new._state.db = False, DEFAULT_DB_ALIAS
        return new


class Once(_Composed[Row]):
    """The rows of a model of which a constraint allows one for each value of the field `by`."""

    form = FOUND_OR_MADE

    def __init__(self, model: type[Row], *, by: str) -> None:
        super().__init__(model)
        self._by = by

    def found_or_made(self, new: Row) -> tuple[Row, bool]:
        """Return the row that stands, and whether it is the new one; a row that stood keeps all it says.

        The same one statement in both cases: how long it takes tells hardly anybody which of them it was.
        """
        given, key = self._given(new), getattr(new, self._by)
        rows = self._answer(given, [*given.values(), key])
        if not rows:
            # Made by somebody else and committed after this statement had looked.
            return self._model._default_manager.get(**{self._by: key}), False
        is_new, *values = rows[0]
        read = self._read(tuple(values))
        return self._model.from_db(DEFAULT_DB_ALIAS, list(read), list(read.values())), is_new

    def _words(self, given: tuple[str, ...]) -> dict[str, str]:
        column = next(field.column for field in self._fields if field.name == self._by)
        return {**super()._words(given), "by": connections[DEFAULT_DB_ALIAS].ops.quote_name(column)}
