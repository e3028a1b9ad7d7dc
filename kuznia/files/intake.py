"""What happens to an upload before any row names it: looked into, cleaned, made smaller, written to the store.

None of it needs the database, and some of it takes seconds: whoever locks a row takes the file in first. What no row
names in the end goes with the sweep.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import connection

from kuznia.files import store
from kuznia.files.inspection import clean, kind_of
from kuznia.files.kinds import NO_DOCUMENT, PICTURES, ContentType, NotTaken
from kuznia.files.names import safe_name
from kuznia.files.pictures import made_smaller, sides_of
from kuznia.files.receiving import RefusedUpload
from kuznia.files.tables import table_kind
from kuznia.lib.errors import Refused

# What the GNU C library has to give freed memory back to the system; others do so by themselves, or never.
_TRIM = getattr(ctypes.CDLL(None), "malloc_trim", None)
# How long the longer side of a picture is in the sizes that pages ask for, in pixels.
SIDES = (320, 1280)
# What opening a file may cost in memory is bounded for one, so a process opens one at a time; always in the same
# thread, because each keeps a heap of its own and gives little of it back.
_ONE_AT_A_TIME = ThreadPoolExecutor(max_workers=1, thread_name_prefix="intake")


@dataclass(frozen=True, slots=True)
class SmallerPicture:
    """A picture in a smaller size, as it lies in the store."""

    side: int
    width: int
    height: int
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Received:
    """A file that lies in the store, waiting for the row that names it."""

    name: str
    kind: ContentType
    sha256: str
    size: int
    width: int | None = None
    height: int | None = None
    smaller: tuple[SmallerPicture, ...] = ()


def received(upload: UploadedFile) -> Received:
    """Return the file as it lies in the store now, or refuse it in words at the field `file`."""
    return _in_turn(_taken_in, upload)


def received_document(upload: UploadedFile) -> Received:
    """Return the file as `received` does; what is of no known kind is refused in words about documents alone."""
    return _in_turn(_document_taken_in, upload)


def received_table(upload: UploadedFile) -> Received:
    """Return a table, XLSX or CSV, as it lies in the store now, or refuse it in words at the field `file`."""
    return _in_turn(_table_taken_in, upload)


def table_kind_of(path: Path) -> ContentType:
    """Return whether a table that is read from the disk is XLSX or CSV, or refuse it in words."""
    return table_kind(path)


def _in_turn(take_in: Callable[[UploadedFile], Received], upload: UploadedFile) -> Received:
    # Others wait for the few connections of a worker while this one waits for its turn.
    if not connection.in_atomic_block:
        connection.close()
    try:
        return _ONE_AT_A_TIME.submit(_opened_alone, take_in, upload).result()
    except Refused as refusal:
        raise Refused(refusal.message, field="file") from refusal


def _opened_alone(take_in: Callable[[UploadedFile], Received], upload: UploadedFile) -> Received:
    """Take the file in, and give back the memory that it took: the next one must not need more on top of it."""
    try:
        return take_in(upload)
    finally:
        if _TRIM is not None:
            _TRIM(0)


def _taken_in(upload: UploadedFile) -> Received:
    with store.draft_of(_pieces(upload)) as draft:
        kind = kind_of(draft.path)
        if clean(draft.path, kind):
            draft = store.reread(draft)
        width, height = sides_of(draft.path) if kind in PICTURES else (None, None)
        longer = max(width or 0, height or 0)
        smaller = tuple(_smaller(draft.path, side) for side in SIDES if longer > side)
        store.keep(draft)
    name = safe_name(upload.name or "", kind)
    return Received(name, kind, draft.sha256, draft.size, width, height, smaller)


def _document_taken_in(upload: UploadedFile) -> Received:
    try:
        return _taken_in(upload)
    except NotTaken as refusal:
        raise Refused(NO_DOCUMENT) from refusal


def _table_taken_in(upload: UploadedFile) -> Received:
    with store.draft_of(_pieces(upload)) as draft:
        kind = table_kind(draft.path)
        store.keep(draft)
    return Received(safe_name(upload.name or "", kind), kind, draft.sha256, draft.size)


def _pieces(upload: UploadedFile) -> Iterable[bytes]:
    if isinstance(upload, RefusedUpload):
        raise upload.refusal
    return upload.chunks()


def _smaller(path: Path, side: int) -> SmallerPicture:
    made = made_smaller(path, side=side)
    with store.draft_of([made.content]) as draft:
        store.keep(draft)
    return SmallerPicture(side, made.width, made.height, draft.sha256, draft.size)
