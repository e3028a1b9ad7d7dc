"""Pages in the states that the table of addresses doesn't name: on the way, wrong, full, refused, in English."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse

from kuznia.events.models import Event, Registration
from kuznia.lib.access import Role
from tests.accessibility.viewers import Viewers
from tests.accessibility.ways import WAYS
from tests.browser.steps import conference

pytestmark = pytest.mark.browser
OFFICES = (Role.OFFICER, Role.EDITOR, Role.ADMINISTRATOR)


@pytest.mark.parametrize("name", sorted(WAYS))
def test_page_on_the_way_breaks_no_rule(name: str, viewers: Viewers) -> None:
    page = WAYS[name](viewers)

    there = resolve(urlsplit(page.url).path).view_name
    wrong = viewers.wrong_with(page)
    page.context.close()

    assert (there, wrong) == (name, [])


@pytest.mark.parametrize("role", list(Role))
def test_front_page_breaks_no_rule_with_the_menus_of_each_role(role: Role, viewers: Viewers) -> None:
    assert viewers.wrong_at(role, "/") == []


@pytest.mark.parametrize("role", OFFICES)
def test_desk_breaks_no_rule_with_the_menu_of_each_office(role: Role, viewers: Viewers) -> None:
    assert viewers.wrong_at(role, reverse("portal:desk")) == []


def test_event_in_use_breaks_no_rule(viewers: Viewers) -> None:
    path = conference().get_absolute_url()

    wrong = [
        viewers.wrong_at(Role.VISITOR, each)
        for each in (path, f"{path}zapis/", f"/en{path}", f"/en{path}zapis/")
    ]

    assert wrong == [[], [], [], []]


def test_desk_of_an_event_in_use_breaks_no_rule(viewers: Viewers) -> None:
    slug = conference().slug
    code = Registration.objects.filter(event__slug=slug).latest("pk").code
    names = ("desk-event", "desk-event-edit", "desk-programme", "desk-parties", "desk-event-history")
    paths = [reverse(f"events:{name}", args=[slug]) for name in names]

    wrong = [viewers.wrong_at(Role.OFFICER, path) for path in paths]
    wrong.append(viewers.wrong_at(Role.OFFICER, reverse("events:desk-registration", args=[slug, code])))

    assert wrong == [[]] * 6


def test_form_with_errors_breaks_no_rule(viewers: Viewers) -> None:
    page = viewers.page(Role.VISITOR)
    page.goto(f"{conference().get_absolute_url()}zapis/")
    page.locator("form.sign-up").get_by_role("button", name="Zapisz się").click()
    page.locator(".errsum").wait_for()

    assert viewers.wrong_with(page) == []


@pytest.mark.parametrize(
    "name", ["events:desk-event-new", "directory:organisation-add", "directory:venue-add"]
)
def test_form_of_an_office_with_errors_breaks_no_rule(name: str, viewers: Viewers) -> None:
    page = viewers.page(Role.OFFICER)
    page.goto(reverse(name))
    page.locator("main form").last.locator("button").last.click()
    page.locator(".errsum").wait_for()

    assert viewers.wrong_with(page) == []


def test_past_event_breaks_no_rule(viewers: Viewers) -> None:
    past = Event.objects.get(title="Konferencja Organizacji Pozarządowych Powiatu Pruszkowskiego")

    assert viewers.wrong_at(Role.VISITOR, past.get_absolute_url()) == []


def test_pages_of_errors_break_no_rule(viewers: Viewers) -> None:
    wrong = [
        viewers.wrong_at(Role.VISITOR, "/nie-ma-takiej-strony/"),
        viewers.wrong_at(Role.RESIDENT, reverse("events:desk-events")),
        viewers.wrong_at(Role.VISITOR, "/en/no-such-page/"),
    ]

    assert wrong == [[], [], []]


def test_a_broken_page_is_found_in_every_theme(viewers: Viewers) -> None:
    page = viewers.page(Role.VISITOR)
    page.goto("/kontakt/")
    page.evaluate("""document.querySelector("main").insertAdjacentHTML("beforeend",
        "<img src='/static/ui/favicon.svg'><p id='pale'>Blade słowa</p>");
        const pale = document.getElementById("pale").style; pale.color = "#777"; pale.background = "#888";""")

    found = {fault.split(": <")[0] for fault in viewers.wrong_with(page)}

    assert found == {
        "light: image-alt",
        "light: color-contrast",
        "dark: color-contrast",
        "contrast: color-contrast",
    }
