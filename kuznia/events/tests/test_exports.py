"""Lists of sign-ups as CSV and XLSX: the same rows come back, and no cell is a formula."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kuznia.events.services.registrations import NeedsEntry
from kuznia.events.tests.desk_pages import desk_url
from kuznia.events.tests.factories import make_event, make_registration, make_workshop
from kuznia.lib.sheets import FORMULA_STARTS, Cell, as_csv, as_xlsx, cell_text

BOM = b"\xef\xbb\xbf"
HOSTILE = [
    "=1+1",
    "+48 600",
    "-2",
    "@SUM(A1)",
    "\tx",
    "\r=x",
    "\n=x",
    " =1",
    "＝1",
    "'=1",
    '"; =1',
    "a;b",
    "a\r\nb",
    "#N/A",
]
texts = st.one_of(st.text(max_size=40), st.sampled_from(HOSTILE))
tables = st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=8)


def _read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(BOM)
    return list(csv.reader(StringIO(content.removeprefix(BOM).decode(), newline=""), delimiter=";"))


def _read_xlsx(content: bytes, *, rows: int, columns: int) -> list[list[str]]:
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows(max_row=rows, max_col=columns)]


@given(tables)
@settings(max_examples=150, deadline=None)
def test_csv_gives_back_the_rows_without_a_formula(table: list[list[str]]) -> None:
    read = _read_csv(as_csv(table))

    assert read == [[cell_text(cell) for cell in row] for row in table]
    assert not [cell for row in read for cell in row if cell.lstrip().startswith(FORMULA_STARTS)]


@given(tables)
@settings(max_examples=60, deadline=None)
def test_xlsx_gives_back_the_rows_without_a_formula(table: list[list[str]]) -> None:
    content = as_xlsx(table, title="Zapisy")

    expected = [[cell_text(cell) for cell in row] for row in table]
    assert _read_xlsx(content, rows=len(table), columns=3) == expected
    assert b"<f>" not in ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+48 600", "'+48 600"),
        ("-2", "'-2"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\r=x", "'=x"),
        ("  =x", "'  =x"),
        ("Ewa = Iskra", "Ewa = Iskra"),
        ("Łąka\x00\x1f", "Łąka"),
    ],
)
def test_cell_never_begins_a_formula(typed: str, kept: str) -> None:
    assert cell_text(typed) == kept


def test_instants_are_local_dates_in_both_files() -> None:
    table: list[list[Cell]] = [["a"], [datetime(2026, 12, 12, 9, 30, tzinfo=UTC)]]

    sheet = load_workbook(BytesIO(as_xlsx(table, title="Zapisy"))).active

    assert sheet is not None
    assert sheet["A2"].value == datetime(2026, 12, 12, 10, 30)
    assert as_csv(table) == BOM + b"a\r\n2026-12-12 10:30\r\n"


def test_officer_takes_the_filtered_list_away(officer: Client) -> None:
    event = make_event(slug="zjazd")
    workshop = make_workshop(event, "Fundraising")
    make_registration(event, name="Piotr Żar", session_ids=(workshop.pk,))
    sought = make_registration(
        event, name="=Ewa", session_ids=(workshop.pk,), needs=NeedsEntry(wheelchair=True, diet="bez mięsa")
    )

    answer = officer.get(desk_url("desk-registrations-csv", event), {"q": "ewa"})

    assert answer["Content-Disposition"] == 'attachment; filename="zapisy-zjazd.csv"'
    told = ["", "osoba prywatna", "", "Fundraising", "czeka na potwierdzenie", "2026-11-16 13:00", ""]
    needs = ["tak", "", "bez mięsa", "", "na stronie", "", ""]
    assert _read_csv(answer.content)[1:] == [[sought.code, "'=Ewa", str(sought.person.email), *told, *needs]]


def test_xlsx_has_the_same_rows_as_csv(officer: Client) -> None:
    event = make_event()
    for name in ("Piotr Żar", "Ewa Iskra"):
        make_registration(event, name=name)

    book = officer.get(desk_url("desk-registrations-xlsx", event), {"sort": "name"})
    text = officer.get(desk_url("desk-registrations-csv", event), {"sort": "name"})

    names = [row[1] for row in _read_xlsx(book.content, rows=3, columns=2)]
    assert (
        names == [row[1] for row in _read_csv(text.content)] == ["Imię i nazwisko", "Ewa Iskra", "Piotr Żar"]
    )


def test_export_has_as_many_queries_for_30_sign_ups_as_for_one(officer: Client, count_queries) -> None:
    event = make_event()
    workshop = make_workshop(event, capacity=None)
    url = desk_url("desk-registrations-xlsx", event)
    make_registration(event, session_ids=(workshop.pk,))
    few = count_queries(lambda: officer.get(url))
    for _each in range(29):
        make_registration(event, session_ids=(workshop.pk,))

    assert count_queries(lambda: officer.get(url)) == few == 9
