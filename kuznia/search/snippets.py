"""The piece of a text that answers a question, with the words that were asked for marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kuznia.search.analysis import Token, lemmas, tokens

LENGTH = 220
SEARCHED = 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked or not."""

    text: str
    is_marked: bool = False


def marked(text: str, bases: frozenset[str]) -> list[Piece]:
    """Return the whole text in pieces, marked where a word is a form of one of `bases`."""
    pieces, end = [], 0
    for token in tokens(text):
        if bases.isdisjoint(lemmas(token.text)):
            continue
        pieces += [Piece(text[end : token.start]), Piece(text[token.start : token.end], is_marked=True)]
        end = token.end
    return [piece for piece in (*pieces, Piece(text[end:])) if piece.text]


def snippet(texts: Iterable[str], bases: frozenset[str]) -> list[Piece]:
    """Return the stretch of the first text that holds the most of the words, or the beginning of what there is."""
    given = [" ".join(text[:SEARCHED].split()) for text in texts if text.strip()]
    best = max(given, key=lambda text: len(_found(text, bases)), default="")
    start, end = _window(best, _found(best, bases))
    pieces = marked(best[start:end], bases)
    before, after = [Piece("… ")] if start else [], [Piece(" …")] if end < len(best) else []
    return [*before, *pieces, *after]


def _found(text: str, bases: frozenset[str]) -> list[Token]:
    return [token for token in tokens(text) if not bases.isdisjoint(lemmas(token.text))]


def _window(text: str, found: list[Token]) -> tuple[int, int]:
    """Return from where to where: as many of the found words as fit, whole words at both ends."""
    if len(text) <= LENGTH:
        return 0, len(text)
    starts = [max(token.start - LENGTH // 4, 0) for token in found] or [0]
    start = max(starts, key=lambda at: sum(at <= token.start <= at + LENGTH for token in found))
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.rfind(" ", start, start + LENGTH + 1)
    return start, end if end > start else min(start + LENGTH, len(text))
