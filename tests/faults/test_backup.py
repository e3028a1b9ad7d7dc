"""Backups of the embedded database and of a server, on a full disk, and of a house that lacks a file."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from kuznia.events.tests.factories import make_event
from runner import locks, manifest, postgres
from runner.place import ROOT
from tests.faults.house import House, house_with_rows_of

pytestmark = pytest.mark.faults
FULL_AT = 40_000


@pytest.fixture(scope="module")
def house(module_database: str) -> Iterator[House]:
    make_event()
    with house_with_rows_of(module_database) as house:
        yield house


def fill_up() -> None:
    """The disk takes no file larger than this: the store fits, the dump does not."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (FULL_AT, FULL_AT))


def addresses(house: House, database: str) -> dict[str, str]:
    """Return the settings of a house whose database is a server's, not its own."""
    host, port = postgres.address(house.where)
    at = f"@{quote(host, safe='')}:{port}/{database}"
    return {
        "DATABASE_URL": f"postgresql://kuznia_app{at}",
        "KUZNIA_OWNER_DATABASE_URL": f"postgresql://kuznia_owner{at}",
    }


def test_backup_goes_where_it_is_told_and_is_closed_to_others(house: House, tmp_path: Path) -> None:
    done = house.run("-m", "runner.backup", TO=str(tmp_path / "there"))

    (folder,) = (tmp_path / "there").iterdir()
    assert (done.returncode, done.stdout.rstrip().rpartition(" in ")[2]) == (0, str(folder))
    assert {path.stat().st_mode & 0o77 for path in (folder, *folder.rglob("*"))} == {0}
    manifest.refuse_half(folder, manifest.read(folder))
    assert manifest.read(folder).rows["events_event"] == 1


def test_backup_says_so_and_leaves_nothing_when_the_disk_is_full(house: House, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "runner.backup"],
        cwd=ROOT,
        env=house.environment(TO=str(tmp_path)),
        preexec_fn=fill_up,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, list(tmp_path.iterdir())) == (1, [])
    assert done.stderr.startswith("Kuźnia: ")
    assert len(done.stderr.splitlines()) == 1


def test_backup_says_so_when_a_file_does_not_fit(house: House, tmp_path: Path) -> None:
    large = house.where / "media" / "original_images" / "large.jpg"
    large.parent.mkdir(parents=True, exist_ok=True)
    large.write_bytes(b"0" * 2 * FULL_AT)
    done = subprocess.run(
        [sys.executable, "-m", "runner.backup"],
        cwd=ROOT,
        env=house.environment(TO=str(tmp_path)),
        preexec_fn=fill_up,
        capture_output=True,
        text=True,
        check=False,
    )
    large.unlink()

    assert done.stderr == (
        f"Kuźnia: no backup was made in {tmp_path}: File too large. Nothing half is left there.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_second_backup_at_once_is_refused(house: House) -> None:
    with locks.alone(house.where / "backup.lock"):
        done = house.run("-m", "runner.backup")

    assert done.stderr == "Kuźnia: another backup is being made just now.\n"


def test_backup_is_refused_when_there_is_no_house(house: House, tmp_path: Path) -> None:
    done = house.run("-m", "runner.backup", KUZNIA_DATA_DIR=str(tmp_path))

    assert done.stderr == f"Kuźnia: {tmp_path} holds no house yet, so there is nothing to back up.\n"


def test_backup_is_made_and_says_what_the_house_lacks(house: House, tmp_path: Path) -> None:
    sha256, smaller = "ab" * 32, "cd" * 32
    house.tell(
        "insert into files_storedfile (sha256, size, content_type, original_name, owner_label, owner_id, title, alt)"
        f" values ('{sha256}', 1, 'application/pdf', 'a.pdf', 'events.Event', 1, '', '')"
    )
    house.tell(
        "insert into files_rendition (file_id, side, width, height, sha256, size)"
        f" select id, 320, 320, 240, '{smaller}', 1 from files_storedfile"
    )
    done = house.run("-m", "runner.backup", TO=str(tmp_path))
    house.tell("delete from files_rendition")
    house.tell("delete from files_storedfile")

    (folder,) = tmp_path.iterdir()
    assert (done.returncode, manifest.read(folder).faults) == (
        3,
        [f"files/ab/ab/{sha256}", f"files/cd/cd/{smaller}"],
    )
    assert done.stdout.splitlines()[-1] == (
        "Files that the house itself lacks or has damaged: 2. manage.py verify lists them."
    )


def test_house_of_a_server_is_backed_up_and_restored_into_an_empty_database(
    house: House, tmp_path: Path
) -> None:
    house.tell("create database second owner kuznia_owner")
    made = house.run("-m", "runner.backup", TO=str(tmp_path / "there"), **addresses(house, "kuznia"))
    (folder,) = (tmp_path / "there").iterdir()
    other = {"KUZNIA_DATA_DIR": str(tmp_path / "other"), "FROM": str(folder), **addresses(house, "second")}

    done = [house.run("-m", "runner.restore", FORCE=force, **other) for force in ("0", "1")]

    assert (made.returncode, made.stderr) == (0, "")
    assert [(each.returncode, each.stderr) for each in done] == [(0, ""), (0, "")]
    assert house.ask("select slug from events_event", dbname="second") == house.ask(
        "select slug from events_event"
    )
