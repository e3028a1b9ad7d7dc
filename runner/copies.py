"""Copies files so that what was copied is on the disk, with the hash of what was written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from runner.manifest import PIECE, Part

# What the house keeps outside the database: the store, and the pictures and documents of the news.
KEPT = ("files", "media")


def kept_files(where: Path) -> Iterator[Path]:
    """Every file that a row may name, without drafts of uploads that are still under way."""
    for name in KEPT:
        for path in sorted((where / name).rglob("*")):
            if path.is_file() and path.relative_to(where).parts[:2] != ("files", "tmp"):
                yield path


def copy(source: Path, target: Path) -> Part:
    """Copies one file and syncs it; what comes back was taken from the bytes on their way."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as given, target.open("wb") as taken:
        while piece := given.read(PIECE):
            digest.update(piece)
            size += len(piece)
            taken.write(piece)
        taken.flush()
        os.fsync(taken.fileno())
    return Part(size=size, sha256=digest.hexdigest())


def write(target: Path, text: str) -> None:
    """Writes a small file and syncs it."""
    with target.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def sync_names(folder: Path) -> None:
    """Syncs the folder and every folder in it, so that the names are as safe as the bytes."""
    for name, _folders, _files in os.walk(folder):
        sync(Path(name))


def sync(folder: Path) -> None:
    """Syncs the names in one folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
