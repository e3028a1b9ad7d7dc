"""Brings the data directory up to date before the first page: tables, texts, static files, demo or county."""

from __future__ import annotations

import os
import subprocess
import time

from runner import catalogue, state
from runner.children import Child, environment, finish, manage, run
from runner.database import connect
from runner.place import ROOT, Stop, data_dir, say

OLDEST_SERVER = 150000


def prepare(*, is_demo: bool) -> None:
    """Does what the last start has not done already."""
    refuse_unfit_database()
    static = _start_collecting_static()
    try:
        _migrate()
        say("[5/7] Texts and static files")
        catalogue.compile_all(list(catalogue.apps_of(ROOT)))
        if static:
            finish(static)
            state.remember("static", state.static_fingerprint())
    finally:
        if static:
            static.stop()
    remember_kind(is_demo=is_demo)
    if is_demo:
        _build_demo()
    else:
        _make_county()


def refuse_unfit_database() -> None:
    """Stops where the server does not answer, is too old or cannot spell Polish."""
    import psycopg

    try:
        with connect() as connection:
            lower = connection.execute("select lower('Ż')").fetchone()
            version = connection.info.server_version
    except psycopg.OperationalError as error:
        raise Stop(f"the database does not answer: {str(error).strip().splitlines()[0]}") from error
    if version < OLDEST_SERVER:
        raise Stop(f"PostgreSQL 15 or newer is needed, the server is {version // 10000}.")
    if lower != ("ż",):
        raise Stop(
            "this database does not know that lower('Ż') is 'ż': make it with the locale C.UTF-8 or pl_PL.UTF-8."
        )


def _applied_migrations() -> str:
    """What tells this database, in this state, from any other; empty before the first migration."""
    import psycopg

    with connect() as connection:
        try:
            row = connection.execute(
                "select count(*) || ' ' || max(id) || ' ' || min(applied) from django_migrations"
            ).fetchone()
        except psycopg.errors.UndefinedTable:
            return ""
    return str(row[0]) if row else ""


def birth_of_database() -> str:
    """The instant of the first migration: it stays with the rows wherever they are restored."""
    return _applied_migrations().partition(" ")[2].partition(" ")[2]


def _migrate() -> None:
    wanted = state.migrations_fingerprint()
    if state.remembers("migrations", f"{wanted} {_applied_migrations()}"):
        say("[4/7] Tables are up to date")
        return
    say("[4/7] Making the tables (half a minute on a new database)")
    started_at = time.monotonic()
    migration = Child("migrate", manage("migrate", "--no-input", "--no-color"), output=subprocess.PIPE)
    applied = 0
    for line in migration.process.stdout or ():
        applied += line.lstrip().startswith("Applying ")
        if applied and applied % 50 == 0 and line.lstrip().startswith("Applying "):
            say(f"      {applied} migrations applied")
    finish(migration)
    run("createcachetable", "createcachetable", "--verbosity", "0")
    say(f"      {applied} migrations applied in {time.monotonic() - started_at:.0f} s")
    state.remember("migrations", f"{wanted} {_applied_migrations()}")


def _start_collecting_static() -> Child | None:
    (data_dir() / "static").mkdir(parents=True, exist_ok=True)
    if state.remembers("static", state.static_fingerprint()) and any((data_dir() / "static").iterdir()):
        return None
    return Child("collectstatic", manage("collectstatic", "--no-input", "--verbosity", "0"))


def remember_kind(*, is_demo: bool) -> None:
    """Notes what the data directory was made for."""
    (data_dir() / "kind").write_text("demo" if is_demo else "county", encoding="ascii")


def _build_demo() -> None:
    born = birth_of_database()
    if state.remembers("demo", born):
        say("[6/7] The demo county is there")
        return
    say("[6/7] Building the demo county")
    run("build_demo", "build_demo")
    state.remember("demo", born)


def _make_county() -> None:
    born = birth_of_database()
    if state.remembers("county", born) and state.remembers("administrator", born):
        say("[6/7] The county is there")
        return
    say("[6/7] Making an empty county and its first administrator")
    if not state.remembers("county", born):
        run("init_county", "init_county", "--teryt", os.environ.get("KUZNIA_TERYT") or "1421")
        state.remember("county", born)
    if _make_administrator():
        state.remember("administrator", born)
    else:
        say("      There is no administrator yet. Make one: .venv/bin/python manage.py create_administrator")
        say("      or start again with KUZNIA_ADMIN_EMAIL=name@example.org")


def _make_administrator() -> bool:
    # In our own process group and with our keyboard: it asks for the address where there is somebody to ask.
    return (
        subprocess.run(manage("create_administrator"), cwd=ROOT, env=environment(), check=False).returncode
        == 0
    )
