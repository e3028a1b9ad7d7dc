"""What the newsroom's forms ask for, and what they make themselves."""

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
