"""The drill: back up under writing clients, destroy the house, restore it, and look for what was acknowledged."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kuznia.events.tests.factories import make_county, make_person, make_venue
from runner import locks, manifest, postgres, restore
from runner.database import connect
from runner.place import ROOT
from tests.faults.house import House, house_with_rows_of

pytestmark = pytest.mark.faults
CLIENTS = 3
ACKNOWLEDGED_FIRST = 12
SECONDS = 90
ERASED = "zapomniana@example.org"
ERASE = f"""
import django; django.setup()
from kuznia.accounts.services import erase_person
from kuznia.lib.policy import AsSelf
from kuznia.people.models import Person
person = Person.objects.get(email={ERASED!r})
erase_person(person=person, actor=AsSelf(person.pk, person.name))
"""
PRIVILEGES = """
select relname || ' ' || pg_get_userbyid(grantee) || ' ' || privilege_type
from pg_class, aclexplode(relacl) where relnamespace = 'public'::regnamespace"""


@dataclass(frozen=True)
class Drill:
    """A house with one backup, and what people had been promised before it was begun."""

    house: House
    backup: Path
    registrations: set[int]
    contents: set[str]
    written_in_all: int
    privileges: set[str]
    erased_id: int

    def restore(self, source: Path | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
        return self.house.run("-m", "runner.restore", FROM=str(source or self.backup), **settings)


@pytest.fixture(scope="module")
def drill(module_database: str) -> Iterator[Drill]:
    make_county()
    make_venue()
    erased = make_person("Zofia Zapomniana", email=ERASED)
    with house_with_rows_of(module_database) as house:
        with _writing(house) as notes:
            said = _acknowledged(notes)
            made = house.run("-m", "runner.backup")
        assert (made.returncode, made.stderr) == (0, "")
        assert house.run("-c", ERASE).returncode == 0
        (backup,) = (house.where / "backups").iterdir()
        yield Drill(
            house=house,
            backup=backup,
            registrations={int(number) for number, _sha256 in said},
            contents={sha256 for _number, sha256 in said},
            written_in_all=len(house.values("select id from events_registration")),
            privileges=house.values(PRIVILEGES),
            erased_id=erased.pk,
        )


@contextmanager
def _writing(house: House) -> Iterator[list[Path]]:
    """Clients that write for the block; each notes what it was promised."""
    notes = [house.where / f"client-{number}" for number in range(CLIENTS)]
    stop = house.where / "stop"
    command = [sys.executable, "-m", "tests.faults.writing_client", str(stop)]
    clients = [
        subprocess.Popen(command, cwd=ROOT, env=house.environment(), stdout=note.open("w")) for note in notes
    ]
    try:
        yield notes
    finally:
        stop.touch()
        assert [client.wait(SECONDS) for client in clients] == [0] * CLIENTS


def _acknowledged(notes: list[Path]) -> list[list[str]]:
    """Wait for the first promises, and return them; the clients go on."""
    deadline = time.monotonic() + SECONDS
    while True:
        lines = [line for note in notes for line in note.read_text().splitlines(keepends=True)]
        if len(lines) >= ACKNOWLEDGED_FIRST or time.monotonic() > deadline:
            return [line.split() for line in lines if line.endswith("\n")]
        time.sleep(0.1)


def test_house_is_whole_again_when_it_was_destroyed_and_restored(drill: Drill) -> None:
    drill.house.destroy()

    done = drill.restore()

    assert (done.returncode, done.stderr) == (0, "")
    restored = drill.house.values("select id from events_registration")
    assert ACKNOWLEDGED_FIRST <= len(drill.registrations) <= len(restored) < drill.written_in_all
    assert drill.registrations - restored == set()
    named = drill.house.values("select sha256 from files_storedfile")
    assert drill.contents - named == set()
    assert {sha256 for sha256 in named if digest_of(drill.house, sha256) != sha256} == set()
    assert drill.house.run("manage.py", "verify", "-v", "0").stdout == ""


def digest_of(house: House, sha256: str) -> str:
    path = house.where / "files" / sha256[:2] / sha256[2:4] / sha256
    return hashlib.sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True)
class Again:
    """The house restored once more over itself, and what stood in it before."""

    house: House
    people: tuple[int]
    said: list[str]

    def told(self, begin: str) -> str:
        """Return the last word of the line that begins so."""
        (line,) = [line for line in self.said if line.strip().startswith(begin)]
        return line.split()[-1]


@pytest.fixture(scope="module")
def again(drill: Drill) -> Again:
    (people,) = drill.house.ask("select count(*) from people_person")
    (drill.house.where / "files" / "old").write_text("a file of the old house")
    done = drill.restore(FORCE="1")
    assert (done.returncode, done.stderr) == (0, "")
    return Again(drill.house, people, done.stdout.splitlines())


def test_whoever_was_erased_after_the_backup_is_erased_again(drill: Drill, again: Again) -> None:
    assert "People erased again: 1." in again.said
    assert again.house.ask(f"select name, email from people_person where id = {drill.erased_id}") == [
        ("usunięta osoba", None)
    ]


def test_privileges_come_back_as_they_were(drill: Drill, again: Again) -> None:
    assert again.house.values(PRIVILEGES) == drill.privileges
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        again.house.ask("delete from audit_caseentry returning id", role="kuznia_app")


def test_what_stood_there_is_kept_aside_when_it_is_replaced(again: Again) -> None:
    database, folder = again.told("The database that stood here"), again.told("The files that stood here")

    assert again.house.ask("select count(*) from people_person", dbname=database) == [again.people]
    assert (Path(folder) / "files" / "old").read_text() == "a file of the old house"


def test_old_house_stands_when_a_restore_is_killed_and_the_next_one_goes_through(drill: Drill) -> None:
    drill.house.tell("update people_person set phone = '+48 1' where id = 1")
    killed = subprocess.Popen(
        [sys.executable, "-m", "runner.restore"],
        cwd=ROOT,
        env=drill.house.environment(FROM=str(drill.backup), FORCE="1"),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert killed.stdout is not None
    while not killed.stdout.readline().startswith("[3/5]"):
        pass
    killed.kill()
    killed.wait()

    assert drill.house.ask("select phone from people_person where id = 1") == [("+48 1",)]
    assert not (drill.house.where / "restore.swapping").exists()
    assert drill.restore(FORCE="1").returncode == 0


def test_restore_is_refused_when_a_house_is_there(drill: Drill) -> None:
    done = drill.restore()

    assert done.returncode == 1
    assert done.stderr == (
        f"Kuźnia: {drill.house.where} holds a house already: FORCE=1 replaces it and keeps what is there aside;"
        " another KUZNIA_DATA_DIR leaves it alone.\n"
    )


def test_restore_is_refused_when_the_house_runs(drill: Drill) -> None:
    with locks.alone(drill.house.where / "run.lock"):
        done = drill.restore(FORCE="1")

    assert done.stderr == f"Kuźnia: the house runs from {drill.house.where}: end it first, then restore.\n"


def test_restore_is_refused_when_somebody_uses_the_database(drill: Drill) -> None:
    with _session(drill.house):
        done = drill.restore(FORCE="1")

    assert (
        done.stderr
        == "Kuźnia: somebody still uses the database (1 connections): end that first, then restore.\n"
    )


def test_session_that_leaves_in_time_is_no_reason_to_refuse(drill: Drill) -> None:
    leaving = _session(drill.house)
    with connect(autocommit=True) as own:
        threading.Timer(0.5, leaving.close).start()

        assert restore._others(own) == 0


def _session(house: House) -> psycopg.Connection[Any]:
    host, port = postgres.address(house.where)
    return psycopg.connect(host=host, port=port, user="kuznia_app", dbname="kuznia")


def test_restore_is_refused_when_no_backup_is_named(drill: Drill) -> None:
    done = drill.house.run("-m", "runner.restore")

    assert done.stderr == "Kuźnia: which backup? make restore FROM=var/backups/kuznia-…\n"


def test_restore_is_refused_when_the_dump_is_cut(drill: Drill, tmp_path: Path) -> None:
    copy = shutil.copytree(drill.backup, tmp_path / "cut")
    size = (copy / "database.dump").stat().st_size
    with (copy / "database.dump").open("r+b") as dump:
        dump.truncate(size // 2)

    done = drill.restore(copy, FORCE="1")

    assert done.stderr == (
        f"Kuźnia: {copy} is no whole backup: database.dump has {size // 2} bytes instead of {size}.\n"
    )


def test_restore_is_refused_when_migrations_are_unknown(drill: Drill, tmp_path: Path) -> None:
    copy = shutil.copytree(drill.backup, tmp_path / "later")
    words = manifest.read(copy)
    words.migrations.append("events.9999_later")
    (copy / manifest.NAME).write_text(manifest.text_of(words), encoding="utf-8")

    done = drill.restore(copy, FORCE="1")

    assert done.stderr == (
        f"Kuźnia: the backup was made by version {words.version} with migrations that are not known here"
        " (events.9999_later): install that version or a newer one.\n"
    )


def test_house_does_not_start_when_a_restore_was_interrupted(drill: Drill) -> None:
    mark = drill.house.where / "restore.swapping"
    mark.touch()
    done = [drill.house.run("-m", module).stderr for module in ("runner.serve", "runner.backup")]
    mark.unlink()

    assert done == [
        "Kuźnia: a restore was interrupted half-way: run make restore FROM=… FORCE=1 again.\n",
        "Kuźnia: a restore was interrupted half-way: finish it first, then back up.\n",
    ]
