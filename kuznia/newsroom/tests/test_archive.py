"""The list of news by subject and by month."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from kuznia.lib.policy import Visitor
from kuznia.newsroom.queries import Asked, archive, counted, news_asked_for
from kuznia.newsroom.states import Category
from kuznia.newsroom.tests.factories import make_draft, make_news


@pytest.fixture
def shelf(editor):
    make_news(editor, "Grudzień", published_on=date(2012, 12, 1), category="ngo")
    make_news(editor, "Listopad", published_on=date(2012, 11, 15), category="county")
    make_news(editor, "Teraz", published_on=date(2026, 11, 1), category="ngo")
    make_draft()


def titles_at(client, query):
    page = BeautifulSoup(client.get(f"/aktualnosci/?{query}").content, "html.parser")
    return [link.text for link in page.select(".news a")]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Teraz", "Grudzień", "Listopad"]),
        ("temat=ngo", ["Teraz", "Grudzień"]),
        ("rok=2012", ["Grudzień", "Listopad"]),
        ("rok=2012&miesiac=11", ["Listopad"]),
        ("temat=ngo&rok=2012&miesiac=12", ["Grudzień"]),
        ("temat=grants", []),
        ("temat=plotki&rok=abc&miesiac=13", ["Teraz", "Grudzień", "Listopad"]),
        ("rok=99999999999999999999&miesiac=-1", ["Teraz", "Grudzień", "Listopad"]),
        ("rok=000002012999", ["Teraz", "Grudzień", "Listopad"]),
        ("rok=2012&miesiac=000000012999", ["Grudzień", "Listopad"]),
        ("rok=²&miesiac=١", ["Teraz", "Grudzień", "Listopad"]),
        ("miesiac=12", ["Teraz", "Grudzień", "Listopad"]),
    ],
)
def test_list_shows_what_was_asked_for(client, shelf, query, titles):
    assert titles_at(client, query) == titles


def test_list_says_so_when_nothing_was_found(client, shelf):
    page = BeautifulSoup(client.get("/aktualnosci/?temat=grants").content, "html.parser")

    assert [said.text.strip() for said in page.select(".empty")] == ["Nie ma takich aktualności."]


def test_choice_of_a_subject_keeps_the_month_and_is_marked(client, shelf):
    page = BeautifulSoup(client.get("/aktualnosci/?temat=ngo&rok=2012&miesiac=12").content, "html.parser")

    chips = {chip.text: (chip["href"], chip.get("aria-current")) for chip in page.select(".chips a")}
    assert chips["NGO"] == ("?temat=ngo&rok=2012&miesiac=12", "true")
    assert chips["Powiat"] == ("?temat=county&rok=2012&miesiac=12", None)
    assert chips["Wszystkie aktualności"] == ("?rok=2012&miesiac=12", None)


def test_pages_of_the_list_keep_what_was_asked_for(client, editor):
    for number in range(21):
        make_news(editor, f"Wieść {number}", category="ngo")

    page = BeautifulSoup(client.get("/aktualnosci/?temat=ngo").content, "html.parser")

    assert [link["href"] for link in page.select("a[rel=next]")] == ["?temat=ngo&page=2"]
    assert titles_at(client, "temat=ngo&page=2") == ["Wieść 0"]


def test_archive_counts_the_published_news_by_month(shelf):
    years = [(year.number, year.count, len(year.months)) for year in archive(actor=Visitor())]

    assert years == [(2026, 1, 1), (2012, 2, 2)]


@pytest.mark.parametrize(
    "asked",
    [Asked(), Asked(year=2012), Asked(year=2012, month=11), Asked(Category.NGO, 2012), Asked(year=1999)],
)
def test_archive_counts_as_many_news_as_are_found_when_a_time_is_asked_for(shelf, asked):
    years = archive(actor=Visitor(), category=asked.category)

    assert counted(years, asked) == news_asked_for(asked, actor=Visitor()).count()


def test_archive_of_a_subject_counts_its_news_alone(shelf):
    years = archive(actor=Visitor(), category=Category.NGO)

    assert [(month.first_day, month.count) for year in years for month in year.months] == [
        (date(2026, 11, 1), 1),
        (date(2012, 12, 1), 1),
    ]


def test_archive_opens_the_months_of_the_year_that_was_asked_for(client, shelf):
    page = BeautifulSoup(client.get("/aktualnosci/?rok=2012").content, "html.parser")

    assert [link.text for link in page.select("[aria-labelledby=archiwum] a")] == [
        "2026",
        "2012",
        "grudzień",
        "listopad",
    ]
