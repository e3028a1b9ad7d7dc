"""Refusals of the database put into words: each app maps its constraints to sentences in one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from psycopg.errors import Error

from kuznia.lib.errors import Refused


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a constraint says to people, and the form field where it is said."""

    message: str | Promise
    field: str | None = None


@contextmanager
def constraints_in_words(sentences: Mapping[str, Sentence]) -> Iterator[None]:
    """Turn a broken constraint of the table into a refusal; one that the table does not name is a bug and crashes."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as broken:
        sentence = sentences.get(_name_of(broken))
        if sentence is None:
            raise
        raise Refused(sentence.message, field=sentence.field) from broken


def _name_of(broken: IntegrityError) -> str:
    cause = broken.__cause__
    return (cause.diag.constraint_name or "") if isinstance(cause, Error) else ""
