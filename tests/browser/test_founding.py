"""A founder registers an organisation, an officer lets her in, she invites one more, who takes the role by her link."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from kuznia.directory.models import Organisation, Representation
from kuznia.jobs.worker import run_waiting_jobs
from tests.browser.steps import heading, overflow, sign_in
from tests.live_site import House

pytestmark = pytest.mark.browser
NAME = "Grupa Próbna „Iskierka”"


def fill_in_the_page(page: Page) -> None:
    page.goto("/organizacje/")
    page.get_by_role("link", name="Zgłoś swoją organizację").click()
    page.get_by_label("grupa nieformalna").check()
    page.get_by_label("Pełna nazwa").fill(NAME)
    page.get_by_label("Gmina").select_option(label="Nadarzyn")
    page.get_by_label("Co robicie, w jednym zdaniu").fill("Czytamy dzieciom.")
    page.get_by_label("Twoja funkcja w organizacji").fill("liderka")
    page.get_by_label("Mogę podpisywać w jej imieniu").check()
    page.get_by_label("Oświadczam, że mam prawo").check()
    page.get_by_role("button", name="Wyślij do urzędu").click()


def open_letter_called(page: Page, house: House, subject: str) -> None:
    run_waiting_jobs()
    house.let_pass(seconds=1)
    page.goto("/skrzynka/")
    page.get_by_role("link", name=subject).first.click()


@pytest.mark.parametrize("width", [1280, 390])
def test_founder_registers_is_let_in_and_invites_one_more(house: House, width: int) -> None:
    founder, officer, invited = (house.window(width=width) for _person in range(3))

    fill_in_the_page(founder)
    founder.locator(".roles button", has_text="Ewa Iskra").click()
    founder.get_by_role("button", name="Wyślij do urzędu").click()
    assert (heading(founder), overflow(founder)) == ("Zgłoszenie jest w urzędzie", 0)

    sign_in(officer, "Anna Kuźnik")
    officer.goto("/urzad/zgloszenia/")
    officer.get_by_role("link", name=NAME).click()
    officer.get_by_role("button", name="Przyjmij i potwierdź").click()
    assert Organisation.objects.get(name=NAME).is_active

    sign_in(founder, "Ewa Iskra")
    founder.goto(f"/moje/organizacje/{Organisation.objects.get(name=NAME).slug}/przedstawiciele/")
    founder.get_by_role("button", name=NAME).click()
    founder.get_by_label("Imię i nazwisko").fill("Nina Nowa")
    founder.get_by_label("E-mail, którym ta osoba się loguje").fill("nina.nowa@example.org")
    founder.get_by_role("button", name="Wyślij zaproszenie").click()

    open_letter_called(invited, house, f"zaprasza Cię do działania w imieniu organizacji {NAME}")
    invited.get_by_role("link", name="Zobacz zaproszenie").click()
    invited.get_by_role("button", name="Tak, chcę działać w jej imieniu").click()
    assert heading(invited) == "Działasz w imieniu organizacji"
    assert Representation.objects.filter(person__email="nina.nowa@example.org").count() == 1
