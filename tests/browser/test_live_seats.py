"""Live seats: numbers change without a reload, the choice stays, and silence is said."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from playwright.sync_api import Page, expect

from kuznia.events.models import Event
from kuznia.events.tests.factories import make_event, make_registration, make_workshop
from tests.live_site import House

pytestmark = pytest.mark.browser
STALE = "Liczby miejsc mogą być nieaktualne: od ponad dwóch minut nie ma odpowiedzi."


def _opened(house: House, event: Event) -> Page:
    page = house.window()
    page.clock.install()
    page.goto(event.get_absolute_url())
    return page


def test_seats_change_without_a_reload_and_the_choice_stays(house: House) -> None:
    event = make_event(capacity=3)
    workshop = make_workshop(event, capacity=2)
    page = _opened(house, event)
    page.locator(".shop input").first.check()

    make_registration(event, session_ids=(workshop.pk,))
    caches["fragments"].clear()
    page.clock.run_for(31_000)
    expect(page.locator("#seats-at")).to_contain_text("odświeża się co 30 sekund")

    assert page.locator("#seats .big").inner_text() == "2 wolne miejsca"
    assert page.locator(f"#seats-{workshop.pk} strong").inner_text() == "1 wolne"
    assert page.locator(".shop input").first.is_checked()


def test_page_says_that_its_numbers_are_old_when_no_answer_comes(house: House) -> None:
    event = make_event(capacity=3)
    page = _opened(house, event)
    page.route("**/miejsca/", lambda route: route.abort())

    page.clock.run_for(130_000)

    expect(page.locator("#live")).to_have_text(STALE)
    house.forgive()


def test_workshop_chosen_on_the_page_is_chosen_in_the_form(house: House) -> None:
    event = make_event()
    workshop = make_workshop(event)
    page = _opened(house, event)

    page.locator(".shop input").first.check()
    page.locator("aside .btn").click()

    assert page.locator(f".shop input[value='{workshop.pk}']").is_checked()
