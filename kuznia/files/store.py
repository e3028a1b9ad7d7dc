"""The store: bytes under their SHA-256, outside the web root. Written whole and synced before a row names them."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _lazy

from kuznia.files.kinds import LARGEST_RECORDING, TOO_LARGE
from kuznia.lib.errors import Refused

# EFBIG: the host lets one file, or this process, grow no further.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
EMPTY = _lazy("This file is empty. Check it and send it again.")
FULL = _lazy("There is no room for more files now. Nothing else is lost; try again later or write to us.")
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is written and synced but not yet in the store."""

    path: Path
    sha256: str
    size: int


@contextmanager
def draft_of(pieces: Iterable[bytes]) -> Iterator[Draft]:
    """Write the pieces beside the store and sync them; what is not kept by the end of the block is gone."""
    with refusing_when_full():
        handle, name = tempfile.mkstemp(dir=drafts())
    path = Path(name)
    try:
        with refusing_when_full(), os.fdopen(handle, "wb") as file:
            digest, size = hashlib.sha256(), 0
            for piece in pieces:
                size += len(piece)
                if size > LARGEST_RECORDING:
                    raise Refused(TOO_LARGE)
                digest.update(piece)
                file.write(piece)
            if not size:
                raise Refused(EMPTY)
            file.flush()
            os.fsync(file.fileno())
        yield Draft(path, digest.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)


def reread(draft: Draft) -> Draft:
    """Return the draft as it is after its content was changed in its place, synced."""
    with refusing_when_full(), draft.path.open("rb") as file:
        os.fsync(file.fileno())
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Draft(draft.path, digest, draft.path.stat().st_size)


def keep(draft: Draft) -> None:
    """Move the draft into the store, for good: the name is synced too.

    Known content is replaced by itself on purpose: its fresh time keeps the sweep away until the row is committed.
    """
    target = path_of(draft.sha256)
    with refusing_when_full():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.path.replace(target)
        for folder in (target.parent, target.parent.parent):
            _sync(folder)


def path_of(sha256: str) -> Path:
    """Return where the bytes of this SHA-256 lie."""
    return settings.KUZNIA_FILES_DIR / sha256[:2] / sha256[2:4] / sha256


def kept_before(instant: float) -> Iterator[Path]:
    """Return every file of the store that was written before the instant, in seconds since 1970."""
    for path in sorted(settings.KUZNIA_FILES_DIR.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < instant:
                yield path


def discard(path: Path, *, before: float) -> bool:
    """Remove the file unless it was written anew since `before`; return whether it is gone.

    It is taken aside first: an upload of the same bytes at this very moment either shows by its time, and the file
    goes back, or finds the place empty and writes it again.
    """
    aside = drafts() / f"{path.name}.swept"
    path.replace(aside)
    if aside.stat().st_mtime >= before:
        aside.replace(path)
        return False
    aside.unlink()
    return True


def discard_drafts(*, before: float) -> int:
    """Remove what a killed upload left; return how many files there were."""
    left = [path for path in drafts().iterdir() if path.stat().st_mtime < before]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def digest_of(sha256: str) -> str | None:
    """Return the SHA-256 of the bytes that lie there now, or None where there are none."""
    digest = hashlib.sha256()
    try:
        with path_of(sha256).open("rb") as file:
            while piece := file.read(PIECE):
                digest.update(piece)
    except FileNotFoundError:
        return None
    return digest.hexdigest()


def drafts() -> Path:
    """Return where files lie until they are kept, on the same disk as those."""
    folder: Path = settings.KUZNIA_FILES_DIR / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def refusing_when_full() -> Iterator[None]:
    """Refuse in words what the disk has no room for; any other fault of the disk is seen."""
    try:
        yield
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise Refused(FULL) from error


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
