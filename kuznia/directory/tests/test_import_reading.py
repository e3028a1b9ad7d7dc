"""Tables are read as people save them: encodings, delimiters, quotes, joined cells; what is no table is refused."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kuznia.directory.importing.columns import recognised
from kuznia.directory.importing.csv_reader import csv_rows, encoding_of
from kuznia.directory.importing.sheets import Sheet, sheet_of
from kuznia.files.intake import table_kind_of
from kuznia.lib.errors import Refused
from kuznia.lib.sheets import as_csv, cell_text

HEAD = "Nazwa;Gmina;KRS"
signs = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
tables = st.lists(st.lists(st.text(signs, max_size=20), min_size=3, max_size=3), min_size=1, max_size=6)


def csv_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "tabela.csv"
    path.write_bytes(text.encode(encoding))
    return path


def read_csv(folder: Path, text: str, encoding: str = "utf-8") -> list[list[str]]:
    return [cells for _number, cells in csv_rows(csv_file(folder, text, encoding), recognised)]


def workbook(folder: Path, *rows: Sequence[object], joined: str = "") -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if joined:
        book.active.merge_cells(joined)
    path = folder / "tabela.xlsx"
    book.save(path)
    return path


def read(path: Path) -> Sheet:
    return sheet_of(path, table_kind_of(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250", "iso-8859-2"])
def test_csv_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    rows = read_csv(tmp_path, f"{HEAD}\nŻółta Łąka Ślężą źdźbła;Piastów;1\n", encoding)

    assert rows == [["Nazwa", "Gmina", "KRS"], ["Żółta Łąka Ślężą źdźbła", "Piastów", "1"]]


def test_windows_is_told_by_its_typographic_quotes(tmp_path: Path) -> None:
    assert encoding_of(csv_file(tmp_path, "Nazwa\nFundacja „Iskra” – ąę\n", "cp1250")) == "cp1250"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_with_every_delimiter(tmp_path: Path, delimiter: str) -> None:
    text = "Nazwa;Gmina;KRS\nIskra;Brwinów;12\n".replace(";", delimiter)

    assert read_csv(tmp_path, text)[1] == ["Iskra", "Brwinów", "12"]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('"Fundacja ""Iskra""";Raszyn;1', ['Fundacja "Iskra"', "Raszyn", "1"]),
        ('"Fundacja "Iskra"";Raszyn;1', ['Fundacja "Iskra"', "Raszyn", "1"]),
        ('"Fundacja; Iskra";Raszyn;1', ["Fundacja; Iskra", "Raszyn", "1"]),
        ('"Fundacja Iskra;Raszyn;1', ["Fundacja Iskra", "Raszyn", "1"]),
        ('Fundacja "Iskra;Raszyn;1', ['Fundacja "Iskra', "Raszyn", "1"]),
        ('Fundacja Iskra;"Raszyn;1', ["Fundacja Iskra", "Raszyn", "1"]),
        ('"Fundacja\nIskra";Raszyn;1', ["Fundacja\nIskra", "Raszyn", "1"]),
        ("Fundacja „Iskra”;Raszyn;1", ["Fundacja „Iskra”", "Raszyn", "1"]),
    ],
)
def test_quotes_right_and_wrong_part_the_same_cells(tmp_path: Path, line: str, cells: list[str]) -> None:
    rows = read_csv(tmp_path, f"{HEAD}\n{line}\nMłot;Piastów;2\n")

    assert rows[1:] == [cells, ["Młot", "Piastów", "2"]]


def test_first_line_of_excel_is_no_row(tmp_path: Path) -> None:
    assert read_csv(tmp_path, "sep=,\nNazwa,KRS\nIskra,1\n") == [["Nazwa", "KRS"], ["Iskra", "1"]]


