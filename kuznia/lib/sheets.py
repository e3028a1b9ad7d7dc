"""Tables as files: CSV as a Polish Excel opens it, and XLSX. No cell ever becomes a formula.

CSV: UTF-8 with a byte order mark (else Excel reads it as Windows-1250), semicolons (the comma is the Polish decimal
sign), rows ended by CRLF. XLSX: written row by row, every text typed as a text. In both, a text that a spreadsheet
would read as a formula begins with an apostrophe: files are copied, converted and pasted further.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from kuznia.lib.clock import WARSAW

Cell: TypeAlias = str | datetime
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What XML can't hold, and control characters that no cell needs.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def cell_text(text: str) -> str:
    """Return the text as a cell may hold it: printable, and never the beginning of a formula."""
    kept = _UNPRINTABLE.sub("", text)
    return f"'{kept}" if _is_risky(kept) else kept


def typed_text(cell: str) -> str:
    """Return the text that `cell_text` made harmless, without its apostrophe."""
    bare = cell.removeprefix("'")
    return bare if _is_risky(bare) else cell


def as_csv(table: Iterable[Sequence[Cell]]) -> bytes:
    """Return the table as a CSV file that a Polish Excel opens with a double click."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_as_text(cell) for cell in row] for row in table)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(table: Iterable[Sequence[Cell]], *, title: str, widths: Sequence[int] = ()) -> bytes:
    """Return the table as an XLSX file; texts are typed as texts, instants as local dates."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, row in enumerate(table):
        sheet.append([_typed(sheet, cell, is_bold=number == 0) for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _is_risky(text: str) -> bool:
    return text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS)


def _typed(sheet: object, cell: Cell, *, is_bold: bool) -> WriteOnlyCell:
    if isinstance(cell, datetime):
        made = WriteOnlyCell(sheet, value=cell.astimezone(WARSAW).replace(tzinfo=None, microsecond=0))
        made.number_format = "yyyy-mm-dd hh:mm"
        return made
    made = WriteOnlyCell(sheet, value=cell_text(cell))
    # openpyxl guesses: what looks like a formula or an error would not stay a text.
    made.data_type = "s"
    if is_bold:
        made.font = Font(bold=True)
    return made


def _as_text(cell: Cell) -> str:
    return cell_text(cell) if isinstance(cell, str) else cell.astimezone(WARSAW).strftime("%Y-%m-%d %H:%M")
