"""Lists of sign-ups as files: CSV as a Polish Excel opens it, and XLSX. No cell ever becomes a formula.

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

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from kuznia.events.desk import SignUpRow
from kuznia.events.models import Delegation, Question, Registration
from kuznia.events.states import ComingFor
from kuznia.lib.clock import WARSAW

Cell: TypeAlias = str | datetime
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What XML can't hold, and control characters that no cell needs.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WIDTHS = (12, 30, 34, 18, 24, 44, 40, 26, 18, 18, 10, 14, 24, 12, 18, 14, 30)


def header(questions: Sequence[Question] = ()) -> list[Cell]:
    """Return the names of the columns, the last ones being the organiser's own questions."""
    return [
        _("Code"),
        _("First name and surname"),
        _("E-mail"),
        _("Phone"),
        _("Comes for"),
        _("Organisation"),
        _("Sessions"),
        _("State"),
        pgettext("at", "Signed up"),
        pgettext("at", "Confirmed"),
        _("Wheelchair"),
        _("Sign language"),
        _("Diet"),
        _("Photographs"),
        _("How it came"),
        _("Delegation"),
        _("Contact of the delegation"),
        *(question.wording for question in questions),
    ]


def cells_of(row: SignUpRow, questions: Sequence[Question] = ()) -> list[Cell]:
    """Return one sign-up as cells, in the order of `header`."""
    registration = row.registration
    needs = getattr(registration, "needs", None)
    comes_alone = registration.coming_for == ComingFor.ONESELF
    return [
        registration.code,
        registration.name,
        registration.person.email or "",
        registration.phone,
        row.comes_for if comes_alone else str(registration.get_coming_for_display()),
        "" if comes_alone else row.comes_for,
        row.sessions,
        row.state.words,
        registration.arrived_at,
        registration.confirmed_at or "",
        _yes_no(needs is not None and needs.wheelchair),
        _yes_no(needs is not None and needs.interpreter),
        needs.diet if needs is not None else "",
        _yes_no(registration.allows_photos),
        str(registration.get_source_display()),
        row.delegation,
        _contact(registration.delegation),
        *_answers(registration, questions),
    ]


def table_of(rows: Iterable[SignUpRow], questions: Sequence[Question] = ()) -> list[list[Cell]]:
    """Return the whole list with its header; the answers stand in one column for each question."""
    return [header(questions), *(cells_of(row, questions) for row in rows)]


def cell_text(text: str) -> str:
    """Return the text as a cell may hold it: printable, and never the beginning of a formula."""
    kept = _UNPRINTABLE.sub("", text)
    is_risky = kept.startswith(FORMULA_STARTS) or kept.lstrip().startswith(FORMULA_STARTS)
    return f"'{kept}" if is_risky else kept


def as_csv(table: Iterable[Sequence[Cell]]) -> bytes:
    """Return the table as a CSV file that a Polish Excel opens with a double click."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([_as_text(cell) for cell in row] for row in table)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(table: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """Return the table as an XLSX file; texts are typed as texts, instants as local dates."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    for number, row in enumerate(table):
        sheet.append([_typed(sheet, cell, is_bold=number == 0) for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


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


def _answers(registration: Registration, questions: Sequence[Question]) -> list[str]:
    if not questions:
        return []
    said = {answer.question_id: answer.words for answer in registration.answers.all()}
    return [said.get(question.pk, "") for question in questions]


def _contact(delegation: Delegation | None) -> str:
    if delegation is None:
        return ""
    known = (delegation.contact_name, delegation.contact.email or "", delegation.contact_phone)
    return ", ".join(part for part in known if part)


def _yes_no(is_so: bool) -> str:
    return _("yes") if is_so else ""
