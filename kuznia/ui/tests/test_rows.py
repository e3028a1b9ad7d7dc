"""Rows that a template prints once."""

from __future__ import annotations

import pytest
from django.test import override_settings
from django.utils.safestring import SafeString
from django.utils.translation import override

from kuznia.ui.rows import _pieces, row

WRITTEN = (
    '<li{% if is_out %} class="out"{% endif %}>{{ title }}: {% translate "Contact" %} {{ number }}</li>\n'
)
LOADER = ("django.template.loaders.locmem.Loader", {"row.html": WRITTEN})


@pytest.fixture(autouse=True)
def _written():
    engine = {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [LOADER], "builtins": ["django.templatetags.i18n"]},
    }
    _pieces.cache_clear()
    with override_settings(TEMPLATES=[engine]):
        yield
    _pieces.cache_clear()


def test_row_holds_its_own_words_when_another_was_printed_before():
    rows = [row("row.html", "pl", {"title": title, "number": 1}) for title in ("A", "B")]

    assert rows == ["<li>A: Kontakt 1</li>", "<li>B: Kontakt 1</li>"]


def test_word_is_escaped_when_it_is_no_markup():
    words = {"title": "<b> & {{ number }}", "number": SafeString("<i>2</i>")}

    assert row("row.html", "pl", words) == "<li>&lt;b&gt; &amp; {{ number }}: Kontakt <i>2</i></li>"


def test_row_is_printed_as_its_facts_say_when_they_are_true():
    assert row("row.html", "pl", {"title": "A", "number": 1}, "is_out") == (
        '<li class="out">A: Kontakt 1</li>'
    )


def test_row_speaks_the_language_of_the_page_when_it_changes():
    words = {"title": "A", "number": 1}
    polish = row("row.html", "pl", words)

    with override("en"):
        english = row("row.html", "en", words)

    assert (polish, english) == ("<li>A: Kontakt 1</li>", "<li>A: Contact 1</li>")


def test_word_stays_one_word_when_it_holds_the_mark():
    words = {"title": "\x00number\x00", "number": 1}

    assert row("row.html", "pl", words) == "<li>\x00number\x00: Kontakt 1</li>"
