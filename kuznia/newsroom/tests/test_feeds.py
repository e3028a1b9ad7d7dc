"""The Atom feeds, read by a strict parser and held to RFC 4287."""

import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from django.conf import settings

from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.tests.factories import make_draft, make_news

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ALL = "/aktualnosci/kanal.atom"


def feed_at(client, address=ALL):
    """Return the root of the feed."""
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(response.content)


def texts(parent, name):
    return [each.text for each in parent.findall(f"{ATOM}{name}")]


def links(parent):
    return {each.get("rel"): each.get("href") for each in parent.findall(f"{ATOM}link")}


@pytest.mark.parametrize("address", [ALL, "/aktualnosci/kanal/ngo.atom", "/en/aktualnosci/kanal.atom"])
def test_feed_has_every_part_that_atom_requires(client, editor, address):
    make_news(editor, category="ngo", author_name="Redakcja")

    root = feed_at(client, address)

    for part in (root, root.find(f"{ATOM}entry")):
        assert [len(texts(part, name)) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert all(RFC_3339.fullmatch(moment) for moment in texts(part, "updated") + texts(part, "published"))
        assert all(each.startswith(f"{settings.KUZNIA_BASE_URL}/") for each in links(part).values())
        assert part.find(f"{ATOM}author/{ATOM}name").text
    assert links(root)["self"] == settings.KUZNIA_BASE_URL + address


def test_feed_tells_the_newest_first_and_nothing_unpublished(client, editor):
    make_news(editor, "Pierwsza")
    make_news(editor, "Druga", lead="A < B & C")
    make_draft()

    entries = feed_at(client).findall(f"{ATOM}entry")

    assert [texts(entry, "title") for entry in entries] == [["Druga"], ["Pierwsza"]]
    assert texts(entries[0], "summary") == ["A &lt; B &amp; C"]
    assert links(entries[0]) == {"alternate": f"{settings.KUZNIA_BASE_URL}/aktualnosci/druga/"}


def test_feed_of_a_subject_has_its_news_alone(client, editor):
    make_news(editor, "O dotacjach", category="grants")
    make_news(editor, "O powiecie", category="county")

    root = feed_at(client, "/aktualnosci/kanal/grants.atom")

    assert texts(root, "title") == ["Powiat Pruszkowski: Dotacje"]
    assert [texts(entry, "title") for entry in root.findall(f"{ATOM}entry")] == [["O dotacjach"]]


def test_identifiers_are_tags_that_stay_when_title_and_address_change(client, editor):
    page = make_news(editor, "Stara nazwa")
    before = texts(feed_at(client).find(f"{ATOM}entry"), "id")

    NewsPage.objects.filter(pk=page.pk).update(title="Nowa nazwa", slug="nowa-nazwa")

    root = feed_at(client)
    assert texts(root.find(f"{ATOM}entry"), "id") == before == [f"tag:localhost,2026:aktualnosc:{page.pk}"]
    assert texts(root, "id") == ["tag:localhost,2026:aktualnosci:wszystkie:pl"]


def test_feed_says_its_language_and_where_an_entry_has_another(client, editor):
    make_news(editor, "Tylko po polsku")
    make_news(editor, "Obie wersje", title_en="Both")

    root = feed_at(client, "/en/aktualnosci/kanal.atom")

    assert root.get(LANGUAGE) == "en"
    assert [entry.get(LANGUAGE) for entry in root.findall(f"{ATOM}entry")] == [None, "pl"]


def test_feed_stays_readable_when_somebody_pasted_signs_that_xml_has_no_way_to_write(client, editor):
    make_news(editor, "Dzwo\x07nek \ufffe]]>", lead="<b>\x1b</b>", author_name="Re\x0bdakcja")

    entry = feed_at(client).find(f"{ATOM}entry")

    assert texts(entry, "title") == ["Dzwonek ]]>"]
    assert texts(entry, "summary") == ["&lt;b&gt;&lt;/b&gt;"]


def test_feed_tells_when_the_news_went_out_in_local_time(client, editor, stopped_clock):
    stopped_clock.move_to(datetime(2012, 12, 1, 8, 30, tzinfo=UTC))
    make_news(editor)

    entry = feed_at(client).find(f"{ATOM}entry")

    assert texts(entry, "published") == ["2012-12-01T09:30:00+01:00"]


def test_feed_tells_the_day_of_news_that_came_in_without_an_instant(client, editor):
    page = make_news(editor, published_on=date(2012, 12, 1))
    NewsPage.objects.filter(pk=page.pk).update(first_published_at=None, last_published_at=None)

    entry = feed_at(client).find(f"{ATOM}entry")

    assert texts(entry, "updated") == texts(entry, "published") == ["2012-12-01T00:00:00+01:00"]


def test_feed_without_news_is_still_whole(client, county):
    root = feed_at(client)

    assert (len(texts(root, "updated")), root.findall(f"{ATOM}entry")) == (1, [])


def test_feed_of_an_unknown_subject_is_not_found(client, county):
    assert client.get("/aktualnosci/kanal/plotki.atom").status_code == 404


def test_pages_lead_readers_of_feeds_to_the_feed(client, editor):
    make_news(editor, category="ngo")

    page = client.get("/aktualnosci/?temat=ngo").content.decode()

    found = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]*href="([^"]+)"', page)
    assert found == ["/aktualnosci/kanal.atom", "/aktualnosci/kanal/ngo.atom"]
