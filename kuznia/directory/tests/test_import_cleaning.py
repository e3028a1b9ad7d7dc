"""Rows are cleaned: names in another case, addresses behind them, numbers as spreadsheets leave them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuznia.directory.importing import cells
from kuznia.directory.importing.names import (
    in_nominative,
    kind_and_form,
    name_key,
    with_polish_quotes,
    without_address,
)
from kuznia.directory.importing.rows import BadRow, CleanRow, read_row
from kuznia.directory.importing.vocabulary import vocabulary_of_county
from kuznia.lib.errors import Refused

pytestmark = pytest.mark.django_db


def cleaned(**row: str) -> CleanRow | BadRow | None:
    columns = {name: number for number, name in enumerate(row)}
    return read_row(7, list(row.values()), columns, vocabulary_of_county())


def values(**row: str) -> dict[str, object]:
    found = cleaned(**row)
    assert isinstance(found, CleanRow)
    return {name: value for name, value in found.values.items() if name != "name"}


def notes(**row: str) -> tuple[str, ...]:
    found = cleaned(**row)
    assert isinstance(found, CleanRow)
    return found.notes


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Fundacją Iskra", "Fundacja Iskra"),
        ("fundacji Nowa Nadzieja", "Fundacja Nowa Nadzieja"),
        ("FUNDACJĘ ISKRA", "FUNDACJA ISKRA"),
        ("Ochotniczej Straży Pożarnej w Nadarzynie", "Ochotnicza Straż Pożarna w Nadarzynie"),
        ("Uczniowskim Klubem Sportowym „Żbik”", "Uczniowski Klub Sportowy „Żbik”"),
        ("Kołu Gospodyń Wiejskich", "Koło Gospodyń Wiejskich"),
        ("Stowarzyszenie Rodziców", "Stowarzyszenie Rodziców"),
        ("Iskra Fundacji", "Iskra Fundacji"),
    ],
)
def test_name_is_put_into_the_nominative(typed: str, name: str) -> None:
    assert in_nominative(typed) == name


@pytest.mark.parametrize(
    ("typed", "name", "address"),
    [
        ("Fundacja Iskra, ul. Długa 5, 05-800 Pruszków", "Fundacja Iskra", "ul. Długa 5, 05-800 Pruszków"),
        ("Fundacja Iskra ul. Długa 5", "Fundacja Iskra", "ul. Długa 5"),
        ("Fundacja Iskra (ul. Długa 5, Pruszków)", "Fundacja Iskra", "ul. Długa 5, Pruszków"),
        ("Fundacja Iskra, Długa 5, 05-800 Pruszków", "Fundacja Iskra", "Długa 5, 05-800 Pruszków"),
        ("Fundacja Iskra; adres: Długa 5", "Fundacja Iskra", "Długa 5"),
        ("Stowarzyszenie Plac Zabaw nr 5", "Stowarzyszenie Plac Zabaw nr 5", ""),
        ("Fundacja, która daje", "Fundacja, która daje", ""),
        ("ul. Długa 5", "ul. Długa 5", ""),
    ],
)
def test_address_is_parted_from_the_name(typed: str, name: str, address: str) -> None:
    assert without_address(typed) == (name, address)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ('Fundacja "Iskra"', "Fundacja „Iskra”"),
        ("Fundacja „Iskra", "Fundacja „Iskra”"),
        ('Fundacja Iskra"', "Fundacja Iskra"),
        ("„Fundacja Iskra”", "Fundacja Iskra"),
        ('"Fundacja „Iskra””', "Fundacja „Iskra”"),
        ("Fundacja ,,Iskra''", "Fundacja „Iskra”"),
        ('"Iskra" i "Młot"', "„Iskra” i „Młot”"),
        ('Fundacja ""', "Fundacja"),
        ("Fundacja Iskra", "Fundacja Iskra"),
    ],
)
def test_quotes_are_written_in_polish_and_closed(typed: str, name: str) -> None:
    assert with_polish_quotes(typed) == name


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Fundacja Iskra", ("ngo", "foundation")),
        ("UKS Żbik", ("ngo", "sports_club")),
        ("Grupa nieformalna Sąsiedzi", ("informal_group", "")),
        ("Miejska Biblioteka Publiczna", ("institution", "")),
        ("Stowarzyszenie Przyjaciół Biblioteki", ("ngo", "association")),
        ("Kuźnia sp. z o.o.", ("company", "")),
        ("Kuźnia sp. z o.o. non profit", ("ngo", "non_profit_company")),
        ("Nasza Polana", ("ngo", "other")),
        ("Parafialny Klub Sportowy Iskra", ("ngo", "sports_club")),
    ],
)
def test_kind_and_legal_form_are_told_by_the_name(name: str, found: tuple[str, str]) -> None:
    assert kind_and_form(name) == found


@pytest.mark.parametrize(
    ("register", "typed", "number"),
    [
        ("krs", "123456", "0000123456"),
        ("krs", "KRS: 0000 123 456", "0000123456"),
        ("krs", "123456.0", "0000123456"),
        ("nip", "526–10–40–828", "5261040828"),
        ("nip", "PL 526 104 08 28", "5261040828"),
        ("regon", "10001115", "010001115"),
        ("regon", "brak", ""),
        ("krs", " - ", ""),
    ],
)
def test_number_is_cleaned(register: str, typed: str, number: str) -> None:
    assert cells.number_of(register, typed) == number


def test_number_shortened_by_a_spreadsheet_is_refused() -> None:
    with pytest.raises(Refused, match="Arkusz skrócił numer do „1,23E"):
        cells.number_of("nip", "1,23E+09")


def test_row_without_anything_is_nothing() -> None:
    assert cleaned(name=" ", krs="") is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"name": "–", "krs": "1"}, "W tym wierszu nie ma nazwy."),
        ({"name": "x" * 251}, "Nazwa ma ponad 250 znaków."),
        ({"name": "Iskra", "krs": "=1+1"}, "W tym wierszu jest formuła. Wstaw w jej miejsce samą wartość."),
        ({"name": "Iskra", "krs": "12345678901"}, "Numer KRS ma 10 cyfr, na przykład 0000123456."),
        ({"name": "Iskra", "municipality": "Sopot"}, "W tym powiecie nie ma gminy „Sopot”."),
    ],
)
def test_bad_row_says_why(row: dict[str, str], reason: str) -> None:
    found = cleaned(**row)

    assert isinstance(found, BadRow)
    assert (found.number, found.reason) == (7, reason)


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize("typed", ["Brwinów", "BRWINOW", "gmina Brwinów", "142103", "1421033"])
def test_gmina_is_known_by_name_and_code(typed: str) -> None:
    assert values(name="Iskra", municipality=typed) == {"municipality": "142103"}


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("17, 1aa", ("1aa", "17")),
        ("pkt 17) sport; kultura i dziedzictwo", ("16", "17")),
        ("Kultura", ("16",)),
        ("kultura, sztuka, ochrona dóbr kultury i dziedzictwa narodowego", ("16",)),
    ],
)
def test_spheres_are_known_by_code_and_name(typed: str, codes: tuple[str, ...]) -> None:
    assert values(name="Iskra", spheres=typed) == {"spheres": codes}


@pytest.mark.parametrize(
    ("row", "note"),
    [
        ({"spheres": "magia"}, "Pominięto, bo tego nie znamy: magia."),
        ({"legal_form": "loża"}, "Pominięto, bo tego nie znamy: loża."),
        ({"public_email": "biuro małpa"}, "Pominięto, bo to nie jest właściwy adres: biuro małpa."),
        ({"opp": "może"}, "Pominięto, bo nie znaczy ani „tak”, ani „nie”: może."),
        ({"public_phone": "1" * 41}, f"Skrócone do 40 znaków: {'1' * 40}…"),
    ],
)
def test_small_fault_is_left_out_and_noted(row: dict[str, str], note: str) -> None:
    assert notes(name="Iskra", **row) == (note,)


def test_empty_words_say_nothing() -> None:
    row = {"website": "brak", "public_phone": "-", "short_name": "nie dotyczy", "public_email": "–"}

    assert values(name="Iskra", **row) == {}


def test_address_of_several_columns_is_put_together() -> None:
    found = values(name="Iskra", street="Długa 5", postcode="05-800", town="Pruszków")

    assert found == {"address": "Długa 5, 05-800 Pruszków"}


def test_legal_form_under_kind_is_taken_for_what_it_is() -> None:
    assert values(name="Iskra", kind="Fundacja") == {"legal_form": "foundation"}


def test_words_of_cells_are_understood() -> None:
    found = values(name="Iskra", opp="TAK", website="iskra.example", kind="instytucja", krs='="0000000012"')

    assert found == {
        "opp": True,
        "website": "https://iskra.example",
        "kind": "institution",
        "krs": "0000000012",
    }


@given(st.text(max_size=80))
def test_cleaning_a_name_twice_changes_nothing_more(text: str) -> None:
    once = in_nominative(with_polish_quotes(cells.tidy(text)))

    twice = in_nominative(with_polish_quotes(cells.tidy(once)))

    assert name_key(twice) == name_key(once)


@given(st.text(max_size=60), st.sampled_from(sorted(cells.NUMBERS)))
def test_any_number_is_cleaned_or_refused(text: str, register: str) -> None:
    try:
        found = cells.number_of(register, cells.tidy(text))
    except Refused:
        found = ""

    assert found == "" or found.isdigit()
