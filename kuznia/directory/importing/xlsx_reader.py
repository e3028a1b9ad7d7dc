"""Reads XLSX row by row: nothing is computed, nothing is fetched, and a cell joined downwards counts in every row."""

from __future__ import annotations

import re
import warnings
from collections.abc import Generator, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - zlib names it in small letters

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from kuznia.directory.importing.limits import (
    BROKEN_TABLE,
    EMPTY_TABLE,
    MOST_COLUMNS,
    MOST_SHARED_TEXT,
    TOO_MANY_COLUMNS,
    TOO_MUCH_TEXT,
)
from kuznia.lib.errors import Refused

PIECE = 1 << 20
MOST_JOINED = 100_000
# Styles, the list of sheets and the like are taken into memory as a whole, and grow there.
MOST_READ_WHOLE = 10_000_000
_READ_BY_PIECES = re.compile(r"^xl/worksheets/|^xl/media/|sharedstrings", re.IGNORECASE)
# What a file that somebody made by hand can drive its reader into.
FAULTS = (
    BadZipFile,
    InvalidFileException,
    ParseError,
    ZlibError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
)
_JOINED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


def xlsx_rows(path: Path) -> Generator[tuple[int, list[str]]]:
    """Return every row of the first visible sheet with its number; a formula comes as the text that it is."""
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            # openpyxl warns of styles and of parts that it leaves out.
            warnings.simplefilter("ignore")
            _demand_bounded(path)
            # By its name openpyxl would refuse a file of the store, which has no ending.
            book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
            try:
                yield from _rows_of(book)
            finally:
                book.close()
    except FAULTS as fault:
        raise Refused(BROKEN_TABLE) from fault


def _rows_of(book: Any) -> Iterator[tuple[int, list[str]]]:
    sheet = next((each for each in book.worksheets if each.sheet_state == "visible"), None)
    if sheet is None:
        raise Refused(EMPTY_TABLE)
    # What the sheet says of its own size may be wrong.
    sheet.reset_dimensions()
    joined = _joined_downwards(book, sheet)
    held: dict[int, tuple[str, int]] = {}
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        cells = [_text(cell) for cell in row]
        if len(cells) > MOST_COLUMNS and cells[-1]:
            raise Refused(TOO_MANY_COLUMNS)
        while cells and not cells[-1]:
            cells.pop()
        if joined or held:
            _fill(cells, number, joined, held)
        yield number, cells


def _fill(
    cells: list[str], number: int, joined: dict[tuple[int, int], int], held: dict[int, tuple[str, int]]
) -> None:
    """Write into the row what cells joined downwards say in it."""
    for column, (text, end) in list(held.items()):
        if number > end:
            del held[column]
        else:
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = cells[column] or text
    for column, text in enumerate(cells):
        end = joined.get((number, column), 0)
        if end and text:
            held[column] = (text, end)


def _joined_downwards(book: Any, sheet: Any) -> dict[tuple[int, int], int]:
    """Return, by row and column of their first cell, the last row of cells joined over several rows."""
    found: dict[tuple[int, int], int] = {}
    with book._archive.open(sheet._worksheet_path) as part:
        rest = b""
        while piece := part.read(PIECE):
            text = rest + piece
            for match in _JOINED.finditer(text):
                start, end = int(match[2]), int(match[4])
                if start < end and len(found) < MOST_JOINED:
                    found[start, column_index_from_string(match[1].decode()) - 1] = end
            rest = text[-200:]
    return found


def _text(cell: Any) -> str:
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _demand_bounded(path: Path) -> None:
    with ZipFile(path) as archive:
        shared = sum(
            part.file_size for part in archive.infolist() if "sharedstrings" in part.filename.lower()
        )
        read_whole = max(
            (part.file_size for part in archive.infolist() if not _READ_BY_PIECES.search(part.filename)),
            default=0,
        )
    if shared > MOST_SHARED_TEXT or read_whole > MOST_READ_WHOLE:
        raise Refused(TOO_MUCH_TEXT)
