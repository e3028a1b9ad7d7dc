"""Finds the browser of the tests; `python -m runner.chromium` installs it where it may and is missing."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from runner.bootstrap import install_system_package
from runner.place import Stop, give_up, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
DOWNLOADED = (
    ".cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)


def find_chromium() -> Path | None:
    """The Chromium or Chrome of this machine: KUZNIA_CHROMIUM, the PATH, the applications, Playwright's own."""
    given = os.environ.get("KUZNIA_CHROMIUM")
    if given:
        return Path(given) if Path(given).exists() else None
    on_path = [found for name in NAMES if (found := shutil.which(name))]
    downloaded = [path for pattern in DOWNLOADED for path in sorted(Path.home().glob(pattern), reverse=True)]
    candidates = [*map(Path, on_path), *map(Path, APPLICATIONS), *downloaded]
    return next((path for path in candidates if path.exists()), None)


def ensure_chromium() -> Path:
    """The browser, installed by apt where we are root and there is none; a sentence that says what to install else."""
    found = find_chromium()
    apt = shutil.which("apt-get")
    if found is None and apt and os.geteuid() == 0 and not os.environ.get("KUZNIA_CHROMIUM"):
        say("Installing Chromium for the browser tests")
        install_system_package(apt, "chromium")
        found = find_chromium()
    if found is None:
        raise Stop(
            "the browser tests need Chromium: install it (`sudo apt-get install chromium`, on macOS Chrome), "
            "or name it in KUZNIA_CHROMIUM."
        )
    return found


if __name__ == "__main__":
    try:
        say(f"Browser: {ensure_chromium()}")
    except Stop as reason:
        give_up(reason)
    sys.exit(0)
