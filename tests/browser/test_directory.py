"""A representative keeps her organisation's page; an officer brings a table in, and takes it back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kuznia.directory.models import Organisation
from kuznia.jobs.worker import run_waiting_jobs
from tests.browser.steps import heading, overflow, sign_in
from tests.live_site import House

pytestmark = pytest.mark.browser
ISKRA = "/organizacje/stowarzyszenie-pokazowe-iskra/"
TABLE = "Nazwa;KRS;Gmina\nStowarzyszenie „Nowe Koło”;123 456;Brwinów\n;;Raszyn\n".encode("cp1250")


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)])
def test_representative_says_what_her_organisation_looks_for(house: House, width: int, script: bool) -> None:
    page = house.window(width=width, java_script_enabled=script)
    sign_in(page, "Jan Miech")

    page.goto("/moja-strona/")
    page.get_by_role("link", name="Stowarzyszenie Pokazowe „Iskra”").click()
    page.get_by_role("button", name="Stowarzyszenie Pokazowe „Iskra”").click()
    page.locator("[name=mission]").fill("Uczymy się od sąsiadów.")
    page.get_by_role("button", name="Zapisz zmiany").click()
    page.get_by_role("link", name="Szuka i daje").click()
    page.get_by_label("szukamy").check()
    page.get_by_label("sprzęt").check()
    page.get_by_label("W kilku słowach", exact=True).fill("Rzutnik na dwa wieczory")
    page.get_by_role("button", name="Dodaj na stronę").click()
    on_own_page = overflow(page)
    page.goto(ISKRA)

    expect(page.get_by_text("Rzutnik na dwa wieczory", exact=True).first).to_be_visible()
    expect(page.get_by_text("Uczymy się od sąsiadów.").first).to_be_visible()
    assert (on_own_page, overflow(page)) == (0, 0)


@pytest.mark.parametrize("width", [1280, 390])
def test_officer_imports_a_table_and_takes_it_back(house: House, width: int) -> None:
    page = house.window(width=width)
    sign_in(page, "Anna Kuźnik")

    page.goto("/urzad/organizacje/import/")
    page.set_input_files(
        "input[type=file]", files=[{"name": "lista.csv", "mimeType": "text/csv", "buffer": TABLE}]
    )
    page.get_by_role("button", name="Prześlij tabelę").click()
    _done(page, "Porównaj z katalogiem")
    assert (heading(page), overflow(page)) == ("lista.csv", 0)
    expect(page.get_by_text("W tym wierszu nie ma nazwy.")).to_have_count(1)
    _done(page, "Importuj do katalogu")
    imported = Organisation.objects.filter(krs="0000123456").count()
    _done(page, "Cofnij cały import")

    assert (imported, Organisation.objects.filter(krs="0000123456").count()) == (1, 0)


def _done(page: Page, button: str) -> None:
    """Press the button, let the worker do its work, and open what came of it."""
    page.get_by_role("button", name=button).click()
    run_waiting_jobs()
    page.reload()
    page.get_by_role("link", name="Otwórz wynik").click()
