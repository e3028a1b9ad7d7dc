"""What an officer, an administrator and an editor do in a morning."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kuznia.events.models import Event
from kuznia.jobs.worker import run_waiting_jobs
from tests.browser.steps import CONFERENCE, conference, heading, open_letter, overflow, sign_in, texts
from tests.live_site import House

pytestmark = pytest.mark.browser
TITLE = "Dzień otwarty kuźni"


@pytest.mark.parametrize("script", [True, False])
def test_officer_drafts_adds_the_programme_and_publishes(house: House, script):
    page = house.window(java_script_enabled=script)
    sign_in(page, "Anna Kuźnik")

    _draft(page)
    _add_talk(page)
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Ogłoś").click()
    page.get_by_role("button", name="Ogłoś wydarzenie").click()
    reader = house.window()
    reader.goto("/wydarzenia/")
    reader.get_by_role("link", name=TITLE).click()

    assert heading(reader) == TITLE
    assert texts(reader, ".agenda h3") == ["Pokaz kucia"]


def _draft(page: Page) -> None:
    page.goto("/urzad/wydarzenia/")
    page.get_by_role("link", name="Nowe wydarzenie").click()
    page.get_by_label("Tytuł", exact=True).fill(TITLE)
    page.get_by_label("W dwóch zdaniach", exact=True).fill("Pokaz i rozmowa. Każdy może przyjść.")
    _moment(page, "starts_at", "10:00")
    _moment(page, "ends_at", "12:00")
    page.get_by_label("Miejsce", exact=True).select_option(label="Starostwo Powiatowe w Pruszkowie")
    page.get_by_label("Osoba do kontaktu").fill("Anna Kuźnik")
    page.get_by_label("E-mail do pytań").fill("ngo@example.org")
    page.get_by_role("button", name="Zapisz szkic").click()


def _add_talk(page: Page) -> None:
    page.goto(f"/urzad/wydarzenia/{Event.objects.get(title=TITLE).slug}/program/")
    page.get_by_role("link", name="Dodaj punkt").click()
    page.get_by_label("Tytuł", exact=True).fill("Pokaz kucia")
    _moment(page, "starts_at", "10:00")
    _moment(page, "ends_at", "11:00")
    page.get_by_role("button", name="Zapisz punkt").click()


def _moment(page: Page, name: str, hour: str) -> None:
    page.locator(f"[name={name}_0]").fill("2027-05-08")
    page.locator(f"[name={name}_1]").fill(hour)


def test_those_who_signed_up_are_told_when_an_officer_moves_the_end(house: House):
    page = house.window()
    sign_in(page, "Anna Kuźnik")
    page.goto(f"/urzad/wydarzenia/{conference().slug}/opis/")

    page.locator("[name=ends_at_1]").fill("17:00")
    page.get_by_role("button", name="Zapisz zmiany").click()
    page.goto(conference().get_absolute_url())
    changes = page.locator(".log").inner_text()
    open_letter(page, house, "Zmiana")

    assert "17.00" in changes
    assert "17.00" in page.get_by_role("article").inner_text()


def test_event_says_why_when_an_officer_cancels_it(house: House):
    page = house.window()
    sign_in(page, "Anna Kuźnik")
    page.goto(f"/urzad/wydarzenia/{conference().slug}/")

    page.get_by_role("link", name="Odwołaj wydarzenie").click()
    page.get_by_label("Powód").fill("Awaria ogrzewania.")
    page.get_by_role("button", name="Odwołaj wydarzenie").click()
    run_waiting_jobs()
    reader = house.window()
    reader.goto(conference().get_absolute_url())

    assert "Awaria ogrzewania." in reader.get_by_role("main").inner_text()
    expect(reader.locator("form#pick")).to_have_count(0)


@pytest.mark.parametrize(("link", "begins"), [("CSV", b"\xef\xbb\xbf"), ("XLSX", b"PK")])
def test_officer_takes_the_list_home(house: House, link, begins):
    page = house.window()
    sign_in(page, "Anna Kuźnik")
    page.goto(f"/urzad/wydarzenia/{conference().slug}/")

    with page.expect_download() as taken:
        page.get_by_role("link", name=link).click()

    assert Path(taken.value.path()).read_bytes().startswith(begins)


def test_officer_finds_one_sign_up_among_many_when_she_uses_a_phone(house: House):
    page = house.window(width=390)
    sign_in(page, "Anna Kuźnik")
    page.goto("/urzad/wydarzenia/")
    page.get_by_role("link", name=CONFERENCE).click()

    page.locator("#q").fill("Hartownik")
    page.locator("#q").press("Enter")

    names = texts(page, "tbody th a")
    assert names
    assert {name.split()[-1] for name in names} == {"Hartownik"}
    assert overflow(page) == 0


def test_new_phone_stands_at_the_end_of_every_page_when_the_administrator_saves_it(house: House):
    page = house.window()
    sign_in(page, "Zofia Kowadło")
    page.get_by_role("link", name="Powiat i ludzie").click()

    page.get_by_label("Telefon", exact=False).first.fill("22 123 45 67")
    page.get_by_role("button", name="Zapisz zmiany").click()
    house.let_pass(minutes=1)
    reader = house.window()
    reader.goto("/")

    assert reader.locator(".foot-site a[href^='tel:']").inner_text() == "22 123 45 67"


def test_resident_does_not_enter_the_desk(house: House):
    page = house.window()
    sign_in(page, "Ewa Iskra")

    page.goto("/urzad/wydarzenia/")

    expect(page).to_have_title(re.compile("^Nie możesz"))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


def test_editor_enters_the_newsroom_from_the_desk(house: House):
    page = house.window()
    sign_in(page, "Olga Hartownik")

    page.get_by_role("link", name="Redakcja").first.click()

    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    assert "/redakcja/" in page.url
