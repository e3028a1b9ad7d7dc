"""What a run keeps alive: a child that falls over is started again, after a pause that grows while it keeps falling."""

from __future__ import annotations

import time

from runner.children import Child
from runner.place import say

LONGEST_PAUSE = 30


class Kept:
    """One child; `falls` counts how often it has ended by itself without having lived for a minute in between."""

    def __init__(self, name: str, command: list[str]) -> None:
        """Starts it."""
        self.name, self.command = name, command
        self.falls = 0
        self._start()

    def _start(self) -> None:
        self.child = Child(self.name, self.command)
        self.started_at = time.monotonic()
        self.start_again_at: float | None = None

    def look_after(self) -> None:
        """Says in one line that it fell, and starts it again when its pause is over."""
        if self.child.exit_code is None:
            return
        if self.start_again_at is None:
            lived = time.monotonic() - self.started_at
            self.falls = 1 if lived > 2 * LONGEST_PAUSE else self.falls + 1
            pause = min(2**self.falls, LONGEST_PAUSE)
            self.start_again_at = time.monotonic() + pause
            say(f"The {self.name} ended with exit code {self.child.exit_code}; it starts again in {pause} s.")
        elif time.monotonic() >= self.start_again_at:
            # What is left of its group goes first: orphans of a killed web server would hold the port.
            self.child.stop()
            self._start()
