"""Stands between us and a child where the kernel cannot end it with its parent: `python -m runner.warden command ...`.

Passes SIGTERM on, watches its parent, and takes the whole process group along when the parent is gone.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

SECONDS_TO_STOP = 10


def main(command: list[str]) -> int:
    """Runs the command until it ends or our parent does; its exit code comes back."""
    parent = os.getppid()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    while child.poll() is None:
        if os.getppid() != parent:
            child.terminate()
            return _end(child)
        time.sleep(0.25)
    return child.returncode


def _end(child: subprocess.Popen[bytes]) -> int:
    try:
        return child.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(os.getpgrp(), signal.SIGKILL)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
