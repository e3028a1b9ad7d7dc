"""A half backup is told from a whole one, in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runner import manifest
from runner.manifest import DUMP, NAME, Manifest
from runner.place import Stop

STORED = "files/ab/cd/abcd"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    folder = tmp_path / "kuznia-20261125-030000"
    (folder / STORED).parent.mkdir(parents=True)
    (folder / STORED).write_bytes(b"statute")
    (folder / DUMP).write_bytes(b"all rows")
    write(folder, described(folder))
    return folder


def described(folder: Path) -> Manifest:
    return Manifest(
        made_at="2026-11-25T02:00:00+00:00",
        version="0.1.0",
        kind="county",
        postgresql=18,
        key_fingerprint="",
        migrations=["people.0001_initial"],
        rows={"people_person": 7},
        made_once=["county"],
        parts={name: manifest.part_of(folder / name) for name in (DUMP, STORED)},
    )


def write(folder: Path, words: Manifest) -> None:
    (folder / NAME).write_text(manifest.text_of(words), encoding="utf-8")


def refusal_of(folder: Path) -> str:
    with pytest.raises(Stop) as refused:
        manifest.refuse_half(folder, manifest.read(folder))
    return str(refused.value)


def test_manifest_reads_back_what_was_written(backup: Path) -> None:
    assert manifest.read(backup) == described(backup)


def test_whole_backup_is_taken(backup: Path) -> None:
    manifest.refuse_half(backup, manifest.read(backup))


def test_backup_is_refused_when_there_is_none(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "none") == f"there is no backup in {tmp_path}/none."


def test_backup_is_refused_when_it_has_no_manifest(backup: Path) -> None:
    (backup / NAME).unlink()

    assert refusal_of(backup) == f"{backup} is no whole backup: it has no manifest.json."


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '"seal"'])
def test_backup_is_refused_when_its_manifest_is_cut(backup: Path, text: str) -> None:
    (backup / NAME).write_text(text)

    assert refusal_of(backup) == f"{backup} is no whole backup: its manifest.json is damaged."


def test_backup_is_refused_when_its_manifest_was_edited(backup: Path) -> None:
    text = (backup / NAME).read_text().replace('"people_person": 7', '"people_person": 8')
    (backup / NAME).write_text(text)

    assert (
        refusal_of(backup)
        == f"{backup} is no whole backup: its manifest.json was changed after it was written."
    )


def test_backup_is_refused_when_its_format_is_newer(backup: Path) -> None:
    words = json.loads((backup / NAME).read_text())
    del words["seal"]
    words["format"] = 2
    (backup / NAME).write_text(json.dumps({**words, "seal": manifest._seal(words)}))

    assert refusal_of(backup) == f"{backup} has format 2, this version reads format 1: install a newer one."


def test_backup_is_refused_when_a_file_is_missing(backup: Path) -> None:
    (backup / STORED).unlink()

    assert refusal_of(backup) == f"{backup} is no whole backup: {STORED} is missing."


def test_backup_is_refused_when_the_dump_is_truncated(backup: Path) -> None:
    (backup / DUMP).write_bytes(b"all r")

    assert refusal_of(backup) == f"{backup} is no whole backup: database.dump has 5 bytes instead of 8."


def test_backup_is_refused_when_a_byte_has_changed(backup: Path) -> None:
    (backup / STORED).write_bytes(b"Statute")

    assert refusal_of(backup) == f"{backup} is no whole backup: {STORED} is not what was written."


def test_backup_is_refused_when_it_would_write_elsewhere(backup: Path) -> None:
    words = described(backup)
    words.parts["../secret"] = words.parts[DUMP]
    write(backup, words)

    assert refusal_of(backup) == "a backup may not hold ../secret."


def test_fingerprint_tells_keys_apart_and_gives_none_away() -> None:
    first, second = (manifest.fingerprint_of(key) for key in ("one", "two"))

    assert (len(first), first == second, manifest.fingerprint_of("")) == (16, False, "")
