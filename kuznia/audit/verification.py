"""Asks whether what must always hold does hold: one query for each invariant, one call for each check outside SQL.

An app declares in `invariants.py` what holds of its rows: `INVARIANTS`, sentences with the query that finds the rows
that break them, and where SQL can't see (files, hashes) `CHECKS`, sentences with a function that names what is broken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from kuznia.lib.discovery import modules_named

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One invariant with how many rows break it, and the first of them."""

    name: str
    count: int
    examples: tuple[str, ...] = ()


def findings() -> Iterator[Finding]:
    """Return every declared invariant and check, tried now, in the order of the apps."""
    for module in modules_named("invariants").values():
        for name, query in getattr(module, "INVARIANTS", {}).items():
            yield _finding(name, _broken_rows(query))
        for name, check in getattr(module, "CHECKS", {}).items():
            yield _finding(name, check())


def _broken_rows(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [", ".join(str(value) for value in row) for row in cursor.fetchall()]


def _finding(name: str, broken: list[str]) -> Finding:
    return Finding(name, len(broken), tuple(broken[:SHOWN]))
