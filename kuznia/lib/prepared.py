"""Queries composed once. Composing one takes Django three times as long as PostgreSQL takes to answer it.

For the few reads that every hot page repeats: the queryset is composed with sample values, its SQL kept, and each
asking puts its own values in their places. It leans on how Django's compiler is built; its tests compare both ways.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import QuerySet

Row = TypeVar("Row")
DATABASE = "default"
# A number and a word that stand nowhere else in a query.
NUMBER, WORD = 987_654_321, "prepared-sample"


class Prepared(Generic[Row]):
    """A query whose values alone differ from one asking to the next."""

    def __init__(self, compose: Callable[..., QuerySet[Any, Row]], *samples: Any) -> None:
        """`samples` are values that stand nowhere else in the query, of the types in which the database keeps them."""
        self._compose, self._samples = compose, samples
        self._composed: _Composed | None = None

    def rows(self, *values: Any) -> list[Row]:
        """Return what the query finds for these values."""
        return self._ready().asked(values)

    def one(self, *values: Any) -> Row:
        """Return the one row for these values, or raise the model's DoesNotExist."""
        found = self.rows(*values)
        if not found:
            raise self._ready().model.DoesNotExist
        return found[0]

    def _ready(self) -> _Composed:
        if self._composed is None:
            self._composed = _Composed(self._compose(*self._samples), self._samples)
        return self._composed


class _Composed:
    """The queryset, its compiler after composing, and where in its parameters which value stands."""

    def __init__(self, queryset: QuerySet[Any, Any], samples: tuple[Any, ...]) -> None:
        self._queryset, self.model = queryset, queryset.model
        self._compiler: Any = queryset.query.get_compiler(DATABASE)
        self._sql, parameters = self._compiler.as_sql()
        self._parameters = list(parameters)
        self._places = [
            (place, samples.index(value))
            for place, value in enumerate(self._parameters)
            if value in samples and isinstance(value, type(samples[samples.index(value)]))
        ]
        self._marks = [type(value) for value in self._parameters]
        if {number for _place, number in self._places} != set(range(len(samples))):
            raise ValueError("A sample of a prepared query stands in none of its conditions.")

    def asked(self, values: tuple[Any, ...]) -> list[Any]:
        parameters = list(self._parameters)
        for place, number in self._places:
            # Django marks numbers with the width of their column: PostgreSQL finds no index for a wider one.
            value, mark = values[number], self._marks[place]
            parameters[place] = value if isinstance(value, mark) else mark(value)
        compiler = copy.copy(self._compiler)
        # Connections belong to threads; what was composed belongs to all of them.
        compiler.connection = connections[DATABASE]
        compiler.as_sql = lambda *_args, **_options: (self._sql, tuple(parameters))
        asking: Any = self._queryset.all()
        asking.query.get_compiler = lambda *_args, **_options: compiler
        return list(asking)
