"""Keeps the index of public texts as the apps tell them. Nothing is asked of a record that is not public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext_noop

from kuznia.jobs.models import Progress
from kuznia.jobs.services import enqueue, start_work
from kuznia.lib.policy import Actor, demand
from kuznia.lib.ports import Published, PublishedText, published
from kuznia.search import policies as policies
from kuznia.search.analysis import LONGEST_WORD, Token, analyser_name, lemmas, tokens
from kuznia.search.models import Document, TitleWord, Word
from kuznia.search.vectors import vector_of

KEPT = (
    "url",
    "url_en",
    "title",
    "title_en",
    "lead",
    "lead_en",
    "body",
    "keywords",
    "place",
    "day",
    "vector",
    "title_vector",
    "analyser",
)
LONGEST_TITLE, LONGEST_BODY = 300, 100_000
# Two refreshes of one text must not write it in the wrong order, nor the same words crosswise.
LOCK = 762_310
ADD_WORDS = """
INSERT INTO search_word (folded, shown, lemmas) SELECT * FROM unnest(%s::text[], %s::text[], %s::text[])
ON CONFLICT (folded) DO UPDATE SET lemmas = search_word.lemmas || ' ' || excluded.lemmas
WHERE ' ' || search_word.lemmas || ' ' NOT LIKE '%% ' || excluded.lemmas || ' %%'
"""

FORGET_WORDS = """
DELETE FROM search_word AS word WHERE NOT EXISTS (
    SELECT FROM search_document WHERE vector @@ ('''=' || word.folded || '''')::tsquery)
"""


def note_change(*, kind: str, keys: Sequence[int]) -> None:
    """Let a job look at these records after the commit, and keep or forget what is public of them.

    Each act queues its own: one that waits already may look before this act commits, and see nothing of it.
    """
    if keys:
        enqueue("search.refresh", kind=kind, keys=list(keys))


def note_move(*, case: Model) -> None:
    """As `note_change`, where the texts of such a case are public in some of its states."""
    for source in published:
        if source.model == case._meta.label:
            note_change(kind=source.kind, keys=[case.pk])


@transaction.atomic
def refresh(*, kind: str, keys: Sequence[int], actor: Actor) -> int:
    """The index holds of these records exactly what is public of them now; returns how many texts that is."""
    demand(actor, "search.index")
    source = _source(kind)
    _hold_index()
    texts = list(source.texts(keys)) if source is not None else []
    Document.objects.filter(kind=kind, key__in=set(keys) - {text.key for text in texts}).delete()
    _keep(kind, texts)
    return len(texts)


@transaction.atomic
def forget_unknown(*, kind: str, known: Iterable[int], actor: Actor) -> int:
    """The index holds nothing of this kind beside `known`; returns how many texts went."""
    demand(actor, "search.index")
    _hold_index()
    gone, _each = Document.objects.filter(kind=kind).exclude(key__in=set(known)).delete()
    return gone


@transaction.atomic
def forget_words(*, actor: Actor) -> int:
    """The vocabulary holds no word that stands in no text, as the name of somebody erased; returns how many went."""
    demand(actor, "search.index")
    _hold_index()
    with connection.cursor() as cursor:
        cursor.execute(FORGET_WORDS)
        return int(cursor.rowcount)


@transaction.atomic
def start_reindexing(*, actor: Actor) -> Progress:
    """Make the whole index anew, by a job with progress; while one is under way no second begins."""
    demand(actor, "search.index")
    return start_work(
        task="search.reindex",
        name=gettext_noop("Index of public texts"),
        once_as="search.reindex",
        actor=actor,
    )


def _source(kind: str) -> Published | None:
    return next((source for source in published if source.kind == kind), None)


def _hold_index() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _keep(kind: str, texts: list[PublishedText]) -> None:
    documents = [_document(kind, text) for text in texts]
    Document.objects.bulk_create(
        documents, update_conflicts=True, unique_fields=["kind", "key"], update_fields=KEPT
    )
    _keep_title_words(documents)
    _keep_words(documents)


def _keep_title_words(documents: list[Document]) -> None:
    TitleWord.objects.filter(document__in=documents).delete()
    TitleWord.objects.bulk_create(
        TitleWord(document=document, word=word)
        for document in documents
        for word in sorted({token.folded[:LONGEST_WORD] for token in _title_tokens(document)})
    )


def _title_tokens(document: Document) -> Iterator[Token]:
    for title in (document.title, document.title_en):
        yield from tokens(title)


def _document(kind: str, text: PublishedText) -> Document:
    title, title_en = text.title[:LONGEST_TITLE], text.title_en[:LONGEST_TITLE]
    body = text.body[:LONGEST_BODY]
    parts = [
        ("A", title),
        ("A", title_en),
        ("B", text.lead),
        ("B", text.lead_en),
        ("C", text.keywords),
        ("D", body),
    ]
    return Document(
        kind=kind,
        key=text.key,
        url=text.url,
        url_en=f"/en{text.url}",
        title=title,
        title_en=title_en,
        lead=text.lead,
        lead_en=text.lead_en,
        body=body,
        keywords=text.keywords,
        place=text.place,
        day=text.day,
        vector=vector_of(parts),
        title_vector=vector_of(parts[:2]),
        analyser=analyser_name(),
    )


def _searched(document: Document) -> tuple[str, ...]:
    titles, leads = (document.title, document.title_en), (document.lead, document.lead_en)
    return (*titles, *leads, document.keywords, document.body)


def _keep_words(documents: Iterable[Document]) -> None:
    """Add the words of these texts to the vocabulary."""
    found: dict[str, tuple[str, set[str]]] = {}
    for document in documents:
        for text in _searched(document):
            for token in tokens(text):
                shown = token.text.lower()
                found.setdefault(token.folded[:LONGEST_WORD], (shown, set()))[1].update(lemmas(shown))
    if not found:
        return
    names = sorted(found)
    known = dict(Word.objects.filter(folded__in=names).values_list("folded", "lemmas"))
    fresh = [name for name in names if not found[name][1] <= set(known.get(name, "").split())]
    bases = [" ".join(sorted(found[name][1])) for name in fresh]
    with connection.cursor() as cursor:
        cursor.execute(ADD_WORDS, [fresh, [found[name][0] for name in fresh], bases])
