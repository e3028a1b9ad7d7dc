"""The processes that a run starts: each in its own group, none outlives the run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import IO

from runner.place import ROOT, Stop, data_dir
from runner.platform import dies_with_parent, is_alive, processes_marked

SECONDS_TO_STOP = 10
# glibc gives threads heaps of their own. Ours take turns at one interpreter: with two heaps for all of them a web
# worker keeps six megabytes less. Whoever knows better sets it; elsewhere nobody reads it.
FEW_HEAPS = {"MALLOC_ARENA_MAX": "2"}


class Child:
    """One process with all that it starts itself."""

    def __init__(self, name: str, command: list[str], *, output: IO[str] | int | None = None) -> None:
        """Starts the command in a session of its own, so that Ctrl-C reaches us alone and we choose the order."""
        ends_with_us = dies_with_parent()
        watched = command if ends_with_us else [sys.executable, "-m", "runner.warden", *command]
        self.name = name
        self.process = subprocess.Popen(
            watched,
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            text=True,
            start_new_session=True,
            preexec_fn=ends_with_us,
        )

    @property
    def exit_code(self) -> int | None:
        """None as long as it runs."""
        return self.process.poll()

    def stop(self) -> None:
        """Asks it to end, waits, and kills what is left of its group."""
        if self.exit_code is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(SECONDS_TO_STOP)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def environment() -> dict[str, str]:
    """What a child is given: ours, and the mark by which a later run knows what a killed one left."""
    return {**FEW_HEAPS, **os.environ, "KUZNIA_SERVED_FROM": str(data_dir())}


def run(name: str, *arguments: str) -> None:
    """Runs one management command to its end, with its words on our terminal."""
    finish(Child(name, manage(*arguments)))


def finish(child: Child) -> str:
    """Waits for a command; what it printed comes back if it was asked to be kept."""
    try:
        words, _none = child.process.communicate()
    except BaseException:
        child.stop()
        raise
    if child.exit_code:
        raise Stop(f"{child.name} ended with exit code {child.exit_code}; its own words stand above.")
    return words or ""


def manage(*arguments: str) -> list[str]:
    """The command line of a management command."""
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def end_leftovers() -> None:
    """Kills what a run from this data directory left when it was killed itself; the caller holds the run's lock."""
    leftovers = list(processes_marked(f"KUZNIA_SERVED_FROM={data_dir()}"))
    for pid in leftovers:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + SECONDS_TO_STOP
    while any(map(is_alive, leftovers)) and time.monotonic() < deadline:
        time.sleep(0.05)
