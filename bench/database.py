"""The measured database: made once by migrations, the demo and COPY, kept as a template, fresh for every run."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from bench.plan import HERE, Plan
from runner import postgres, prepare, state
from runner.children import Child, finish, manage
from runner.place import ROOT, data_dir, say

# The demo alone, with everything, and with a tenth of it.
FILLS = ("filling.py", "public_texts.py", "copying.py", "plan.py")
DEMO, WHOLE, TENTH = "kuznia_demo", "kuznia_whole", "kuznia_tenth"


def make_ready(plan: Plan) -> None:
    """Puts the demo with its filling into the database, and makes the floor's; says what it does."""
    wanted = f"{_fingerprint()} {plan.numbers} {_superuser('postgres', 'SELECT current_date')}"
    if not state.remembers("filled", wanted):
        _fill_anew(plan)
        state.remember("filled", wanted)
    use(WHOLE)
    prepare.prepare(is_demo=True)
    _make_floor()


def use(template: str) -> None:
    """Puts a fresh copy of this one in place of the measured database; nothing may be connected to it."""
    _replace(postgres.DATABASE, template=template)


def verify() -> str:
    """Runs `manage.py verify` and returns how it ended, in its last line."""
    command = Child("verify", manage("verify"), output=-1)
    return finish(command).strip().splitlines()[-1]


def ask(query: str, *values: Any) -> Any:
    """The first row of a query on the measured database."""
    return _superuser(postgres.DATABASE, query, *values)


def reset_floor() -> None:
    """Empties the floor's sign-ups."""
    _floor("reset")


def settle() -> None:
    """Writes out what earlier steps left, so that it is not counted in the next one."""
    _superuser("postgres", "CHECKPOINT")


def _fill_anew(plan: Plan) -> None:
    use("template1")
    prepare.prepare(is_demo=True)
    _replace(DEMO, template=postgres.DATABASE)
    for name, size in ((TENTH, plan.tenth), (WHOLE, plan)):
        use(DEMO)
        say(
            f"Filling {size.events} events and {size.organisations} organisations with all that belongs to them"
        )
        started_at = time.monotonic()
        finish(Child("filling", [sys.executable, "-m", "bench.filling", *size.numbers]))
        say(f"      filled in {time.monotonic() - started_at:.0f} s; verify: {verify()}")
        _replace(name, template=postgres.DATABASE)


def _make_floor() -> None:
    if not _superuser("postgres", "SELECT 1 FROM pg_roles WHERE rolname = 'bench'"):
        _superuser("postgres", "CREATE ROLE bench LOGIN")
    _superuser("postgres", "DROP DATABASE IF EXISTS bench WITH (FORCE)")
    _superuser("postgres", "CREATE DATABASE bench OWNER bench")
    _floor("migrate")


def _floor(command: str) -> None:
    with environment(floor_environment()):
        finish(Child("floor", [sys.executable, str(HERE / "floor.py"), command]))


def _replace(name: str, *, template: str) -> None:
    _superuser("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _superuser("postgres", f"CREATE DATABASE {name} OWNER kuznia_owner TEMPLATE {template}")


def _superuser(database: str, query: str, *values: Any) -> Any:
    host, port = postgres.address(data_dir())
    where = {"host": host, "port": str(port), "user": postgres.SUPERUSER, "dbname": database}
    with psycopg.connect(psycopg.conninfo.make_conninfo("", **where), autocommit=True) as connection:
        answer = connection.execute(query, values)
        return answer.fetchone() if answer.description else None


def _fingerprint() -> str:
    digest = hashlib.sha256(state.migrations_fingerprint().encode())
    for path in [*(HERE / name for name in FILLS), *sorted(ROOT.glob("kuznia/demo/**/*.py"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def floor_environment() -> dict[str, str]:
    """Where the floor finds its database; with a pool, as Kuźnia has one."""
    host, port = postgres.address(data_dir())
    return {"FLOOR_HOST": host, "FLOOR_PORT": str(port), "FLOOR_POOL": "1", "PYTHONPATH": str(HERE)}


def point_environment() -> None:
    """Turns this process and its children to the bench's own data directory, never to the user's database."""
    os.environ["KUZNIA_DATA_DIR"] = str(data_dir() / "bench")
    for name in ("DATABASE_URL", "KUZNIA_OWNER_DATABASE_URL", "KUZNIA_PRODUCTION", "KUZNIA_BASE_URL"):
        os.environ.pop(name, None)


@contextmanager
def environment(settings: dict[str, str]) -> Iterator[None]:
    """Lets the children that are started inside the block see other settings."""
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
