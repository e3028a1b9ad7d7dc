"""What a killed PostgreSQL leaves: a lock with its process id, which may be a zombie or somebody else by now."""

from __future__ import annotations

import subprocess
from pathlib import Path

from runner.binaries import User
from runner.platform import is_postmaster_of


def postmaster_lives(data: Path) -> bool:
    """Whether the first process of the server with this data runs."""
    pid = _pid_in(data / "postmaster.pid")
    return pid is not None and is_postmaster_of(pid, data)


def disarm(lock: Path, user: User) -> None:
    """Puts a dead process id into the lock that a killed server left.

    PostgreSQL takes any living process of that id, even a zombie, for its old self. The rest of the file stays: by it
    PostgreSQL sees whether the killed server's own children still hold its memory, and waits for them.
    """
    if not lock.exists():
        return
    _pid, newline, rest = lock.read_text(encoding="utf-8").partition("\n")
    if not newline:
        lock.unlink()
        return
    ended = subprocess.Popen(["/bin/sh", "-c", ":"])
    ended.wait()
    rewritten = lock.with_name(f"{lock.name}.rewritten")
    rewritten.write_text(f"{ended.pid}\n{rest}", encoding="utf-8")
    rewritten.chmod(0o600)
    user.owns(rewritten)
    rewritten.replace(lock)


def _pid_in(lock: Path) -> int | None:
    try:
        return int(lock.read_text(encoding="utf-8").partition("\n")[0])
    except (FileNotFoundError, ValueError):
        return None
