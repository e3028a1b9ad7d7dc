"""Columns are found by their headings, in Polish and English."""

from __future__ import annotations

import pytest
from django.utils import translation

from kuznia.directory.imported import EXPORTED, header
from kuznia.directory.importing.columns import columns_of, headings_key


@pytest.mark.parametrize("language", ["pl", "en"])
def test_headings_of_an_export_are_all_known(language: str) -> None:
    with translation.override(language):
        found = columns_of(header())

    assert found == {field: number for number, field in enumerate(EXPORTED)}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("NAZWA ORGANIZACJI", "name"),
        ("Pełna nazwa (zgodnie z KRS)", "name"),
        ("Organisation name", "name"),
        ("Nr KRS", "krs"),
        ("Numer NIP", "nip"),
        ("E-mail", "public_email"),
        ("Adres strony www", "website"),
        ("tel. kontaktowy", "public_phone"),
        ("Gmina / miasto", "municipality"),
        ("Kod TERYT gminy", "municipality"),
        ("Czy ma status OPP?", "opp"),
        ("Sfery pożytku publicznego", "spheres"),
        ("Nr rachunku bankowego", "account"),
        ("Legal form", "legal_form"),
        ("Ulubiony kolor", ""),
    ],
)
def test_heading_names_its_column(heading: str, field: str) -> None:
    assert columns_of([heading]) == ({field: 0} if field else {})


def test_surer_heading_wins() -> None:
    assert columns_of(["Nazwa gminy", "Nazwa"]) == {"municipality": 0, "name": 1}


def test_matching_is_remembered_however_headings_are_spelt() -> None:
    assert headings_key(["Nazwa", "Nr KRS"]) == headings_key(["NAZWA ", "KRS"])
