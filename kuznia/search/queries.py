"""Finds public texts: every form of the words asked for, first where all of them stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Self

from django.core.cache import caches
from django.db import connection
from django.db.models import F
from rapidfuzz import fuzz, process

from kuznia.lib.ports import published
from kuznia.search.analysis import (
    LONGEST_WORD,
    STOP_WORDS,
    Token,
    analyser_name,
    is_known,
    lemmas,
    stem,
    tokens,
)
from kuznia.search.models import Document, Word
from kuznia.search.vectors import EXACT, question_of

MOST_WORDS = 12
# With fewer texts that hold every word, those that hold any of them follow.
FEW = 5
MOST_RANKED, RARELY = 1_000, 300
SHORTEST_MISTYPED, CLOSE_ENOUGH = 4, 80
SHORTEST_BEGINNING = 2
# What a suggestion shows of a text, in the order in which it is read.
SUGGESTED = ("id", "url", "url_en", "title", "title_en")
WORDS_KEY, WORDS_SECONDS = "search.words", 60

# Counted are all texts that are found; ranked, which means read, are so many of them, those with the words in their
# titles first.
FOUND = """
WITH found AS MATERIALIZED (
    SELECT id, kind, title_vector @@ %(some)s::tsquery AS in_title
    FROM search_document WHERE vector @@ %(needed)s::tsquery
    AND (%(place)s = '' OR place = %(place)s) AND (%(since)s::date IS NULL OR day >= %(since)s::date)
), chosen AS (
    SELECT id FROM found WHERE %(kind)s = '' OR kind = %(kind)s ORDER BY in_title DESC, id LIMIT %(most)s
), ranked AS (
    SELECT id, day, vector @@ %(every)s::tsquery AS is_whole,
        ts_rank_cd('{0.1, 0.2, 0.4, 1.0}', vector, %(some)s::tsquery, 1) AS rank
    FROM search_document WHERE id IN (SELECT id FROM chosen)
)
SELECT kind, count(*), NULL::bigint, NULL::real FROM found GROUP BY kind
UNION ALL (
    SELECT NULL, NULL, id, rank FROM ranked
    ORDER BY is_whole DESC, rank DESC, day DESC NULLS LAST, id LIMIT %(limit)s OFFSET %(offset)s
)
"""
# A word that stands in more texts than this tells little: it brings no text that lacks the other words.
RARE = """
SELECT (SELECT count(*) FROM (SELECT FROM search_document WHERE vector @@ asked::tsquery LIMIT %(rare)s + 1) AS few)
FROM unnest(%(questions)s::text[]) WITH ORDINALITY AS question(asked, number) ORDER BY number
"""
# So many of them are looked at: who types two letters that half of the titles have will type a third.
BEGINNING = """
SELECT id, url, url_en, title, title_en FROM search_document WHERE id IN (
    SELECT document_id FROM search_titleword AS begun
    WHERE word LIKE %(beginning)s AND cardinality(%(whole)s::text[]) = (
        SELECT count(*) FROM search_titleword AS whole
        WHERE whole.document_id = begun.document_id AND whole.word = ANY(%(whole)s::text[]))
    ORDER BY word USING ~<~, document_id LIMIT 200)
ORDER BY length(title), title, id LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was typed, as groups of forms that mean the same, one group for each word."""

    words: str
    groups: tuple[tuple[str, ...], ...]
    bases: frozenset[str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it can be looked for."""
        return not self.groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What else was asked for; empty fields ask for nothing. `place` is the name of a gmina."""

    kind: str = ""
    place: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One text that was found, and how well it fits: the higher, the better."""

    document: Document
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found: the hits of one page, how many there are of each kind, and the words that were looked for."""

    asked: Asked
    hits: list[Hit]
    counts: dict[str, int]
    # Whether any text holds every word.
    is_whole: bool = False

    @property
    def total(self) -> int:
        """How many texts were found, of every kind."""
        return sum(self.counts.values())


EVERYTHING = Narrowing()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Every word of the public texts, by its folded form: how it is written, its base forms; these by stem as well."""

    shown: dict[str, str]
    bases: dict[str, tuple[str, ...]]
    by_stem: dict[str, tuple[str, ...]]
    known: frozenset[str]

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str]]) -> Self:
        """Return the vocabulary of rows with folded form, written form, and base forms parted by spaces."""
        shown: dict[str, str] = {}
        bases: dict[str, tuple[str, ...]] = {}
        by_stem: defaultdict[str, set[str]] = defaultdict(set)
        for folded, written, found in rows:
            shown[folded], bases[folded] = written, tuple(found.split())
            by_stem[stem(folded)].update(bases[folded])
        return cls(
            shown=shown,
            bases=bases,
            by_stem={each: tuple(sorted(found)) for each, found in by_stem.items()},
            known=frozenset(base for found in bases.values() for base in found),
        )


_kept: list[Vocabulary] = []


def asked_for(words: str) -> Asked:
    """Return what was typed as it is looked for: its telling words, a dozen at most."""
    typed = list(tokens(words))[: MOST_WORDS * 4]
    telling = [token for token in typed if token.folded not in STOP_WORDS][:MOST_WORDS]
    bases = {token.text.lower(): _bases(token) for token in telling}
    return Asked(
        words=words,
        groups=tuple(dict.fromkeys((*bases[token.text.lower()], EXACT + token.folded) for token in telling)),
        bases=frozenset(base for found in bases.values() for base in found),
    )


