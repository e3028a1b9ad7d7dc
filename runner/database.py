"""The database as the owner of its tables reaches it: over a connection, and with the programs of PostgreSQL."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any

from runner.binaries import find_programs
from runner.place import Stop, data_dir
from runner.postgres import DATABASE, address

if TYPE_CHECKING:
    import psycopg

APP_ROLE = "kuznia_app"


def connect(*, dbname: str = "", autocommit: bool = False) -> psycopg.Connection[Any]:
    """A connection as the owner, to the house's database or to another one of the same server."""
    import psycopg

    return psycopg.connect(**_words(dbname), connect_timeout=10, autocommit=autocommit)


def database_name() -> str:
    """What the house's database is called on its server."""
    return str(_words("").get("dbname") or DATABASE)


def app_role() -> str:
    """The role that serves pages: it may connect, and the tables' own privileges say the rest."""
    from psycopg.conninfo import conninfo_to_dict

    return str(conninfo_to_dict(os.environ.get("DATABASE_URL") or "").get("user") or APP_ROLE)


def run_program(name: str, *arguments: str, server: int, dbname: str = "") -> None:
    """Runs pg_dump or pg_restore to its end; its last words are the reason where it fails."""
    # The password goes by the environment: anybody may read command lines.
    done = subprocess.run(
        [find_programs(server) / name, "--no-password", *arguments],
        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", **_variables(dbname)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Stop(f"{name}: {_reason(done)}")


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line.strip() for line in done.stderr.splitlines()]
    errors = [line.partition("error: ")[2] for line in lines if "error: " in line]
    return (errors or lines or [f"it ended with exit code {done.returncode}"])[0]


def _words(dbname: str) -> dict[str, Any]:
    from psycopg.conninfo import conninfo_to_dict

    url = os.environ.get("KUZNIA_OWNER_DATABASE_URL") or os.environ.get("DATABASE_URL")
    if url:
        words = conninfo_to_dict(url)
    else:
        host, port = address(data_dir())
        words = {"host": host, "port": port, "user": "kuznia_owner", "dbname": DATABASE}
    return {**words, "dbname": dbname} if dbname else words


def _variables(dbname: str) -> dict[str, str]:
    from psycopg import pq

    words = _words(dbname)
    named = {each.keyword.decode(): each.envvar for each in pq.Conninfo.get_defaults()}
    return {
        variable.decode(): str(words[word]) for word, variable in named.items() if variable and word in words
    }
