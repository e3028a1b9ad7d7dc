"""Words are known in every form; without the dictionary less, but not nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kuznia.search import analysis
from kuznia.search.analysis import LONGEST_WORD, analyser_name, lemmas, tokens
from kuznia.search.vectors import question_of, vector_of


@pytest.fixture
def without_dictionary(settings):
    settings.KUZNIA_MORFEUSZ = False
    forget()
    yield
    forget()


def forget() -> None:
    for kept in (analysis._lemmas, analysis._is_known):
        kept.cache_clear()


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("organizacjami", "organizacja"),
        ("pozarządowymi", "pozarzadowy"),
        ("Pruszkowie", "pruszkow"),
        ("Gołosiowi", "golos"),
        ("fundraisingiem", "fundraising"),
    ],
)
def test_word_is_known_by_its_base_form(form, base):
    assert base in lemmas(form)


@pytest.mark.parametrize(
    ("one", "other"),
    [("organizacjami", "organizacja"), ("gminach", "gmina"), ("stowarzyszeniem", "stowarzyszenie")],
)
def test_forms_meet_when_there_is_no_dictionary(one, other, without_dictionary):
    assert (lemmas(one), analyser_name()) == (lemmas(other), "endings 2")


def test_dictionary_that_is_not_installed_is_done_without(monkeypatch):
    forget()
    monkeypatch.setattr(analysis, "morfeusz2", None)
    try:
        assert lemmas("gminach") == ("gmin",)
    finally:
        forget()


def test_analyser_names_its_dictionary():
    assert analyser_name().startswith("morfeusz2 ")


@given(st.text(max_size=200))
def test_tokens_say_where_they_stand(text):
    for token in tokens(text):
        assert text[token.start : token.end].startswith(token.text)
        assert len(token.text) <= LONGEST_WORD


@pytest.mark.django_db
@given(
    text=st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=300)
)
def test_any_text_is_taken_by_the_database(text, django_db_blocker):
    from django.db import connection

    groups = [(*lemmas(token.text), "=" + token.folded) for token in tokens(text)]
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector", [vector_of([("A", text)])])
        if groups:
            cursor.execute("SELECT %s::tsquery", [question_of(groups, needs_all=True)])


def test_vector_keeps_place_weight_and_the_word_as_it_stands():
    assert vector_of([("A", "Powiatu"), ("D", "powiat")]) == "'powiat':1A,2D '=powiatu':1A '=powiat':2D"
