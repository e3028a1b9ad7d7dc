"""What a data directory remembers between starts, so that a second start skips what is done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from runner.place import ROOT, data_dir

MADE_ONCE = ("demo", "county", "administrator")


def remembers(name: str, value: str) -> bool:
    """Whether the last finished work of this name was done for the same value."""
    return _read().get(name) == value


def remember(name: str, value: str) -> None:
    """Notes that the work is done; written in one step, so that a killed run leaves the old note or the new one."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(json.dumps({**_read(), name: value}, indent=1), encoding="utf-8")
    unfinished.replace(path)


def made_once(born: str) -> list[str]:
    """What was made for the database born then, and must not be made again where that database is restored."""
    return [name for name in MADE_ONCE if remembers(name, born)]


def migrations_fingerprint() -> str:
    """Changes when a migration of ours or a package that brings some does."""
    return _contents([ROOT / "requirements.lock", *sorted(ROOT.glob("kuznia/*/migrations/*.py"))])


def static_fingerprint() -> str:
    """Changes when a static file of ours or a package that brings some does."""
    files = [path for path in sorted(ROOT.glob("kuznia/*/static/**/*")) if path.is_file()]
    return _contents([ROOT / "requirements.lock", ROOT / "kuznia/config/settings.py", *files])


def _contents(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _path() -> Path:
    return data_dir() / "state.json"


def _read() -> dict[str, str]:
    try:
        kept: dict[str, str] = json.loads(_path().read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return kept
