"""The journal of erasures: kept beside the database and in no backup, so that a restore erases those people again.

A line is the instant, the birth of the database (its first migration: it tells one house from another, a restored one
has the same), the number of the person and a full stop, which a line cut short by a full disk lacks.
"""

from __future__ import annotations

import os
from datetime import datetime

from django.conf import settings
from django.db import connection

from kuznia.lib import clock


def note_erasure(person_id: int) -> None:
    """Append the erasure, which has been committed; the line is on the disk when this returns."""
    line = f"{clock.now().isoformat()} {_birth()} {person_id} .\n"
    path = settings.KUZNIA_ERASURE_JOURNAL
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line.encode("ascii"))
        os.fsync(handle)
    finally:
        os.close(handle)


def noted_erasures(since: datetime | None = None) -> set[int]:
    """Return the people of this very database who were erased after the instant, or ever."""
    if not settings.KUZNIA_ERASURE_JOURNAL.exists():
        return set()
    lines = settings.KUZNIA_ERASURE_JOURNAL.read_text(encoding="ascii").splitlines()
    # What was cut short is passed over, or it would name somebody else; the nightly job writes it again.
    entries = [words for words in map(str.split, lines) if len(words) == 4 and words[3] == "."]
    birth = _birth()
    return {
        int(person_id)
        for instant, house, person_id, _stop in entries
        if house == birth and (since is None or datetime.fromisoformat(instant) > since)
    }


def _birth() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(applied) FROM django_migrations")
        born: datetime = cursor.fetchone()[0]
    return born.isoformat()
