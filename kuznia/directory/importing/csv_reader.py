"""Reads CSV as people save it: in four encodings, with three delimiters, and with quotes that nobody closed."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TextIO

from kuznia.directory.importing.limits import (
    BROKEN_TABLE,
    LONGEST_LINE,
    MOST_COLUMNS,
    TOO_LONG,
    TOO_MANY_COLUMNS,
)
from kuznia.lib.errors import Refused

PIECE = 1 << 20
DELIMITERS = (";", ",", "\t")
LOOKED_AT = 10
# A text of several lines in quotes; what is longer is a quote that nobody closed.
MOST_LINES = 60
UTF8_MARK, UTF16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
# Letters of the two old Polish encodings that the other one reads as something else: ą ś ź Ą Ś Ź.
ISO_SIGNS, WINDOWS_SIGNS = bytes([0xB1, 0xB6, 0xBC, 0xA1, 0xA6, 0xAC]), bytes([0xB9, 0xA5])
ONLY_WINDOWS = bytes(range(0x80, 0xA0))


def csv_rows(path: Path, score: Callable[[list[str]], int]) -> Generator[tuple[int, list[str]]]:
    """Return every record with its number, counted as spreadsheets count rows; `score` knows a row of headings."""
    with path.open(encoding=encoding_of(path), errors="replace", newline=None) as stream:
        lines = _lines(stream)
        first = [line for _number, line in zip(range(LOOKED_AT), lines, strict=False)]
        declared = _declared(first)
        delimiter = declared or delimiter_of(first, score)
        waiting = _Waiting(first[1:] if declared else first, lines)
        yield from enumerate(_records(waiting, delimiter), start=1)


def encoding_of(path: Path) -> str:
    """Return the encoding of the text by its bytes; what is no text is refused."""
    with path.open("rb") as file:
        head = file.read(3)
    if head.startswith(UTF8_MARK):
        return "utf-8-sig"
    if head.startswith(UTF16_MARKS):
        return "utf-16"
    return "utf-8" if _is_utf8(path) else _old_encoding(path)


def delimiter_of(lines: list[str], score: Callable[[list[str]], int]) -> str:
    """Return the delimiter that gives the best row of headings, else the one met most often."""

    def merits(delimiter: str) -> tuple[int, int]:
        parted = [_parted(line, delimiter, 0) for line in lines]
        return max((score(cells) for cells in parted), default=0), max(map(len, parted), default=0)

    return max(DELIMITERS, key=merits)


class _Waiting:
    """The lines that are still to be read; some are looked at before their turn."""

    def __init__(self, first: list[str], rest: Iterator[str]) -> None:
        self._ahead, self._rest = deque(first), rest

    def take(self) -> str | None:
        """Return the next line, or nothing at the end."""
        return self._ahead.popleft() if self._ahead else next(self._rest, None)

    def look(self, number: int) -> str | None:
        """Return the line that comes so many after the next one, and leave it waiting."""
        while len(self._ahead) <= number:
            line = next(self._rest, None)
            if line is None:
                return None
            self._ahead.append(line)
        return self._ahead[number]

    def drop(self, count: int) -> None:
        """Take so many lines that were looked at."""
        for _line in range(count):
            self._ahead.popleft()


def _records(waiting: _Waiting, delimiter: str) -> Iterator[list[str]]:
    width = 1
    while (line := waiting.take()) is not None:
        if len(line) and line.count(delimiter) > MOST_COLUMNS and '"' not in line:
            raise Refused(TOO_MANY_COLUMNS)
        cells = _strictly(line, delimiter)
        if cells is None:
            cells = _over_lines(line, waiting, delimiter, width) or _parted(line, delimiter, width)
        width = max(width, len(cells))
        yield cells


def _over_lines(line: str, waiting: _Waiting, delimiter: str, width: int) -> list[str] | None:
    """Return a record whose text in quotes goes over several lines; a line that is a record itself ends the search."""
    joined = line
    for number in range(MOST_LINES):
        following = waiting.look(number)
        if following is None:
            return None
        alone = None if following.count('"') % 2 else _strictly(following, delimiter)
        if alone is not None and len(alone) >= max(width, 2):
            return None
        joined = f"{joined}\n{following}"
        if len(joined) > LONGEST_LINE:
            return None
        cells = _strictly(joined, delimiter)
        if cells is not None:
            waiting.drop(number + 1)
            return cells
    return None


def _strictly(text: str, delimiter: str) -> list[str] | None:
    """Return the cells of a record whose quotes are right, or nothing."""
    if '"' not in text:
        return text.split(delimiter)
    return _matched(text, _STRICT[delimiter])


def _parted(line: str, delimiter: str, width: int) -> list[str]:
    """Return the cells of a line whose quotes are wrong: quotes inside quotes are kept, an open one is left out."""
    strict = _strictly(line, delimiter)
    if strict is not None:
        return strict
    plain = [_unquoted(cell) for cell in line.split(delimiter)]
    lenient = _matched(line, _LENIENT[delimiter])
    if lenient is None or len(plain) == width:
        return plain
    return [_unquoted(cell) for cell in lenient]


def _matched(text: str, pattern: re.Pattern[str]) -> list[str] | None:
    cells, position = [], 0
    while True:
        found = pattern.match(text, position)
        if found is None:
            return None
        quoted = found["quoted"]
        cells.append(found["bare"] if quoted is None else quoted.replace('""', '"'))
        if found.end() == len(text):
            return cells
        position = found.end() + 1


def _unquoted(cell: str) -> str:
    """Return the cell without a quote that opens it and is never closed."""
    bare = cell.strip()
    if bare.startswith('"') and bare.count('"') % 2:
        return bare[1:]
    is_wrapped = bare.startswith('"') and bare.endswith('"') and len(bare) > 1
    return bare[1:-1] if is_wrapped else cell


def _pattern(delimiter: str, quoted: str, bare: str) -> re.Pattern[str]:
    end = rf"(?={re.escape(delimiter)}|\Z)"
    return re.compile(rf'(?: *"(?P<quoted>{quoted})" *{end}|(?P<bare>{bare}){end})', re.DOTALL)


def _declared(lines: list[str]) -> str:
    """Return the delimiter that Excel's own first line names, if there is such a line."""
    found = re.fullmatch(r"sep=([;,\t])", lines[0].strip("\n ")) if lines else None
    return found[1] if found else ""


def _lines(stream: TextIO) -> Iterator[str]:
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise Refused(TOO_LONG)
        yield line.rstrip("\n")


def _is_utf8(path: Path) -> bool:
    with path.open(encoding="utf-8") as stream:
        try:
            while piece := stream.read(PIECE):
                if "\0" in piece:
                    raise Refused(BROKEN_TABLE)
        except UnicodeDecodeError:
            return False
    return True


def _old_encoding(path: Path) -> str:
    iso = windows = 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            if b"\0" in piece:
                raise Refused(BROKEN_TABLE)
            if len(piece.translate(None, ONLY_WINDOWS)) < len(piece):
                return "cp1250"
            iso += len(piece) - len(piece.translate(None, ISO_SIGNS))
            windows += len(piece) - len(piece.translate(None, WINDOWS_SIGNS))
    return "iso8859_2" if iso > windows else "cp1250"


_STRICT = {each: _pattern(each, r'(?:[^"]|"")*', rf'(?! *")[^{re.escape(each)}]*') for each in DELIMITERS}
_LENIENT = {each: _pattern(each, r".*?", rf"[^{re.escape(each)}]*") for each in DELIMITERS}