@given(tables)
@settings(max_examples=80, deadline=None)
def test_csv_of_our_own_gives_back_every_cell(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "tabela.csv"
    path.write_bytes(as_csv([["Nazwa", "Gmina", "KRS"], *table]))

    rows = [cells for _number, cells in csv_rows(path, recognised)]

    assert rows[1:] == [[cell_text(cell) for cell in row] for row in table]


@given(st.binary(min_size=1, max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "tabela.csv"
    path.write_bytes(content)

    try:
        found = list(read(path).rows())
    except Refused as refused:
        found = [(0, [refused.message])]

    assert isinstance(found, list)


def test_headings_are_found_below_a_title(tmp_path: Path) -> None:
    sheet = read(csv_file(tmp_path, f"Wykaz organizacji;;\n;;\n{HEAD}\nIskra;Raszyn;1\n\nMłot;Raszyn;2\n"))

    rows = list(sheet.rows())

    assert (sheet.heading_row, [number for number, _cells in rows]) == (3, [4, 6])


def test_cells_joined_downwards_count_in_every_row(tmp_path: Path) -> None:
    head = ["Nazwa", "Gmina", "KRS"]
    path = workbook(
        tmp_path, head, ["Iskra", "Raszyn", 1], ["Młot", None, 2], ["Miech", "Piastów", 3], joined="B2:B3"
    )

    rows = [cells[:3] for _number, cells in read(path).rows()]

    assert rows == [["Iskra", "Raszyn", "1"], ["Młot", "Raszyn", "2"], ["Miech", "Piastów", "3"]]


def test_formula_of_a_workbook_is_never_computed(tmp_path: Path) -> None:
    path = workbook(
        tmp_path, ["Nazwa", "KRS"], ["Iskra", "=1+1"], ["Młot", '=HYPERLINK("https://example.org")']
    )

    cells = [row[1] for _number, row in read(path).rows()]

    assert cells == ["=1+1", '=HYPERLINK("https://example.org")']


def test_zip_bomb_dressed_as_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomba.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * 90_000_000)

    with pytest.raises(Refused, match="Ten plik po rozpakowaniu jest o wiele większy"):
        table_kind_of(path)


def test_workbook_with_too_much_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path, ["Nazwa"], ["Iskra"])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings2.xml", "x" * 11)
    monkeypatch.setattr("kuznia.directory.importing.xlsx_reader.MOST_SHARED_TEXT", 10)

    with pytest.raises(Refused, match="Ta tabela po rozpakowaniu ma za dużo tekstu"):
        read(path)


def test_workbook_with_a_huge_part_that_is_read_whole_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, ["Nazwa"], ["Iskra"])
    monkeypatch.setattr("kuznia.directory.importing.xlsx_reader.MOST_READ_WHOLE", 10)

    with pytest.raises(Refused, match="Ta tabela po rozpakowaniu ma za dużo tekstu"):
        read(path)


def test_broken_workbook_is_refused(tmp_path: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<nic>")
    path = tmp_path / "tabela.xlsx"
    path.write_bytes(out.getvalue())

    with pytest.raises(Refused, match="Ta tabela się nie otwiera"):
        read(path)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 x", b"<html><table>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"a\0b", b"  "]
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tabela.csv"
    path.write_bytes(content)

    with pytest.raises(Refused):
        read(path)


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kuznia.directory.importing.sheets.MOST_ROWS", 1)

    with pytest.raises(Refused, match="ponad 50 000 wierszy"):
        list(read(csv_file(tmp_path, "Nazwa\na\nb\n")).rows())


@pytest.mark.parametrize("quote", ["", '"'])
def test_too_many_columns_are_refused(tmp_path: Path, quote: str) -> None:
    with pytest.raises(Refused, match="ponad 200 kolumn"):
        read(csv_file(tmp_path, f"Nazwa{quote}" + ";" * 300 + "\n"))


def test_too_long_a_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="ponad 60 000 znaków"):
        read(csv_file(tmp_path, "x" * 60_001))


def test_too_large_a_table_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kuznia.files.tables.LARGEST_TABLE", 3)

    with pytest.raises(Refused, match="Tabela może mieć do 50 MB"):
        table_kind_of(csv_file(tmp_path, "Nazwa"))
