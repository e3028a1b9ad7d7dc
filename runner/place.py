"""Where things stand on this machine: the checkout, its data, its virtual environment, its port."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent


class Stop(Exception):
    """A reason why the run cannot go on, in one sentence for the person at the keyboard."""


def data_dir() -> Path:
    """Where database, files, secret and logs live: KUZNIA_DATA_DIR, or `var` in the checkout."""
    return Path(os.environ.get("KUZNIA_DATA_DIR") or ROOT / "var").resolve()


def restore_mark() -> Path:
    """Stands for as long as a restore puts new data in the place of the old."""
    return data_dir() / "restore.swapping"


def virtual_environment() -> Path:
    """The directory of the virtual environment: KUZNIA_VENV, or `.venv` in the checkout."""
    return Path(os.environ.get("KUZNIA_VENV") or ROOT / ".venv").absolute()


def port() -> int:
    """The port of the web server: KUZNIA_PORT, or 8000."""
    given = os.environ.get("KUZNIA_PORT") or "8000"
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Stop(f"KUZNIA_PORT is a number from 1 to 65535, not {given!r}.")
    return int(given)


def flag(name: str, *, default: bool) -> bool:
    """A setting that is 0 or 1."""
    given = os.environ.get(name) or ("1" if default else "0")
    if given not in {"0", "1"}:
        raise Stop(f"{name} is 0 or 1, not {given!r}.")
    return given == "1"


def say(sentence: str) -> None:
    """Prints one plain line at once."""
    print(sentence, flush=True)


def give_up(reason: Stop) -> NoReturn:
    """Prints the reason and ends with exit code 1."""
    print(f"Kuźnia: {reason}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def remembered_kind() -> str:
    """What the data directory was made for: `demo` or `county`, empty before the first start."""
    mark = data_dir() / "kind"
    return mark.read_text(encoding="ascii").strip() if mark.exists() else ""
