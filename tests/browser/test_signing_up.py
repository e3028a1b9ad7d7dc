"""A resident without an account signs up, confirms, changes and cancels."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kuznia.events.models import Registration
from tests.browser.steps import (
    EMAIL,
    NAME,
    conference,
    expect_refusal,
    fill_in,
    heading,
    open_form,
    open_letter,
    overflow,
    send,
    sign_in,
    texts,
)
from tests.live_site import House

pytestmark = pytest.mark.browser
WINDOWS = [(1280, True), (1280, False), (390, True), (390, False)]


@pytest.mark.parametrize(("width", "script"), WINDOWS)
def test_resident_signs_up_changes_and_cancels_when_she_has_no_account(house: House, width, script):
    page = house.window(width=width, java_script_enabled=script)
    said = []

    open_form(page)
    fill_in(page)
    send(page, house)
    said.append(heading(page))
    open_letter(page, house, "Potwierdź miejsce")
    page.get_by_role("link", name="Potwierdź miejsce").click()
    page.get_by_role("button", name="Potwierdź miejsce").click()
    said.append(heading(page))
    said.append(_changed_to_diagnosis(page))
    page.get_by_role("link", name="Zrezygnuj").click()
    page.get_by_role("button", name="Tak, rezygnuję").click()
    said.append(heading(page))

    assert said == [
        "Jeszcze jeden krok: sprawdź e-mail",
        "Miejsce jest Twoje",
        "Diagnoza lokalna",
        "Zapis odwołany",
    ]
    assert _states() == ["cancelled"]


def _changed_to_diagnosis(page: Page) -> str:
    page.get_by_role("link", name="Zmień zapis").click()
    page.locator("label.shop", has_text="Diagnoza lokalna").click()
    page.get_by_role("button", name="Zapisz zmianę").click()
    expect(page.get_by_role("status")).to_have_text("Zapis zmieniony.")
    return page.locator("dl.sum div", has_text="Warsztat").locator("dd > span").first.inner_text()


def _states() -> list[str]:
    return list(Registration.objects.filter(person__email=EMAIL).values_list("state", flat=True))


def test_form_says_what_to_correct_when_it_is_sent_empty(house: House):
    page = house.window()
    open_form(page)

    send(page, house)

    expect_refusal(page)
    expect(page.locator(".errsum")).to_be_focused()
    assert page.evaluate(
        "!!(document.querySelector('.errsum').compareDocumentPosition(document.querySelector('h1')) & 4)"
    )
    assert texts(page, ".errsum li") == [
        "Wpisz imię i nazwisko.",
        "Wpisz swój adres e-mail.",
        "Wybierz, w czyim imieniu przychodzisz.",
        "Wybierz jedno z zajęć.",
        "Zaznacz, że znasz informację o danych osobowych.",
    ]


def test_links_of_the_summary_go_to_their_fields(house: House):
    page = house.window()
    open_form(page)
    send(page, house)

    reached = []
    expect(page.locator(".errsum a")).to_have_count(5)
    for link in page.locator(".errsum a").all():
        link.click()
        reached.append(page.evaluate("document.activeElement.name"))

    block = page.locator("label.shop input").first.get_attribute("name")
    assert reached == ["name", "email", "coming_for", block, "knows_notice"]


def test_what_is_typed_stays_when_one_answer_is_wrong(house: House):
    page = house.window()
    open_form(page)
    fill_in(page, email="lucja bez małpy")

    send(page, house)

    expect(page.locator(".errsum li")).to_have_count(1)
    assert page.get_by_label("Imię i nazwisko").input_value() == NAME
    assert page.get_by_label("E-mail", exact=True).input_value() == "lucja bez małpy"
    assert page.get_by_label("we własnym imieniu").is_checked()
    assert page.locator("label.shop", has_text="Fundraising").locator("input").is_checked()
    assert page.get_by_label("Znam informację o danych osobowych.").is_checked()


def test_form_names_what_is_free_when_the_chosen_workshop_has_filled_up_meanwhile(house: House):
    pages = [house.window() for _person in range(3)]
    for number, page in enumerate(pages):
        open_form(page)
        fill_in(page, email=f"osoba{number}@example.org")

    for page in pages:
        send(page, house)

    assert [heading(page) for page in pages[:2]] == ["Jeszcze jeden krok: sprawdź e-mail"] * 2
    assert texts(pages[2], ".errsum li") == [
        "„Fundraising”: brak miejsc. Wolne: Diagnoza lokalna (2 miejsca)."
    ]
    assert pages[2].get_by_label("Imię i nazwisko").input_value() == NAME


def test_one_sign_up_is_kept_when_the_button_is_pressed_twice(house: House):
    page = house.window()
    open_form(page)
    fill_in(page)
    house.let_pass(minutes=1)

    page.locator("form.sign-up").get_by_role("button", name="Zapisz się").dblclick()
    page.wait_for_url("**/wyslano/**")

    assert _states() == ["held"]


def test_one_sign_up_is_kept_when_the_reader_goes_back_and_sends_again(house: House):
    page = house.window()
    open_form(page)
    fill_in(page)
    send(page, house)
    page.wait_for_url("**/wyslano/**")

    page.go_back()
    send(page, house)

    assert heading(page) == "Jeszcze jeden krok: sprawdź e-mail"
    assert _states() == ["held"]


def test_one_sign_up_is_kept_when_the_form_is_open_in_two_tabs(house: House):
    first = house.window()
    second = first.context.new_page()
    for tab in (first, second):
        open_form(tab)
        fill_in(tab)

    send(first, house)
    send(second, house)

    assert [heading(first), heading(second)] == ["Jeszcze jeden krok: sprawdź e-mail"] * 2
    assert _states() == ["held"]


def test_person_signs_up_with_two_clicks_when_she_is_signed_in(house: House):
    page = house.window()
    sign_in(page, "Ewa Iskra")
    page.goto(conference().get_absolute_url())
    page.locator("label.shop", has_text="Fundraising").click()

    page.locator("form#pick button").click()
    page.get_by_label("we własnym imieniu").check()
    page.locator("form.sign-up").get_by_role("button", name="Zapisz się").click()

    assert heading(page) == "Miejsce jest Twoje"


def test_representative_signs_up_for_her_organisation_without_typing_its_name(house: House):
    page = house.window()
    sign_in(page, "Jan Miech")
    page.goto("/dzialaj-jako/")
    page.get_by_role("button", name="Stowarzyszenie Pokazowe „Iskra”").click()
    page.goto(conference().get_absolute_url())
    page.locator("label.shop", has_text="Fundraising").click()
    page.locator("form#pick button").click()

    page.locator("form.sign-up").get_by_role("button", name="Zapisz się").click()

    assert heading(page) == "Miejsce jest Twoje"
    expect(page.locator("dl.sum")).to_contain_text("Stowarzyszenie Pokazowe „Iskra”")


def test_form_is_no_wider_than_the_smallest_window_when_it_is_wrong(house: House):
    page = house.window(width=320)
    open_form(page)

    send(page, house)

    assert overflow(page) == 0
