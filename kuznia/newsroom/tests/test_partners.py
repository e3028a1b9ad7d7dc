"""What other sites take: the page that explains, and the list that may be framed."""

from bs4 import BeautifulSoup
from django.conf import settings

from kuznia.newsroom.tests.factories import make_news

LIST = "/na-twojej-stronie/lista/"


def policy_of(response):
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _blank, value in parts}


def test_list_may_be_framed_by_anybody_and_may_do_nothing(client, editor):
    response = client.get(LIST)

    assert policy_of(response) == {
        "default-src": "'none'",
        "style-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "*",
    }
    assert "X-Frame-Options" not in response
    assert not response.cookies


def test_list_may_be_framed_when_it_comes_from_the_cache_too(client, editor, settings):
    settings.KUZNIA_PAGE_CACHE = True

    first, second = client.get(f"{LIST}?co=aktualnosci&raz=1"), client.get(f"{LIST}?co=aktualnosci&raz=1")

    assert policy_of(first)["frame-ancestors"] == policy_of(second)["frame-ancestors"] == "*"
    assert "X-Frame-Options" not in second


def test_list_holds_the_five_newest_news_without_scripts_and_forms(client, editor):
    for number in range(6):
        make_news(editor, f"Wieść <b>{number}</b>")

    page = BeautifulSoup(client.get(LIST).content, "html.parser")

    titles = [link.text for link in page.select("li a")]
    assert titles == [f"Wieść <b>{number}</b>" for number in (5, 4, 3, 2, 1)]
    assert not page.select("script, form, iframe, img, [style]")
    assert {link["target"] for link in page.select("a")} == {"_top"}


def test_list_of_news_says_so_when_there_is_none(client, county):
    page = BeautifulSoup(client.get(LIST).content, "html.parser")

    assert [said.text for said in page.select("main h1 + p")] == ["Nie ma jeszcze aktualności."]


def test_list_of_events_says_so_when_there_is_none(client, county):
    page = BeautifulSoup(client.get(f"{LIST}?co=wydarzenia").content, "html.parser")

    assert [said.text for said in page.select("main h1 + p")] == [
        "Nie ogłosiliśmy jeszcze żadnego wydarzenia."
    ]


def test_other_pages_stay_outside_frames(client, editor):
    for address in ("/na-twojej-stronie/", "/aktualnosci/", make_news(editor).url):
        response = client.get(address)

        assert policy_of(response)["frame-ancestors"] == "'none'"
        assert response["X-Frame-Options"] == "DENY"


def test_page_gives_the_code_of_both_lists(client, county):
    page = BeautifulSoup(client.get("/na-twojej-stronie/").content, "html.parser")

    frames = [
        frame
        for code in page.select(".snippet")
        for frame in BeautifulSoup(code.text, "html.parser").select("iframe")
    ]

    assert [frame["src"] for frame in frames] == [
        f"{settings.KUZNIA_BASE_URL}{LIST}?co={what}" for what in ("aktualnosci", "wydarzenia")
    ]
    assert [frame["title"] for frame in frames] == [
        "Aktualności: Powiat Pruszkowski",
        "Wydarzenia: Powiat Pruszkowski",
    ]
