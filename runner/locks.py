"""Locks between processes. The kernel drops them with their holder, so that a killed run never blocks the next."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from runner.place import Stop


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Waits until no other process holds this lock, and holds it."""
    with _opened(path) as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def try_alone(path: Path) -> IO[str] | None:
    """The lock, held until it is closed, or None when another process holds it."""
    stream = _opened(path)
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        stream.close()
        return None
    return stream


def shared(path: Path) -> IO[str]:
    """The lock, held together with others until it is closed; waits for one who holds it alone."""
    stream = _opened(path)
    fcntl.flock(stream, fcntl.LOCK_SH)
    return stream


def is_last_holder(stream: IO[str]) -> bool:
    """Turns a shared lock into a lone one; False when others share it (our share is gone then as well)."""
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _opened(path: Path) -> IO[str]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a", encoding="utf-8")
    except OSError as error:
        raise Stop(f"{path} cannot be written ({error.strerror}): choose another KUZNIA_DATA_DIR.") from error
