"""What the newsroom's forms ask for, and what they make themselves."""

from datetime import UTC, datetime

import pytest

from kuznia.lib.policy import OfficeRole
from kuznia.newsroom.models import GuideIndex, NewsPage
from kuznia.newsroom.tests.factories import admin_form, browser_of, employ, make_draft

ADD = "/redakcja/pages/add/newsroom/newspage/2/"
TITLE = {"title": ["Uzupełnij pole „Tytuł”."]}


@pytest.fixture
def browser(county):
    return browser_of(employ(county, OfficeRole.EDITOR))


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_news_without_a_title_is_asked_for_the_title_alone(browser, action):
    page = browser.post(ADD, admin_form(title="", slug="", **{action: "1"}))

    assert page.context["form"].errors == TITLE


def test_guide_without_a_title_is_asked_for_the_title_and_not_for_its_address(browser):
    address = f"/redakcja/pages/add/newsroom/guidepage/{GuideIndex.objects.get().pk}/"

    page = browser.post(address, {"title": "", "slug": "", "body-count": "0", "body_en-count": "0"})

    assert page.context["form"].errors["title"] == TITLE["title"]
    assert "slug" not in page.context["form"].errors


def test_address_is_made_of_the_title_when_the_editor_gives_none(browser):
    make_draft()

    browser.post(ADD, admin_form(title="Łódź płynie", slug=""))
    browser.post(ADD, admin_form(title="Szkic", slug=""))

    assert list(NewsPage.objects.order_by("pk").values_list("slug", flat=True)) == [
        "szkic",
        "lodz-plynie",
        "szkic-2",
    ]


def test_news_does_not_go_out_on_a_day_that_is_over(browser, stopped_clock):
    yesterday, today = "2026-11-15 23:30", "2026-11-16 00:30"
    stopped_clock.move_to(datetime(2026, 11, 16, 9, tzinfo=UTC))

    pages = [
        browser.post(ADD, admin_form(go_live_at=moment, **{"action-publish": "1"}))
        for moment in (yesterday, today)
    ]

    refusal = "Ten dzień już minął. Podaj późniejszy albo zostaw pole puste, żeby opublikować od razu."
    assert pages[0].context["form"].errors == {"go_live_at": [refusal]}
    assert (pages[1].status_code, NewsPage.objects.get().live) == (302, True)


def test_planned_day_stays_with_the_news_when_it_is_corrected_later(browser, stopped_clock):
    sent = admin_form(go_live_at="2026-11-16 10:30", **{"action-publish": "1"})
    stopped_clock.move_to(datetime(2026, 11, 16, 9, tzinfo=UTC))
    browser.post(ADD, sent)
    stopped_clock.move_to(datetime(2026, 12, 16, 9, tzinfo=UTC))

    answer = browser.post(f"/redakcja/pages/{NewsPage.objects.get().pk}/edit/", sent)

    assert answer.status_code == 302
