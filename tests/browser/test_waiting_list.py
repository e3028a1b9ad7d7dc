"""A resident finds a workshop full, waits for it, and takes the seat that becomes free; with and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from kuznia.events.models import Event, Place, Registration
from kuznia.events.queries import link_to
from kuznia.events.services.registrations import cancel_registration
from kuznia.events.states import RegistrationState
from kuznia.lib.policy import LinkHolder
from tests.browser.steps import (
    EMAIL,
    conference,
    fill_in,
    heading,
    open_form,
    open_letter,
    overflow,
    send,
    texts,
)
from tests.live_site import House

pytestmark = pytest.mark.browser
FULL = "Status OPP"


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)])
def test_resident_waits_and_takes_the_seat_that_becomes_free(house: House, width, script):
    Event.objects.filter(pk=conference().pk).update(has_waiting_list=True)
    page = house.window(width=width, java_script_enabled=script)

    open_form(page)
    fill_in(page, workshop=FULL)
    send(page, house)
    asked = texts(page, ".errsum li")
    page.get_by_label("Zapisz mnie na listę rezerwową").check()
    send(page, house)
    open_letter(page, house, "Jesteś na liście rezerwowej")
    page.get_by_role("link", name="Zobacz swoje miejsce w kolejce").click()
    waits = (heading(page), overflow(page))
    _somebody_cancels()
    said = _taken(page, house)

    assert [line.endswith("Możesz poczekać na miejsce na liście rezerwowej.") for line in asked] == [True]
    assert (waits, said) == (("Jesteś na liście rezerwowej", 0), "Miejsce jest Twoje")


def _somebody_cancels() -> None:
    full = conference().sessions.get(title__startswith=FULL)
    sits = Place.objects.filter(session=full, registration__state="confirmed")
    first = Registration.objects.get(pk=sits.earliest("pk").registration_id)
    cancel_registration(registration=first, actor=LinkHolder(link_to(first)))


def _taken(page: Page, house: House) -> str:
    open_letter(page, house, "Zwolniło się miejsce")
    page.get_by_role("link", name="Przyjmij miejsce").click()
    page.get_by_role("button", name="Przyjmij miejsce").click()
    taken = Registration.objects.get(person__email=EMAIL)
    assert taken.state == RegistrationState.CONFIRMED
    return heading(page)
