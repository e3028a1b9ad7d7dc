"""A contact without an account signs up several people, confirms, changes the list and cancels."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kuznia.events.models import Registration
from tests.browser.steps import conference, expect_refusal, heading, open_letter, overflow, texts
from tests.live_site import House

pytestmark = pytest.mark.browser
PEOPLE = ("Łucja Żądło", "Zenon Miech")
WINDOWS = [(1280, True), (390, False)]


@pytest.mark.parametrize(("width", "script"), WINDOWS)
def test_contact_signs_up_several_people_when_she_has_no_account(house: House, width, script):
    page = house.window(width=width, java_script_enabled=script)
    said = []

    _open_form(page)
    _fill_in(page)
    _send(page, house)
    said.append(heading(page))
    open_letter(page, house, "Potwierdź miejsca delegacji")
    page.get_by_role("link", name="Potwierdź miejsca").click()
    page.get_by_role("button", name="Potwierdź miejsca").click()
    said.append(heading(page))
    said += _taken_off(page)
    page.get_by_role("link", name="Odwołaj całą delegację").click()
    page.get_by_role("button", name="Tak, odwołuję wszystkie").click()
    said.append(heading(page))

    assert said == [
        "Jeszcze jeden krok: sprawdź e-mail",
        "Delegacja ma swoje miejsca",
        "miejsce potwierdzone",
        "odwołane",
        "Nikt z tej listy już nie przychodzi",
    ]
    assert _states() == ["cancelled", "cancelled"]


@pytest.mark.parametrize(("width", "script"), WINDOWS)
def test_more_rows_keep_what_is_typed(house: House, width, script):
    page = house.window(width=width, java_script_enabled=script)
    _open_form(page)
    _fill_in(page)

    page.get_by_role("button", name="Dodaj kolejne wiersze").click()

    expect(page.locator(".entry-row")).to_have_count(10)
    assert [page.locator(f"[name=row_{row}_name]").input_value() for row in range(2)] == list(PEOPLE)
    expect(page.locator("[name=row_5_name]")).to_be_focused()
    assert overflow(page) == 0


def test_form_is_no_wider_than_the_smallest_window_when_it_is_wrong(house: House):
    page = house.window(width=320)
    _open_form(page)

    _send(page, house)

    expect_refusal(page)
    assert overflow(page) == 0


def _open_form(page: Page) -> None:
    page.goto(conference().get_absolute_url())
    page.get_by_role("link", name="Przychodzi kilka osób? Zapisz wszystkie naraz").click()


def _fill_in(page: Page) -> None:
    page.locator("[name=contact_name]").fill("Jan Miech")
    page.locator("[name=email]").fill("jan.kontakt@example.org")
    page.get_by_label("grupa nieformalna").check()
    page.locator("[name=organisation_name]").fill("Koło Gospodyń")
    for row, (name, workshop) in enumerate(zip(PEOPLE, ("Fundraising", "Diagnoza"), strict=True)):
        page.locator(f"[name=row_{row}_name]").fill(name)
        choice = page.locator(f"select[name^=row_{row}_block]")
        choice.select_option(choice.locator("option", has_text=workshop).get_attribute("value"))
    page.get_by_label("Znam informację o danych osobowych.").check()


def _send(page: Page, house: House) -> None:
    house.let_pass(minutes=1)
    page.locator("form.sign-up p.row").get_by_role("button", name="Zapisz delegację").click()


def _taken_off(page: Page) -> list[str]:
    """Take the second person off the list, and return what it says of both."""
    page.locator("tbody tr", has_text=PEOPLE[1]).get_by_role("link", name="Wykreśl z listy").click()
    page.get_by_role("button", name="Wykreśl z listy").click()
    return texts(page, "tbody .tag")


def _states() -> list[str]:
    rows = Registration.objects.filter(name__in=PEOPLE).order_by("pk")
    return list(rows.values_list("state", flat=True))