def find(asked: Asked, narrowing: Narrowing = EVERYTHING, *, limit: int = 10, offset: int = 0) -> Found:
    """Return the texts that hold every word in any form; where these are few, those that hold a rare one follow.

    Counted are all of them, ranked a thousand: who finds more asks for more.
    """
    if asked.is_empty:
        return Found(asked=asked, hits=[], counts={})
    values: dict[str, object] = {
        "every": question_of(asked.groups, needs_all=True),
        "some": question_of(asked.groups, needs_all=False),
        "kind": narrowing.kind,
        "place": narrowing.place,
        "since": narrowing.since,
        "most": MOST_RANKED,
        "limit": limit,
        "offset": offset,
    }
    counts, ranked = _found(values | {"needed": values["every"]})
    is_whole = bool(counts)
    rare = _rare(asked.groups) if sum(counts.values()) < FEW and len(asked.groups) > 1 else []
    if rare:
        counts, ranked = _found(values | {"needed": question_of(rare, needs_all=False)})
    documents = Document.objects.defer("vector").in_bulk([number for number, _rank in ranked])
    hits = [Hit(documents[number], rank) for number, rank in ranked if number in documents]
    return Found(asked=asked, hits=hits, counts=counts, is_whole=is_whole)


def meant_by(words: str) -> str:
    """Return what was probably meant where one of the first words stands in no text, else nothing."""
    words_kept = _vocabulary()
    mended, end, is_other = "", 0, False
    for token in islice(tokens(words), MOST_WORDS):
        close = _close_word(token, words_kept)
        mended += words[end : token.start] + (close or token.text)
        end, is_other = token.end, is_other or bool(close)
    return mended + words[end:] if is_other else ""


def beginning_with(typed: str, *, limit: int = 6) -> list[Document]:
    """Return the texts in whose titles the words stand, the last one as a beginning; short titles first."""
    words = [token.folded[:LONGEST_WORD] for token in tokens(typed)][:MOST_WORDS]
    if not words or len(words[-1]) < SHORTEST_BEGINNING:
        return []
    beginning = words[-1].replace("\\", "\\\\").replace("_", r"\_").replace("%", r"\%") + "%"
    values = {"beginning": beginning, "whole": sorted(set(words[:-1])), "limit": limit}
    return [Document.from_db(connection.alias, SUGGESTED, row) for row in _rows(BEGINNING, values)]


def newest_of(kinds: Iterable[str], *, limit: int) -> list[Document]:
    """Return the newest texts of these kinds."""
    found = Document.objects.filter(kind__in=list(kinds)).defer("vector", "body")
    return list(found.order_by(F("day").desc(nulls_last=True), "-id")[:limit])


def is_current() -> bool:
    """Say whether there is an index, made throughout by the analyser that reads the questions."""
    if Document.objects.exclude(analyser=analyser_name()).exists():
        return False
    return Document.objects.exists() or not any(any(source.keys()) for source in published)


def _bases(token: Token) -> tuple[str, ...]:
    """Return the base forms of a typed word; one without diacritics may have been typed in a hurry."""
    found = lemmas(token.text)
    if token.folded != token.text.lower():
        return found
    words = _vocabulary()
    likely = words.bases.get(token.folded, ())
    if not likely and not is_known(token.text):
        likely = words.by_stem.get(stem(token.folded), ())
    return tuple(dict.fromkeys((*found, *likely)))


def _close_word(token: Token, words: Vocabulary) -> str:
    """Return the word of the texts that this one is nearest to, or nothing where a form of it stands in them."""
    if len(token.folded) < SHORTEST_MISTYPED or token.folded in STOP_WORDS:
        return ""
    if not words.known.isdisjoint(_bases(token)):
        return ""
    near = process.extractOne(token.folded, words.shown.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    return words.shown[near[0]] if near else ""


def _vocabulary() -> Vocabulary:
    """Return the words of the texts, kept for a minute: the cache tells when, for it would copy them at each asking."""
    if not _kept or caches["fragments"].get(WORDS_KEY) is None:
        _kept[:] = [Vocabulary.of(Word.objects.values_list("folded", "shown", "lemmas"))]
        caches["fragments"].set(WORDS_KEY, True, WORDS_SECONDS)
    return _kept[0]


def _found(values: dict[str, object]) -> tuple[dict[str, int], list[tuple[int, float]]]:
    """Return how many texts there are of each kind, and number and rank of those on the page, the best first."""
    counts, ranked = {}, []
    for kind, count, number, rank in _rows(FOUND, values):
        if number is None:
            counts[kind] = count
        else:
            ranked.append((number, rank))
    return counts, ranked


def _rare(groups: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the words of the question that stand in few texts."""
    questions = [question_of([group], needs_all=True) for group in groups]
    numbers = _rows(RARE, {"questions": questions, "rare": RARELY})
    return [group for group, (number,) in zip(groups, numbers, strict=True) if number <= RARELY]


def _rows(sql: str, values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
