"""Hostile text sent through the real address of Wagtail's admin: nothing of it lives, neither stored nor shown."""

import json

import pytest
from bs4 import BeautifulSoup

from kuznia.lib.policy import OfficeRole
from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.richtext import safe_html
from kuznia.newsroom.tests.factories import admin_form, browser_of, employ

ADD = "/redakcja/pages/add/newsroom/newspage/2/"
SCRIPTS = "javascript:steal()", "JaVaScRiPt:steal()", "data:text/html,<script>1</script>", "vbscript:steal()"


@pytest.fixture
def browser(county):
    return browser_of(employ(county, OfficeRole.EDITOR))


def content_state(text, *, link=""):
    """Return what the rich-text editor sends: one paragraph, all of it a link if there is one."""
    ranges = [{"offset": 0, "length": len(text), "key": 0}] if link else []
    block = {
        "key": "a",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": ranges,
    }
    entities = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": link}}} if link else {}
    return json.dumps({"blocks": [block], "entityMap": entities})


def publish(browser, *parts):
    return browser.post(ADD, admin_form(body=list(parts), **{"action-publish": "1"}))


def shown(client):
    page = NewsPage.objects.live().get()
    return BeautifulSoup(client.get(page.address()).content, "html.parser").select_one(".prose")


@pytest.mark.parametrize("address", SCRIPTS)
def test_link_that_would_run_a_script_leads_nowhere(client, browser, address):
    publish(browser, {"type": "paragraph", "value": content_state("kot", link=address)})

    assert [link.get("href") for link in shown(client).select("a")] in ([], [None])


def test_link_to_a_page_of_the_web_stays(client, browser):
    publish(browser, {"type": "paragraph", "value": content_state("kot", link="https://example.org/")})

    assert [link["href"] for link in shown(client).select("a")] == ["https://example.org/"]


def test_markup_that_somebody_typed_is_shown_as_typed(client, browser):
    typed = "<script>steal()</script><img src=x onerror=steal()><svg onload=steal()>"

    publish(browser, {"type": "paragraph", "value": content_state(typed)})

    prose = shown(client)
    assert prose.select("script, img, svg") == []
    assert prose.text.strip() == typed


@pytest.mark.parametrize("address", SCRIPTS)
def test_list_of_links_refuses_an_address_that_would_run_a_script(browser, address):
    value = {
        "title": "",
        "links-count": 1,
        "links-0-deleted": "",
        "links-0-order": 0,
        "links-0-value-label": "kot",
        "links-0-value-url": address,
    }

    response = publish(browser, {"type": "links", "value": value})

    assert "body" in response.context["form"].errors
    assert not NewsPage.objects.exists()


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("<p>a<script>steal()</script></p>", "<p>a</p>"),
        ('<p onclick="steal()" style="color:red" id="x">a</p>', "<p>a</p>"),
        ('<p>a<img src="x" onerror="steal()"></p>', "<p>a</p>"),
        ('<iframe src="https://evil.test"></iframe><p>a</p>', "<p>a</p>"),
        ("<svg><script>steal()</script><animate onbegin=steal()></svg><p>a</p>", "<p>a</p>"),
        ("<math><mtext><style><img src=x onerror=steal()></style></mtext></math>", ""),
        ("<style>body{display:none}</style><p>a</p>", "<p>a</p>"),
        ('<form action="https://evil.test"><input name="q"><button>a</button></form>', "a"),
        ('<p><a href="java\tscript:steal()">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="https://example.org/" target="_blank" ping="https://evil.test">a</a></p>',
         '<p><a href="https://example.org/">a</a></p>'),
        ("<p>a<!--[if IE]><script>steal()</script><![endif]--></p>", "<p>a</p>"),
        ("<object data=x></object><embed src=x><base href=//evil.test><meta http-equiv=refresh><p>a</p>", "<p>a</p>"),
    ],
)  # fmt: skip
def test_stored_markup_loses_what_could_do_harm(hostile, left):
    assert safe_html(hostile) == left
