"""The test database: cut in a tenth of a second from a template that was migrated once.

A cold `migrate` costs some 25 seconds of CPU. The template is kept under the hash of every migration file, so it is
made anew exactly when a migration changes; the name of the test database carries the process, so that runs that
happen at the same time don't meet. Tests use the role that owns the tables: they stop the clock.

The embedded server of the tests is none of the house's: where the machine has memory to spare it lies there, for a
database is 1 300 files, and on a disk it costs a second of CPU and several of waiting to cut one. It stays for the
next run, until the machine restarts.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

from runner import postgres

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "kuznia_template_"
KEPT_TEMPLATES = 6
LOCK = 762_109
# Linux keeps in memory what lies here; in a container it is often too small to hold anything.
MEMORY, NEEDED_MEMORY = Path("/dev/shm"), 3 * 1024**3
MIGRATING = (
    "Django",
    "wagtail",
    "procrastinate",
    "django-allauth",
    "django-pghistory",
    "django-pgtrigger",
    "django-taggit",
)
_numbers = itertools.count(1)
Connection = psycopg.Connection[tuple[Any, ...]]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Start PostgreSQL unless DATABASE_URL names one, and give this run a database of its own."""
    from django.db import connections

    with _server():
        settings = connections["default"].settings_dict
        settings.update(_owner_settings())
        # In a rush dozens share the pool; on a busy machine the last of them waits longer than a page would.
        settings["OPTIONS"]["pool"]["timeout"] = 60
        with django_db_blocker.unblock():
            template = _template(settings)
        name = f"kuznia_test_{os.getpid()}"
        with _maintenance(settings) as server:
            _create(server, name, template)
        settings["NAME"] = name
        yield
        with django_db_blocker.unblock():
            _let_go()
        with _maintenance(settings) as server:
            _drop(server, name)


@pytest.fixture
def committed_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database of its own for a test whose acts are committed and seen by other connections and processes.

    Cut from the template and dropped afterwards: nothing is flushed, so what migrations put in stays.
    """
    with _database_of_this_run(str(next(_numbers)), None) as name, _used(name, django_db_blocker):
        yield name


@pytest.fixture(scope="session")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files of the demo county lie for this run; what a test adds beside them harms no other."""
    return tmp_path_factory.mktemp("demo-files")


@pytest.fixture(scope="session")
def demo_template(django_db_setup: None, django_db_blocker: Any, demo_files: Path) -> Iterator[str]:
    """The demo county, built once for this run; nobody works in it, each test cuts its own from it."""
    from kuznia.demo.building import build_demo

    with _database_of_this_run("demo", None) as name:
        with _used(name, django_db_blocker), _files_in(demo_files):
            build_demo(say=lambda _words: None)
        yield name


@pytest.fixture
def demo_database(demo_template: str, django_db_blocker: Any, demo_files: Path) -> Iterator[str]:
    """As `committed_database`, with the demo county in it."""
    with (
        _database_of_this_run(str(next(_numbers)), demo_template) as name,
        _used(name, django_db_blocker),
        _files_in(demo_files),
    ):
        yield name


@pytest.fixture(scope="package")
def shared_demo_database(demo_template: str, django_db_blocker: Any, demo_files: Path) -> Iterator[str]:
    """One demo county for all tests of a package that only read it."""
    with (
        _database_of_this_run("shared", demo_template) as name,
        _used(name, django_db_blocker),
        _files_in(demo_files),
    ):
        yield name


@pytest.fixture(scope="module")
def module_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A database of one module whose tests roll back what they do: what all of them need is made once."""
    with _database_of_this_run("module", None) as name, _used(name, django_db_blocker):
        yield name


@contextmanager
def _server() -> Iterator[None]:
    """The server of the block: DATABASE_URL names it, for other processes too where it is not the house's own."""
    place = None if os.environ.get("DATABASE_URL") else _place_in_memory()
    if place is None:
        with postgres.embedded():
            yield
        return
    with postgres.embedded(place), pytest.MonkeyPatch.context() as patch:
        host, port = postgres.address(place)
        for name, role in (("DATABASE_URL", "kuznia_app"), ("KUZNIA_OWNER_DATABASE_URL", "kuznia_owner")):
            patch.setenv(name, f"postgresql://{role}@{quote(host, safe='')}:{port}/{postgres.DATABASE}")
        yield


