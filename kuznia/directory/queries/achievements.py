"""Reads what organisations managed to do and the documents that they show, each with its file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kuznia.directory.models import Achievement, Organisation, Paper
from kuznia.files.models import StoredFile
from kuznia.lib.prepared import NUMBER, Prepared


@dataclass(frozen=True, slots=True)
class Shown:
    """An achievement with its picture, if it has one."""

    achievement: Achievement
    picture: StoredFile | None


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A document with its file."""

    paper: Paper
    file: StoredFile


def achievements_of(organisation: Organisation) -> list[Shown]:
    """Return what the organisation managed to do, newest first, with the pictures, in two queries."""
    found = _ACHIEVEMENTS.rows(organisation.pk)
    pictures = _by_owner(_PICTURES.rows(organisation.pk) if found else ())
    return [Shown(each, pictures.get(each.pk)) for each in found]


def papers_of(organisation: Organisation) -> list[ShownPaper]:
    """Return the documents of the organisation, newest first, with their files, in two queries."""
    found = _PAPERS.rows(organisation.pk)
    files = _by_owner(_FILES.rows(organisation.pk) if found else ())
    return [ShownPaper(each, files[each.pk]) for each in found if each.pk in files]


def _by_owner(files: Iterable[StoredFile]) -> dict[int, StoredFile]:
    return {file.owner_id: file for file in files}


def _files_of(owners: QuerySet[Any]) -> QuerySet[StoredFile]:
    label = owners.model._meta.label
    return StoredFile.objects.filter(owner_label=label, owner_id__in=owners.order_by().values("pk"))


_ACHIEVEMENTS = Prepared(lambda number: Achievement.objects.filter(organisation=number), NUMBER)
_PICTURES = Prepared(lambda number: _files_of(Achievement.objects.filter(organisation=number)), NUMBER)
_PAPERS = Prepared(lambda number: Paper.objects.filter(organisation=number), NUMBER)
_FILES = Prepared(lambda number: _files_of(Paper.objects.filter(organisation=number)), NUMBER)
