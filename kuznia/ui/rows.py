"""Rows of long lists: a template prints one row with marks for its words, and every row puts its own words there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

# A sign that no text of ours and no text of people holds.
_MARK = "\x00"


def row(template: str, language: str, words: Mapping[str, object], *facts: str) -> SafeString:
    """Return what the template prints for these words, escaped here, in the language that is active.

    The template puts each word where it stands, without a filter, and asks only which of the facts are true.
    """
    pieces = list(_pieces(template, language, tuple(words), facts))
    for place in range(1, len(pieces), 2):
        word = words[pieces[place]]
        pieces[place] = word if type(word) is SafeString else escape(str(word))
    return SafeString("".join(pieces))


@lru_cache(maxsize=512)
def _pieces(template: str, _language: str, names: tuple[str, ...], facts: tuple[str, ...]) -> tuple[str, ...]:
    marks = {name: SafeString(f"{_MARK}{name}{_MARK}") for name in names}
    written = render_to_string(template, {**marks, **dict.fromkeys(facts, True)})
    return tuple(written.strip().split(_MARK))