def _place_in_memory() -> Path | None:
    """Return this checkout's directory in memory, or None where there is little of it."""
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < NEEDED_MEMORY:
        return None
    checkout = hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12]
    place = MEMORY / f"kuznia-tests-{os.geteuid()}-{checkout}"
    place.mkdir(mode=0o755, exist_ok=True)
    return place if place.stat().st_uid == os.geteuid() else None


@contextmanager
def _database_of_this_run(ending: str, template: str | None) -> Iterator[str]:
    """A database that stands for the block, cut from the one named or from the migrated one."""
    from django.db import connections

    settings = connections["default"].settings_dict
    name = f"kuznia_test_{os.getpid()}_{ending}"
    with _maintenance(settings) as server:
        _create(server, name, template or _template(settings))
    try:
        yield name
    finally:
        with _maintenance(settings) as server:
            _drop(server, name)


@contextmanager
def _used(name: str, blocker: Any) -> Iterator[None]:
    """Let every connection of this process, of whatever thread, go to this database for the block."""
    from django.db import connections

    with _database_named(connections["default"].settings_dict, name), blocker.unblock():
        yield


@contextmanager
def _files_in(folder: Path) -> Iterator[None]:
    """Keep files in that folder for the block."""
    from django.test import override_settings

    with override_settings(KUZNIA_FILES_DIR=folder):
        yield


def _owner_settings() -> dict[str, Any]:
    from kuznia.config.environment import read_environment
    from kuznia.config.settings import database_of

    return database_of(dataclasses.replace(read_environment(), database_role="owner"))


def _template(settings: dict[str, Any]) -> str:
    """Return the name of a migrated database; one process makes it, the others wait."""
    name = f"{PREFIX}{_migrations_hash()}"
    with _maintenance(settings) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            _drop_stale(server)
            _create(server, f"{name}_new", "template1")
            with _database_named(settings, f"{name}_new"):
                _migrate()
            server.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(f"{name}_new"), sql.Identifier(name)
                )
            )
    return name


def _create(server: Connection, name: str, template: str) -> None:
    _drop(server, name)
    server.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    )


def _drop(server: Connection, name: str) -> None:
    # Not WITH (FORCE): that is refused while autovacuum happens to work there, which the plain one sends away.
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user",
        [name],
    )
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _drop_stale(server: Connection) -> None:
    rows = server.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid", [f"{PREFIX}%"]
    ).fetchall()
    for (name,) in rows[:-KEPT_TEMPLATES]:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


@contextmanager
def _database_named(settings: dict[str, Any], name: str) -> Iterator[None]:
    _let_go()
    before = settings["NAME"]
    settings["NAME"] = name
    try:
        yield
    finally:
        _let_go()
        settings["NAME"] = before


def _let_go() -> None:
    """Close this thread's connection and the pool of all threads."""
    from django.db import connections

    default: Any = connections["default"]
    default.close()
    default.close_pool()


def _maintenance(settings: dict[str, Any]) -> Connection:
    return psycopg.connect(
        host=settings["HOST"] or None,
        port=settings["PORT"] or None,
        user=settings["USER"] or None,
        password=settings.get("PASSWORD") or None,
        dbname="postgres",
        autocommit=True,
    )


def _migrations_hash() -> str:
    digest = hashlib.sha256()
    for path in sorted(ROOT.glob("kuznia/*/migrations/*.py")):
        digest.update(path.read_bytes())
    for name in MIGRATING:
        digest.update(metadata.version(name).encode())
    return digest.hexdigest()[:12]
