"""Makes the lock files: hashes for every platform, no index address (`make lock`)."""

from __future__ import annotations

import subprocess
import sys

from runner.place import ROOT, say

OPTIONS = [
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--quiet",
]
PAIRS = {"requirements.in": "requirements.lock", "requirements-dev.in": "requirements-dev.lock"}


def main() -> int:
    """Compiles both; the one to test follows the versions of the one to run."""
    for source, lock in PAIRS.items():
        constraint = ["--constraint", "requirements.lock"] if lock == "requirements-dev.lock" else []
        command = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, *constraint, source, "-o", lock]
        if subprocess.run([*command, "--no-emit-index-url"], cwd=ROOT, check=False).returncode:
            return 1
        say(f"{lock} is made.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
