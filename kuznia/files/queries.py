"""Reads stored files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.db import models

from kuznia.files.models import Rendition, StoredFile
from kuznia.files.store import path_of
from kuznia.lib.policy import Actor
from kuznia.lib.ports import file_owners


def files_of(owner: models.Model) -> models.QuerySet[StoredFile]:
    """Return the files of an object, in the order in which they came."""
    return StoredFile.objects.filter(owner_label=owner._meta.label, owner_id=owner.pk)


def content_of(file: StoredFile) -> bytes:
    """Return the bytes of the file, for documents that are made of it."""
    return path_of(file.sha256).read_bytes()


def place_of(file: StoredFile) -> Path:
    """Return where the bytes of the file lie, for readers that go through them piece by piece."""
    return path_of(file.sha256)


def may_read(file: StoredFile, actor: Actor) -> bool:
    """True when the app that owns the file says so now; a file whose owner nobody knows is read by nobody."""
    answers = [owner for owner in file_owners if owner.owner_label == file.owner_label]
    return any(owner.may_read(actor, file.owner_id) for owner in answers)


def visible_to(actor: Actor) -> list[StoredFile]:
    """Return every file that the actor may read: the same answer as the page of each."""
    return [file for file in StoredFile.objects.all() if may_read(file, actor)]


def named_contents() -> Iterator[str]:
    """Return the SHA-256 of everything that a row names, once each."""
    of_files = StoredFile.objects.order_by().values_list("sha256", flat=True)
    smaller = Rendition.objects.order_by().values_list("sha256", flat=True)
    return of_files.union(smaller).order_by("sha256").iterator()


def is_named(sha256: str) -> bool:
    """True while a row names these bytes."""
    return any(rows.filter(sha256=sha256).exists() for rows in (StoredFile.objects, Rendition.objects))
