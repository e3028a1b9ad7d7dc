"""Every call that only Linux knows, each with what happens elsewhere; no other file asks for the platform."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

IS_LINUX = sys.platform.startswith("linux")
PR_SET_PDEATHSIG = 1
PROC = Path("/proc")


def dies_with_parent() -> Callable[[], None] | None:
    """What a child runs before its program, so that it ends when its parent is killed; None where unknown."""
    if not IS_LINUX:
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def ask_the_kernel() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # the parent died between fork and prctl
            os.kill(os.getpid(), signal.SIGTERM)

    return ask_the_kernel


def is_alive(pid: int) -> bool:
    """Whether a process runs under this id; a zombie does not."""
    if IS_LINUX:
        try:
            state = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return False
        return state not in "ZX"
    state = _ps(pid, "stat")
    return bool(state) and not state.startswith("Z")


def is_postmaster_of(pid: int, cluster: Path) -> bool:
    """Whether this process is the PostgreSQL of this cluster, and not another that got the same number."""
    if not is_alive(pid):
        return False
    if IS_LINUX:
        try:
            return Path(os.readlink(PROC / str(pid) / "cwd")) == cluster.resolve()
        except OSError:
            return False
    return _ps(pid, "comm").endswith("postgres")


def processes_marked(mark: str) -> Iterator[int]:
    """The processes, other than this one, whose environment holds the mark; none where it cannot be read."""
    if not IS_LINUX:
        return
    wanted = mark.encode()
    for entry in PROC.iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            if wanted in (entry / "environ").read_bytes().split(b"\0") and is_alive(int(entry.name)):
                yield int(entry.name)
        except OSError:
            continue


def processes_under(pid: int) -> list[int]:
    """This process and all that descend from it; itself alone where that cannot be read."""
    if not IS_LINUX:
        return [pid]
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (words := _stat(int(entry.name))):
            children.setdefault(int(words[1]), []).append(int(entry.name))
    found = [pid]
    for each in found:
        found += children.get(each, [])
    return found


def cpu_seconds(pid: int) -> float | None:
    """Processor time of a process, its living descendants and those it has buried; None where it cannot be read."""
    if not IS_LINUX:
        return None
    ticks = sum(sum(map(int, words[11:15])) for each in processes_under(pid) if (words := _stat(each)))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_megabytes(pid: int) -> tuple[float, float] | None:
    """Memory of one process: resident, and its fair share of what it shares (RSS, PSS); None where unknown."""
    if not IS_LINUX:
        return None
    lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:]
    kilobytes = {name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines)}
    return kilobytes["Rss"] / 1024, kilobytes["Pss"] / 1024


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the third on; none for a process that has gone."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _ps(pid: int, column: str) -> str:
    asked = subprocess.run(
        ["ps", "-o", f"{column}=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip()
