"""A table in a file: its headings, and its rows one after another, never all of them at once."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kuznia.directory.importing.columns import columns_of, recognised
from kuznia.directory.importing.csv_reader import csv_rows
from kuznia.directory.importing.limits import (
    EMPTY_TABLE,
    MOST_COLUMNS,
    MOST_ROWS,
    NO_NAME,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
)
from kuznia.directory.importing.xlsx_reader import xlsx_rows
from kuznia.lib.errors import Refused
from kuznia.lib.sheets import XLSX

# A title, an empty row, who made it and when: headings stand below these.
LOOKED_AT = 20
SHOWN = 3
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose headings are known."""

    path: Path
    kind: str
    headings: tuple[str, ...]
    heading_row: int
    # The first rows below the headings, to show what stands in which column.
    first: tuple[tuple[str, ...], ...]

    def rows(self) -> Iterator[Row]:
        """Return the rows below the headings that are not empty, with their numbers in the file."""
        count = 0
        for number, cells in _all_rows(self.path, self.kind):
            if number <= self.heading_row or not any(cells):
                continue
            count += 1
            if count > MOST_ROWS:
                raise Refused(TOO_MANY_ROWS)
            yield number, cells


def sheet_of(path: Path, kind: str) -> Sheet:
    """Return the table with its headings: the row that names columns best, else the first one that is not empty."""
    rows = _all_rows(path, kind)
    try:
        first = [(number, cells) for number, cells in islice(rows, LOOKED_AT) if any(map(str.strip, cells))]
    finally:
        rows.close()
    if not first:
        raise Refused(EMPTY_TABLE)
    best = max(range(len(first)), key=lambda at: (recognised(first[at][1]), -at))
    number, headings = first[best]
    if len(headings) > MOST_COLUMNS:
        raise Refused(TOO_MANY_COLUMNS)
    shown = tuple(tuple(cells) for _number, cells in first[best + 1 : best + 1 + SHOWN])
    return Sheet(path, kind, tuple(heading[:200] for heading in headings), number, shown)


def columns_with_name(sheet: Sheet) -> dict[str, int]:
    """Return which column holds what, or refuse a table none of whose columns has the names."""
    columns = columns_of(sheet.headings)
    if "name" not in columns:
        raise Refused(NO_NAME)
    return columns


def _all_rows(path: Path, kind: str) -> Generator[Row]:
    if kind == XLSX:
        return xlsx_rows(path)
    return csv_rows(path, recognised)
