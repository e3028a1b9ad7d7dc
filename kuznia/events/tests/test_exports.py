"""Lists of sign-ups as CSV and XLSX: the same rows come back, and no cell is a formula."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kuznia.audit.queries import history_of
from kuznia.events.models import Event
from kuznia.events.services.exporting import note_sign_ups_taken
from kuznia.events.services.registrations import NeedsEntry
from kuznia.events.tests.desk_pages import desk_url, officer_client
from kuznia.events.tests.factories import make_event, make_other_office, make_registration, make_workshop
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import Visitor
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

    assert count_queries(lambda: officer.get(url)) == few == 12


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_export_stands_in_the_events_history_with_who_took_it(officer: Client, ending: str) -> None:
    event = make_event()
    for name in ("Piotr Żar", "Ewa Iskra"):
        make_registration(event, name=name)

    officer.get(desk_url(f"desk-registrations-{ending}", event))

    last = history_of(event, audiences=("office",))[0]
    told = f"Pobrano plik: lista zapisów ({ending.upper()}). Pozycji: 2."
    assert (last.sentence, last.who, last.acted_for) == (told, "Jan Urzędowy", event.authority.name)


def test_history_tells_by_what_the_list_was_filtered_but_not_which_words(officer: Client) -> None:
    event = make_event()
    workshop = make_workshop(event, "Fundraising")
    asked = {"q": "Iskra", "state": "held", "source": "web", "session": str(workshop.pk), "delegation": "A1"}

    officer.get(desk_url("desk-registrations-csv", event), asked)

    filters = "Fundraising, czeka na potwierdzenie, na stronie, jedna delegacja, szukane słowa"
    assert _last_sentence(event) == f"Pobrano plik: lista zapisów (CSV). Pozycji: 0. Filtry: {filters}."


def test_history_speaks_of_an_export_in_the_language_of_its_reader(officer: Client) -> None:
    event = make_event()
    officer.get(desk_url("desk-registrations-csv", event), {"state": "held"})

    with translation.override("en"):
        told = _last_sentence(event)

    filtered = "Entries: 0. Filters: waits for confirmation."
    assert told == f"Took away as a file: list of sign-ups (CSV). {filtered}"


def test_export_is_neither_given_nor_recorded_when_another_office_asks(officer: Client) -> None:
    event = make_event()
    other = officer_client(make_other_office())

    answer = other.get(desk_url("desk-registrations-csv", event))

    assert (answer.status_code, history_of(event, audiences=("office",))) == (404, [])


def test_export_is_not_recorded_when_it_is_only_asked_whether_it_is_there(officer: Client) -> None:
    event = make_event()

    answer = officer.head(desk_url("desk-registrations-csv", event))

    assert (answer.status_code, history_of(event, audiences=("office",))) == (405, [])


@pytest.mark.django_db
def test_note_of_an_export_is_forbidden_when_a_stranger_makes_it() -> None:
    with pytest.raises(Forbidden) as refusal:
        note_sign_ups_taken(event=make_event(), what="x", count=1, filters=[], actor=Visitor())

    assert refusal.value.message == "To mogą zrobić tylko urzędnicy urzędu, który prowadzi to wydarzenie."


def _last_sentence(event: Event) -> str:
    return history_of(event, audiences=("office",))[0].sentence
