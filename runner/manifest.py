"""What a backup says of itself: its parts with size and hash, and the state of the house it was made from.

The seal and the hashes find what was cut, lost or changed by accident; they are no proof against malice.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from runner.place import Stop

FORMAT = 1
NAME = "manifest.json"
DUMP = "database.dump"
SECRET = "secret"
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a backup, as it was written."""

    size: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """Everything that a restore must know before it touches anything."""

    made_at: str
    version: str
    kind: str
    postgresql: int
    key_fingerprint: str
    migrations: list[str]
    rows: dict[str, int]
    made_once: list[str]
    faults: list[str] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)


def text_of(manifest: Manifest) -> str:
    """The manifest as it is written, sealed."""
    words = {"format": FORMAT, **asdict(manifest)}
    return json.dumps({**words, "seal": _seal(words)}, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def read(folder: Path) -> Manifest:
    """The manifest of a backup that is there, whole and of a format we know; otherwise says what is wrong."""
    if not folder.is_dir():
        raise Stop(f"there is no backup in {folder}.")
    try:
        words: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
        seal = words.pop("seal")
    except FileNotFoundError:
        raise Stop(f"{folder} is no whole backup: it has no {NAME}.") from None
    except (ValueError, AttributeError, KeyError, TypeError):
        raise Stop(f"{folder} is no whole backup: its {NAME} is damaged.") from None
    if seal != _seal(words):
        raise Stop(f"{folder} is no whole backup: its {NAME} was changed after it was written.")
    made_in = words.pop("format")
    if made_in > FORMAT:
        raise Stop(f"{folder} has format {made_in}, this version reads format {FORMAT}: install a newer one.")
    parts = {_harmless(name): Part(**part) for name, part in words.pop("parts").items()}
    return Manifest(**words, parts=parts)


def refuse_half(folder: Path, manifest: Manifest) -> None:
    """Stops at the first part that is missing or is not what was written."""
    for name, part in manifest.parts.items():
        try:
            found = part_of(folder / name)
        except FileNotFoundError:
            raise Stop(f"{folder} is no whole backup: {name} is missing.") from None
        if found.size != part.size:
            raise Stop(f"{folder} is no whole backup: {name} has {found.size} bytes instead of {part.size}.")
        if found != part:
            raise Stop(f"{folder} is no whole backup: {name} is not what was written.")


def part_of(path: Path) -> Part:
    """Size and hash of a file, read once."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return Part(size=size, sha256=digest.hexdigest())


def fingerprint_of(key: str) -> str:
    """Tells one secret key from another without giving it away; empty where there is none."""
    return hashlib.sha256(f"kuznia.backup:{key}".encode()).hexdigest()[:16] if key else ""


def _seal(words: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()


def _harmless(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise Stop(f"a backup may not hold {name}.")
    return name
