"""Texts and questions as PostgreSQL's text search takes them, without a dictionary on the database's side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from kuznia.search.analysis import lemmas, tokens

# PostgreSQL keeps no position beyond this, and no more of them for one word.
LAST_POSITION, MOST_POSITIONS = 16_383, 250
# A word as it stands ranks above its other forms.
EXACT = "="
Places = dict[str, list[str]]


def vector_of(parts: Sequence[tuple[str, str]]) -> str:
    """Return the literal of a tsvector for (weight, text) pairs, from the weightiest: every base form of each word,
    and the word as it stands, at its place."""
    places: Places = {}
    position = count(1)
    for weight, text in parts:
        for token in tokens(text):
            place = f"{min(next(position), LAST_POSITION)}{weight}"
            for name in (*lemmas(token.text), EXACT + token.folded):
                _keep(places, name, place)
    return " ".join(f"{quoted(name)}:{','.join(found)}" for name, found in places.items())


def question_of(groups: Iterable[Iterable[str]], *, needs_all: bool) -> str:
    """Return the literal of a tsquery: one of each group, of every group or of any."""
    joined = (" | ".join(quoted(name) for name in group) for group in groups)
    return (" & " if needs_all else " | ").join(f"({each})" for each in joined)


def quoted(name: str) -> str:
    """Return the word as a lexeme, whatever signs it holds."""
    return "'" + name.replace("\\", "\\\\").replace("'", "''") + "'"


def _keep(places: Places, name: str, place: str) -> None:
    kept = places.setdefault(name, [])
    if len(kept) < MOST_POSITIONS and (not kept or kept[-1] != place):
        kept.append(place)
