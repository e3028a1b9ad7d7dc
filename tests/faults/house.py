"""A house of its own for tests that back up, destroy and restore: a directory and a database server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from runner import postgres, restore
from runner.database import connect, run_program
from runner.place import ROOT

PATIENCE = 180


@dataclass(frozen=True)
class House:
    """Where the house stands; every command runs as whoever keeps it runs it."""

    where: Path

    def environment(self, **settings: str) -> dict[str, str]:
        """Return what a process of this house is given."""
        taken = {
            name: value
            for name, value in os.environ.items()
            if not name.endswith("DATABASE_URL") and name not in {"FROM", "TO", "FORCE"}
        }
        own = {
            "KUZNIA_DATA_DIR": str(self.where),
            "KUZNIA_DEMO": "0",
            "DJANGO_SETTINGS_MODULE": "kuznia.config.settings",
        }
        return taken | own | settings

    def run(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a module of ours to its end, such as `runner.backup`."""
        return subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment(**settings),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def ask(self, question: str, *, role: str = "kuznia_owner", dbname: str = "kuznia") -> list[Any]:
        """Return the rows of an answer."""
        host, port = postgres.address(self.where)
        with psycopg.connect(host=host, port=port, user=role, dbname=dbname) as connection:
            return connection.execute(question).fetchall()

    def tell(self, statement: str) -> None:
        """Do what no service would do."""
        host, port = postgres.address(self.where)
        with psycopg.connect(
            host=host, port=port, user="kuznia_owner", dbname="kuznia", autocommit=True
        ) as connection:
            connection.execute(statement)

    def values(self, question: str) -> set[Any]:
        """Return the only column of an answer."""
        return {value for (value,) in self.ask(question)}

    def destroy(self) -> None:
        """Lose everything but the backups and the journal of erasures."""
        postgres.stop(self.where)
        for path in self.where.iterdir():
            if path.is_dir() and path.name != "backups":
                shutil.rmtree(path)
        for name in ("secret", "kind", "state.json"):
            (self.where / name).unlink(missing_ok=True)


@contextmanager
def house_with_rows_of(database: str) -> Iterator[House]:
    """A county's house whose database is a copy of one of the tests' own."""
    # Not pytest's tmp_path: its parents are closed to the user that the database runs as.
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="kuznia-test-") as made:
        where = Path(made)
        where.chmod(0o755)
        _dump(database, where / "rows")
        given = dict(os.environ)
        house = House(where)
        try:
            os.environ.clear()
            os.environ.update(house.environment())
            with postgres.embedded(where):
                _fill(where / "rows")
                (where / "kind").write_text("county")
                yield house
        finally:
            os.environ.clear()
            os.environ.update(given)
            postgres.stop(where)


def _dump(database: str, target: Path) -> None:
    with connect(dbname=database) as connection:
        server = connection.info.server_version // 10000
    run_program("pg_dump", "--format=custom", f"--file={target}", server=server, dbname=database)


def _fill(rows: Path) -> None:
    with connect() as connection:
        server = connection.info.server_version // 10000
        restore._drop_default_privileges(connection)
    run_program(
        "pg_restore", "--no-owner", "--single-transaction", "--dbname=kuznia", str(rows), server=server
    )
    rows.unlink()
