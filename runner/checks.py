"""The quick checks of `make check`, one after another; all run, and every one that fails is named at the end."""

from __future__ import annotations

import subprocess
import sys
import time

from runner.place import ROOT, say, virtual_environment

BIN = virtual_environment() / "bin"
CHECKS: dict[str, list[str]] = {
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "lint": [str(BIN / "ruff"), "check", "--quiet", "."],
    "catalogues": [sys.executable, "-m", "runner.catalogue", "check"],
    "documents": [sys.executable, "-m", "tools.docs", "--check"],
    "floors": [str(BIN / "lint-imports")],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "types": [str(BIN / "mypy"), "--no-error-summary", "kuznia", "runner"],
}


def main(names: list[str]) -> int:
    """Runs the named checks, or all; 1 when one fails."""
    failed = [name for name in names or CHECKS if not _passes(name)]
    if failed:
        say(f"Failed: {', '.join(failed)}.")
    return 1 if failed else 0


def _passes(name: str) -> bool:
    started_at = time.monotonic()
    done = subprocess.run(
        CHECKS[name], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    seconds = time.monotonic() - started_at
    say(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name} ({seconds:.1f} s)")
    if done.returncode:
        say((done.stdout + done.stderr).rstrip())
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
