"""`make backup`: database and files of one moment in one folder, while the house runs or while it is at rest.

Files are copied first, then the database is looked at in one snapshot, then what was stored until then is added: every
file that a row of the snapshot names was in the store before that row was committed, so the backup holds it. The sweep
takes only what no row names and what is a day old, which the first pass has copied.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runner import copies, locks, manifest, state
from runner.database import connect, run_program
from runner.manifest import DUMP, SECRET, Manifest, Part
from runner.place import ROOT, Stop, data_dir, give_up, remembered_kind, restore_mark, say
from runner.postgres import embedded
from runner.prepare import birth_of_database

if TYPE_CHECKING:
    import psycopg

UNFINISHED = ".unfinished"
NAMED = """
select 'files/' || substr(sha256, 1, 2) || '/' || substr(sha256, 3, 2) || '/' || sha256, sha256
from (select sha256 from files_storedfile union select sha256 from files_rendition) as contents
union select 'media/' || file, '' from wagtailimages_image
union select 'media/' || file, '' from wagtaildocs_document
order by 1"""
# The role that serves pages has limits which would end a long look.
PATIENCE = "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0"


def main() -> int:
    """Makes one backup in TO, or in `backups` of the data directory; 3 where the house itself lacks a file."""
    os.umask(0o077)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    if not remembered_kind():
        raise Stop(f"{data_dir()} holds no house yet, so there is nothing to back up.")
    if restore_mark().exists():
        raise Stop("a restore was interrupted half-way: finish it first, then back up.")
    with _only_backup(), embedded():
        folder, made = make_backup(_parent())
    size = sum(part.size for part in made.parts.values())
    say(f"Backup of {made.made_at}: {len(made.parts)} files, {size / 1e6:.1f} MB, in {folder}")
    if made.faults:
        say(
            f"Files that the house itself lacks or has damaged: {len(made.faults)}. manage.py verify lists them."
        )
    return 3 if made.faults else 0


def make_backup(parent: Path) -> tuple[Path, Manifest]:
    """Makes a backup in a new folder there; it gets its name when it is whole, and nothing is left when it is not."""
    import psycopg

    folder = parent / time.strftime("kuznia-%Y%m%d-%H%M%S")
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with _unfinished(folder) as unfinished:
            made = _filled(unfinished)
            copies.write(unfinished / manifest.NAME, manifest.text_of(made))
            copies.sync_names(unfinished)
            unfinished.rename(folder)
        copies.sync(parent)
    except OSError as error:
        raise Stop(
            f"no backup was made in {parent}: {error.strerror}. Nothing half is left there."
        ) from error
    except psycopg.Error as error:
        raise Stop(f"no backup was made: {str(error).strip().splitlines()[0]}") from error
    return folder, made


@contextmanager
def _only_backup() -> Iterator[None]:
    held = locks.try_alone(data_dir() / "backup.lock")
    if held is None:
        raise Stop("another backup is being made just now.")
    with held:
        yield


def _parent() -> Path:
    given = os.environ.get("TO")
    if given:
        return Path(given).resolve()
    # What a killed backup left; elsewhere it may be the work of another house.
    for left in (data_dir() / "backups").glob(f"*{UNFINISHED}"):
        shutil.rmtree(left)
    return data_dir() / "backups"


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    if folder.exists():
        raise Stop(f"{folder} is there already: wait a second.")
    unfinished = folder.with_name(folder.name + UNFINISHED)
    unfinished.mkdir()
    try:
        yield unfinished
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _filled(folder: Path) -> Manifest:
    parts: dict[str, Part] = {}
    seen: dict[str, tuple[int, int]] = {}
    _copy_new(folder, parts, seen)
    with connect() as connection:
        connection.execute(PATIENCE)
        connection.commit()
        # One snapshot for everything: the dump, the counts, and the names of the files.
        connection.execute("set transaction isolation level repeatable read, read only")
        moment, snapshot = _one(connection, "select clock_timestamp(), pg_export_snapshot()")
        _copy_new(folder, parts, seen)
        server = connection.info.server_version // 10000
        run_program("pg_dump", *_dump_options(folder, snapshot), server=server)
        parts[DUMP] = manifest.part_of(folder / DUMP)
        made = _described(connection, parts, moment=moment.isoformat())
    if _key_is_ours():
        parts[SECRET] = copies.copy(data_dir() / SECRET, folder / SECRET)
    return made


def _copy_new(folder: Path, parts: dict[str, Part], seen: dict[str, tuple[int, int]]) -> None:
    """Copies what was not there, or was still being written, when it was looked at last."""
    for path in copies.kept_files(data_dir()):
        name = path.relative_to(data_dir()).as_posix()
        try:
            found = path.stat()
            if seen.get(name) == (found.st_size, found.st_mtime_ns):
                continue
            parts[name] = copies.copy(path, folder / name)
        except FileNotFoundError:
            # Swept away between two looks: no row names it.
            continue
        seen[name] = (found.st_size, found.st_mtime_ns)


def _dump_options(folder: Path, snapshot: str) -> list[str]:
    return ["--format=custom", f"--snapshot={snapshot}", f"--file={folder / DUMP}"]


def _described(connection: psycopg.Connection[Any], parts: dict[str, Part], *, moment: str) -> Manifest:
    migrations = connection.execute("select app || '.' || name from django_migrations order by 1").fetchall()
    return Manifest(
        made_at=moment,
        version=_version(),
        kind=remembered_kind(),
        postgresql=connection.info.server_version // 10000,
        key_fingerprint=manifest.fingerprint_of(secret_key()),
        migrations=[name for (name,) in migrations],
        rows=row_counts(connection),
        made_once=state.made_once(birth_of_database()),
        faults=_faults(connection, parts),
        parts=parts,
    )


def row_counts(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """How many rows every table of the house holds."""
    from psycopg import sql

    tables = connection.execute(
        "select tablename from pg_tables where schemaname = 'public' order by 1"
    ).fetchall()
    count = sql.SQL("select count(*) from public.{}")
    return {name: _one(connection, count.format(sql.Identifier(name)))[0] for (name,) in tables}


def secret_key() -> str:
    """The key that signs links and seals second factors; empty where none was made yet."""
    given = os.environ.get("KUZNIA_SECRET_KEY")
    kept = data_dir() / SECRET
    return given or (kept.read_text(encoding="ascii") if kept.exists() else "")


def _key_is_ours() -> bool:
    return not os.environ.get("KUZNIA_SECRET_KEY") and (data_dir() / SECRET).exists()


def _faults(connection: psycopg.Connection[Any], parts: dict[str, Part]) -> list[str]:
    named = connection.execute(NAMED).fetchall()
    missing = [name for name, _sha256 in named if name not in parts]
    damaged = [name for name, sha256 in named if sha256 and name in parts and parts[name].sha256 != sha256]
    return missing + damaged


def _one(connection: psycopg.Connection[Any], question: Any) -> Any:
    return connection.execute(question).fetchone()


def _version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Stop as reason:
        give_up(reason)
