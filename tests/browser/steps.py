"""What people do on the site, in their words: the journeys are told with these."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from kuznia.events.models import Event
from kuznia.jobs.worker import run_waiting_jobs
from tests.live_site import House

CONFERENCE = "Powiat dla społecznie aktywnych: konferencja organizacji"
NAME, EMAIL = "Łucja Żądło", "lucja.zadlo@example.org"


def conference() -> Event:
    """The open event of the demo: three workshops, one of them full."""
    return Event.objects.get(title=CONFERENCE)


def open_form(page: Page) -> None:
    """Go from the front page to the form, as somebody who came for the first time."""
    page.goto("/")
    page.get_by_role("link", name=CONFERENCE).first.click()
    page.locator("form#pick button").click()


def fill_in(page: Page, *, workshop: str = "Fundraising", email: str = EMAIL) -> None:
    """Answer the form for oneself."""
    page.get_by_label("Imię i nazwisko").fill(NAME)
    page.get_by_label("E-mail", exact=True).fill(email)
    page.get_by_label("we własnym imieniu").check()
    page.locator("label.shop", has_text=workshop).click()
    page.get_by_label("Znam informację o danych osobowych.").check()


def send(page: Page, house: House) -> None:
    """Press the button after a minute of filling in."""
    house.let_pass(minutes=1)
    page.locator("form.sign-up").get_by_role("button", name="Zapisz się").click()


def open_letter(page: Page, house: House, subject: str) -> None:
    """Let the mail be delivered, and open the latest letter with this subject in the demo's mailbox."""
    run_waiting_jobs()
    house.let_pass(seconds=1)
    page.goto("/skrzynka/")
    page.get_by_role("link", name=f"{subject}: {CONFERENCE}").first.click()


def sign_in(page: Page, name: str) -> None:
    """Enter as one of the demo's people."""
    page.goto("/konto/zaloguj/")
    page.locator(".roles button", has_text=name).click()
    page.wait_for_url(lambda url: "zaloguj" not in url)


def heading(page: Page) -> str:
    """The page's only first heading."""
    return " ".join(page.locator("h1").inner_text().split())


def texts(page: Page, selector: str) -> list[str]:
    """What stands in each of these elements, once the page that was asked for is there."""
    page.wait_for_load_state()
    return page.locator(selector).all_inner_texts()


def expect_refusal(page: Page) -> None:
    """The form came back and says in its title that something is to be corrected."""
    expect(page).to_have_title(re.compile("^Błąd:"))


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    # What was pressed before may have begun a new page, which has no element yet.
    page.wait_for_load_state()
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
