"""`make restore`: puts a whole backup in the place of the house's data; what stood there is kept aside.

Nothing of the house changes until the backup is copied, restored beside the old database and counted. Then both are
exchanged, and what must follow runs: migrations, erasures that came after the backup, and every invariant.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runner import copies, locks, manifest, prepare, state
from runner.backup import row_counts, secret_key
from runner.children import environment, manage
from runner.database import app_role, connect, database_name, run_program
from runner.manifest import DUMP, SECRET, Manifest
from runner.migrations import known_migrations
from runner.place import Stop, data_dir, flag, give_up, restore_mark, say
from runner.postgres import embedded
from runner.serve import refuse_unfit_settings

RESTORING = "_restoring"
# Moved aside by a restore; the journal of erasures stays, because it must outlive every restore.
EXCHANGED = (*copies.KEPT, SECRET, "kind", "state.json")
HOLDS_TABLES = "select exists(select from pg_tables where schemaname = 'public')"
# A dump says what a table's privileges add to none at all: where new tables got some by themselves, what the house has
# revoked (changing its histories) would be granted again. The dump brings the defaults back at its end.
DEFAULT_PRIVILEGES = """
select distinct coalesce(namespace.nspname, ''), given.defaclobjtype::text, pg_get_userbyid(each.grantee)
from pg_default_acl given cross join aclexplode(given.defaclacl) each
left join pg_namespace namespace on namespace.oid = given.defaclnamespace
where given.defaclrole = current_user::regrole and each.grantee not in (0, given.defaclrole)"""
# A program that has just ended leaves its session to the server for a moment.
SECONDS_TO_LEAVE = 5
KINDS = {"r": "tables", "S": "sequences", "f": "functions", "T": "types", "n": "schemas"}
OTHERS = """
select count(*) from pg_stat_activity
where datname = current_database() and usesysid is not null and pid <> pg_backend_pid()"""

END_SESSIONS = """
select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and usename = current_user"""


@dataclass(frozen=True, slots=True)
class Old:
    """What a restore finds in its place, and where it will be kept."""

    has_tables: bool
    has_files: bool
    stamp: str

    @property
    def folder(self) -> Path:
        """Where the old files are kept."""
        return data_dir() / f"before-restore-{self.stamp}"

    @property
    def database(self) -> str:
        """What the old database is called from then on."""
        return f"{database_name()}_before_{self.stamp.replace('-', '_')}"


def main() -> int:
    """Restores FROM; FORCE=1 lets it replace a house that is there."""
    data_dir().mkdir(parents=True, exist_ok=True)
    os.umask(0o077)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    given = os.environ.get("FROM")
    if not given:
        raise Stop("which backup? make restore FROM=var/backups/kuznia-…")
    import psycopg

    folder, is_forced = Path(given).resolve(), flag("FORCE", default=False)
    say(f"[1/5] Checking {folder}")
    backup = manifest.read(folder)
    manifest.refuse_half(folder, backup)
    os.environ["KUZNIA_DEMO"] = "1" if backup.kind == "demo" else "0"
    refuse_unfit_settings()
    _refuse_unknown(backup)
    with _house_at_rest(), embedded():
        try:
            _restore(folder, backup, is_forced=is_forced)
        except OSError as error:
            raise Stop(f"the restore stopped in {data_dir()}: {error.strerror}.") from error
        except psycopg.Error as error:
            raise Stop(f"the restore stopped: {str(error).strip().splitlines()[0]}") from error
        _follow_up(backup)
    say(f"Restored: the house is as it was at {backup.made_at}. `make run` starts it.")
    return 0


def _refuse_unknown(backup: Manifest) -> None:
    unknown = sorted(set(backup.migrations) - known_migrations())
    if unknown:
        raise Stop(
            f"the backup was made by version {backup.version} with migrations that are not known here"
            f" ({unknown[0]}): install that version or a newer one."
        )
    kept = os.environ.get("KUZNIA_SECRET_KEY")
    if kept and backup.key_fingerprint != manifest.fingerprint_of(kept):
        raise Stop(
            "KUZNIA_SECRET_KEY is not the key of the backup: links and second factors would not open. Set the old key."
        )


@contextmanager
def _house_at_rest() -> Iterator[None]:
    held = locks.try_alone(data_dir() / "run.lock")
    if held is None:
        raise Stop(f"the house runs from {data_dir()}: end it first, then restore.")
    with held:
        yield


def _restore(folder: Path, backup: Manifest, *, is_forced: bool) -> None:
    prepare.refuse_unfit_database()
    old = _looked_at(backup)
    if (old.has_tables or old.has_files) and not is_forced:
        raise Stop(
            f"{data_dir()} holds a house already: FORCE=1 replaces it and keeps what is there aside;"
            " another KUZNIA_DATA_DIR leaves it alone."
        )
    say("[2/5] Copying the files")
    incoming = data_dir() / "restore.copying"
    shutil.rmtree(incoming, ignore_errors=True)
    try:
        _copy_checked(folder, incoming, backup)
        say("[3/5] Restoring the database")
        _restore_database(folder, backup, old)
        _exchange(incoming, backup, old)
    finally:
        shutil.rmtree(incoming, ignore_errors=True)


def _looked_at(backup: Manifest) -> Old:
    with connect(autocommit=True) as connection:
        server = connection.info.server_version // 10000
        has_tables, others = _answer(connection, HOLDS_TABLES), _others(connection)
    if server < backup.postgresql:
        raise Stop(f"the backup was made by PostgreSQL {backup.postgresql}, this server is {server}.")
    if others:
        raise Stop(f"somebody still uses the database ({others} connections): end that first, then restore.")
    has_files = next(copies.kept_files(data_dir()), None) is not None
    return Old(has_tables=has_tables, has_files=has_files, stamp=time.strftime("%Y%m%d-%H%M%S"))


def _others(connection: Any) -> int:
    """How many sessions of the database stay although they were given time to leave."""
    last_look = time.monotonic() + SECONDS_TO_LEAVE
    while (others := int(_answer(connection, OTHERS))) and time.monotonic() < last_look:
        time.sleep(0.1)
    return others


def _copy_checked(folder: Path, incoming: Path, backup: Manifest) -> None:
    incoming.mkdir(parents=True)
    for name, part in backup.parts.items():
        if name != DUMP and copies.copy(folder / name, incoming / name) != part:
            raise Stop(f"{name} changed while it was copied: nothing was restored.")
    copies.write(incoming / "kind", backup.kind)
    copies.sync_names(incoming)


def _restore_database(folder: Path, backup: Manifest, old: Old) -> None:
    """Restores into the empty database, or into a new one beside the old; in one transaction, and counted."""
    target = database_name()
    if old.has_tables:
        target += RESTORING
        _make_database(target)
    with connect(dbname=target) as connection:
        server = connection.info.server_version // 10000
        _drop_default_privileges(connection)
    options = ["--no-owner", "--single-transaction", f"--dbname={target}", str(folder / DUMP)]
    run_program("pg_restore", *options, server=server, dbname=target)
    with connect(dbname=target) as connection:
        found = row_counts(connection)
    if found != backup.rows:
        wrong = sorted(name for name in {*found, *backup.rows} if found.get(name) != backup.rows.get(name))
        raise Stop(f"the restored database does not hold the rows of the backup in {wrong[0]}.")


def _drop_default_privileges(connection: Any) -> None:
    from psycopg import sql

    for schema, kind, grantee in connection.execute(DEFAULT_PRIVILEGES).fetchall():
        place = sql.SQL("in schema {}").format(sql.Identifier(schema)) if schema else sql.SQL("")
        revoke = sql.SQL("alter default privileges {} revoke all on {} from {}")
        connection.execute(revoke.format(place, sql.SQL(KINDS[kind]), sql.Identifier(grantee)))


def _make_database(name: str) -> None:
    from psycopg import sql

    with connect(dbname="postgres", autocommit=True) as server:
        named = sql.Identifier(name)
        # The pg_restore of a restore that was killed may still be at work there.
        server.execute(END_SESSIONS, [name])
        server.execute(sql.SQL("drop database if exists {}").format(named))
        server.execute(sql.SQL("create database {} encoding 'UTF8' template template1").format(named))
        server.execute(sql.SQL("revoke all on database {} from public").format(named))
        server.execute(
            sql.SQL("grant connect on database {} to {}").format(named, sql.Identifier(app_role()))
        )
    with connect(dbname=name) as made:
        if _answer(made, "select lower('Ż')") != "ż":
            raise Stop("template1 of this server does not know that lower('Ż') is 'ż': mend its locale.")


def _exchange(incoming: Path, backup: Manifest, old: Old) -> None:
    """Puts files and database in place; the mark stays for as long as one of them may be new and the other old."""
    mark = restore_mark()
    mark.touch()
    copies.sync(data_dir())
    _exchange_files(incoming, old.folder)
    if old.has_tables:
        _exchange_database(old.database)
    # Asked of the restored database: a server in another time zone writes the same instant in other words.
    for name in backup.made_once:
        state.remember(name, prepare.birth_of_database())
    copies.sync(data_dir())
    mark.unlink()
    if old.folder.exists():
        say(f"      The files that stood here are kept in {old.folder}")
    if old.has_tables:
        say(f"      The database that stood here is kept as {old.database}")


def _exchange_files(incoming: Path, aside: Path) -> None:
    for name in EXCHANGED:
        if (data_dir() / name).exists():
            aside.mkdir(exist_ok=True)
            (data_dir() / name).rename(aside / name)
        if (incoming / name).exists():
            (incoming / name).rename(data_dir() / name)


def _exchange_database(aside: str) -> None:
    from psycopg import sql

    rename = sql.SQL("alter database {} rename to {}")
    present, new = database_name(), database_name() + RESTORING
    with connect(dbname="postgres") as server:
        for before, after in ((present, aside), (new, present)):
            server.execute(rename.format(sql.Identifier(before), sql.Identifier(after)))


def _follow_up(backup: Manifest) -> None:
    say("[4/5] Migrations, and erasures that came after the backup")
    _manage("migrate", "--no-input", "--verbosity", "0")
    _manage("createcachetable", "--verbosity", "0")
    _manage("replay_erasures", "--since", backup.made_at)
    say("[5/5] Checking every invariant and every file")
    if backup.key_fingerprint != manifest.fingerprint_of(secret_key()):
        say("      The secret key is not the one of the backup: links and second factors will not open.")
    _manage("verify", "--verbosity", "0")


def _manage(*words: str) -> None:
    # In our own process group: Ctrl-C reaches it as well.
    done = subprocess.run(manage(*words), env=environment(), stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise Stop(
            f"the data are restored, but manage.py {words[0]} ended with exit code {done.returncode};"
            " its own words stand above."
        )


def _answer(connection: Any, question: str) -> Any:
    return connection.execute(question).fetchone()[0]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Stop as reason:
        give_up(reason)
