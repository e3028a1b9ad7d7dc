"""The page of search, its suggestions, and the command."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from kuznia.jobs.models import Progress
from kuznia.lib.ports import Registry, WayOn, WaysOn
from kuznia.search.snippets import LENGTH, Piece, marked, snippet

pytestmark = pytest.mark.django_db
ORGANISATION = frozenset({"organizacja"})


def words(response: Any, selector: str) -> list[str]:
    """Return the text of every element that the selector finds."""
    return [
        each.get_text().strip() for each in BeautifulSoup(response.content, "html.parser").select(selector)
    ]


def offering(title: str) -> Registry[WaysOn]:
    """Return a port at which one app offers one way on."""

    class App:
        def ways_on(self) -> Sequence[WayOn]:
            sentence = "Odpowie do jutra"
            return (WayOn(title=title, sentence=sentence, url_name="search:results", order=1, icon="search"),)

    registry: Registry[WaysOn] = Registry()
    registry.register(App())
    return registry


def links(response: Any, selector: str) -> list[tuple[str, str]]:
    """Return text and address of every link that the selector finds."""
    found = BeautifulSoup(response.content, "html.parser").select(selector)
    return [(each.get_text().strip(), str(each["href"])) for each in found]


def test_page_marks_the_words_that_were_asked_for(site, shelf):
    shelf.put("Organizacja pozarządowa", lead="O organizacjach <b>i</b> ludziach.")

    page = site.get("/szukaj/?q=organizacji")

    assert (words(page, "mark"), words(page, ".hit b")) == (["Organizacja", "organizacjach"], [])


def test_page_says_what_was_meant_and_shows_it_when_nothing_fits(site, shelf):
    shelf.put("Stowarzyszenie rodziców")

    page = site.get("/szukaj/?q=stowazyszenie")

    assert words(page, ".dym > a") == ["stowarzyszenie"]
    assert words(page, ".hit h2") == ["Stowarzyszenie rodziców"]


def test_page_looks_for_the_very_word_when_that_is_asked(site, shelf):
    shelf.put("Stowarzyszenie rodziców")

    page = site.get("/szukaj/?q=stowazyszenie&dokladnie=1").content.decode()

    assert "Nic nie znaleźliśmy." in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Wpisz słowo: nazwę organizacji, temat, miejscowość."),
        ("?q=i+w+z", "Te słowa stoją w każdym tekście."),
        ("?q=nieznane%00&rodzaj=obcy&gmina=obca&kiedy=obcy&page=x", "Nic nie znaleźliśmy."),
    ],
)
def test_page_says_why_it_is_empty(site, shelf, query, sentence):
    assert sentence in site.get(f"/szukaj/{query}").content.decode()


def test_page_leads_on_when_nothing_was_found(site, shelf, monkeypatch):
    monkeypatch.setattr("kuznia.search.views.ways_on", offering("Zapytaj urząd"))

    page = site.get("/szukaj/?q=nieznane")

    assert links(page, ".tiles .tile") == [("Zapytaj urządOdpowie do jutra", "/szukaj/")]


def test_page_leads_nowhere_else_when_something_was_found(site, shelf, monkeypatch):
    monkeypatch.setattr("kuznia.search.views.ways_on", offering("Zapytaj urząd"))
    shelf.put("Piknik")

    page = site.get("/szukaj/?q=piknik")

    assert links(page, ".tiles .tile") == []


def test_page_offers_to_search_everywhere_when_the_search_was_narrowed(site, shelf):
    page = site.get("/szukaj/?q=nieznane&kiedy=rok")

    assert links(page, ".empty a") == [("Szukaj wszędzie", "?q=nieznane")]


def test_page_stands_under_the_home_page(site, shelf):
    assert links(site.get("/szukaj/"), ".crumbs a") == [("Strona główna", "/")]


def test_page_goes_on_where_the_first_one_ends(site, shelf):
    for number in range(12):
        shelf.put(f"Piknik {number}")

    page = site.get("/szukaj/?q=piknik&page=2&rodzaj=book")

    assert len(words(page, ".hit")) == 2


@pytest.mark.parametrize("when", ["od-dzis", "rok"])
def test_page_leaves_out_what_has_no_day_when_a_time_is_asked_for(site, shelf, when):
    shelf.put("Piknik")

    assert "Nic nie znaleźliśmy." in site.get(f"/szukaj/?q=piknik&kiedy={when}").content.decode()


def test_page_speaks_english_where_the_text_does(site, shelf):
    shelf.put("Piknik organizacji", title_en="Picnic of organisations")

    page = site.get("/en/szukaj/?q=picnic")

    assert links(page, ".hit h2 a") == [("Picnic of organisations", "/en/book/1/")]


def test_suggestions_lead_to_the_texts(site, shelf):
    shelf.put("Piknik organizacji")

    page = site.get("/szukaj/podpowiedzi/?q=pik")

    assert links(page, "a") == [("Piknik organizacji", "/book/1/")]


def test_command_prints_what_was_found(shelf, capsys):
    shelf.put("Piknik organizacji")

    call_command("search", "piknikiem", "--json", "--limit", "3")

    (found,) = json.loads(capsys.readouterr().out)
    assert (found["type"], found["title"], found["url"]) == ("book", "Piknik organizacji", "/book/1/")
    assert found["score"] > 0


def test_command_prints_lines_when_json_is_not_asked_for(shelf, capsys):
    shelf.put("Piknik organizacji")

    call_command("search", "piknik")

    assert capsys.readouterr().out.split()[1:] == ["book", "Piknik", "organizacji", "/book/1/"]


def test_index_is_made_anew_by_a_job_when_the_command_asks(shelf, capsys):
    call_command("reindex")

    assert Progress.objects.get().key.hex in capsys.readouterr().out.replace("-", "")


def test_snippet_holds_the_words_when_they_stand_far_from_the_beginning():
    text = "słowo " * 200 + "organizacja na końcu " + "dalej " * 100

    pieces = snippet([text], ORGANISATION)

    assert Piece("organizacja", is_marked=True) in pieces
    assert (pieces[0], pieces[-1]) == (Piece("… "), Piece(" …"))
    assert sum(len(piece.text) for piece in pieces) <= LENGTH + 4


def test_snippet_is_the_beginning_when_no_word_stands_in_the_text():
    assert snippet(["", "Krótki  tekst."], ORGANISATION) == [Piece("Krótki tekst.")]


def test_snippet_is_empty_when_there_is_no_text():
    assert snippet(["", " "], ORGANISATION) == []


def test_long_word_alone_is_cut():
    assert sum(len(piece.text) for piece in snippet(["x" * 1_000], ORGANISATION)) == LENGTH + 2


def test_mark_begins_and_ends_with_its_word():
    assert marked("Nasza organizacja.", ORGANISATION) == [
        Piece("Nasza "),
        Piece("organizacja", is_marked=True),
        Piece("."),
    ]
