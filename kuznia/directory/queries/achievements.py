"""Reads what organisations managed to do and the documents that they show, each with its file."""

from __future__ import annotations

from dataclasses import dataclass

from kuznia.directory.models import Achievement, Organisation, Paper
from kuznia.files.models import StoredFile


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
    found = list(organisation.achievements.all())
    pictures = _files(Achievement, [each.pk for each in found])
    return [Shown(each, pictures.get(each.pk)) for each in found]


def papers_of(organisation: Organisation) -> list[ShownPaper]:
    """Return the documents of the organisation, newest first, with their files, in two queries."""
    found = list(organisation.papers.all())
    files = _files(Paper, [each.pk for each in found])
    return [ShownPaper(each, files[each.pk]) for each in found if each.pk in files]


def _files(model: type[Achievement] | type[Paper], numbers: list[int]) -> dict[int, StoredFile]:
    """Return the file of each of these, by their numbers; without any the database is not asked."""
    rows = StoredFile.objects.filter(owner_label=model._meta.label, owner_id__in=numbers)
    return {file.owner_id: file for file in rows} if numbers else {}
