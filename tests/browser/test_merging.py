"""An officer joins two records of one organisation and takes it back, on a desk and on a phone without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.steps import heading, overflow, sign_in
from tests.live_site import House

pytestmark = pytest.mark.browser
KEPT, GONE = "Stowarzyszenie Pokazowe „Podkowa”", "Stow. Pokazowe Podkowa"


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)])
def test_officer_joins_two_records_and_parts_them_again(house: House, width: int, script: bool) -> None:
    page = house.window(width=width, java_script_enabled=script)
    sign_in(page, "Anna Kuźnik")

    _join(page)
    reader = house.window()
    reader.goto("/organizacje/stow-pokazowe-podkowa/")
    led_to = heading(reader)
    _part(page)
    reader.goto("/organizacje/stow-pokazowe-podkowa/")

    assert (led_to, heading(reader)) == (KEPT, GONE)


def _join(page: Page) -> None:
    page.goto("/urzad/organizacje/")
    page.get_by_role("link", name="Możliwe powtórzenia").click()
    page.get_by_role("button", name="Przeszukaj katalog teraz").click()
    page.get_by_role("link", name=f"Połącz {KEPT}").click()
    page.get_by_role("radio", name="W jednym zdaniu: Przewóz osób starszych.").check()
    assert overflow(page) == 0
    page.get_by_role("button", name="Połącz wpisy").click()


def _part(page: Page) -> None:
    page.get_by_role("link", name=GONE).click()
    page.get_by_label("Dlaczego, w jednym zdaniu").fill("Sprawdzone: to dwie organizacje.")
    assert overflow(page) == 0
    page.get_by_role("button", name="Cofnij połączenie").click()
