"""Runs one command of the house, with the embedded PostgreSQL up for as long as the command needs it."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import nullcontext
from pathlib import Path

from runner.place import Stop, give_up, remembered_kind, virtual_environment
from runner.postgres import embedded

WITHOUT_DATABASE = frozenset(
    {
        "help",
        "version",
        "--version",
        "--help",
        "-h",
        "collectstatic",
        "findstatic",
        "diffsettings",
        "makemessages",
    }
    | {"compilemessages", "startapp", "startproject"}
)
AS_OWNER = frozenset(
    {
        "migrate",
        "makemigrations",
        "showmigrations",
        "sqlmigrate",
        "squashmigrations",
        "optimizemigration",
        "flush",
    }
    | {
        "createcachetable",
        "build_demo",
        "dbshell",
        "loaddata",
        "pgtrigger",
        "remove_stale_contenttypes",
        "test",
    }
)
# A page must answer in 15 s, which the serving role enforces; these may take longer. libpq reads the variable.
LONG_RUNNING = frozenset({"run_worker", "verify"})
LONG_STATEMENTS = "-c statement_timeout=10min"


def main(arguments: list[str]) -> None:
    """Chooses the database role, starts the database if the command needs it, and runs the command."""
    command = arguments[1] if len(arguments) > 1 else "help"
    _use_virtual_environment(arguments)
    if command in AS_OWNER:
        os.environ["KUZNIA_DATABASE_ROLE"] = "owner"
    if command in LONG_RUNNING:
        os.environ.setdefault("PGOPTIONS", LONG_STATEMENTS)
    os.environ.setdefault("KUZNIA_DEMO", "1" if remembered_kind() == "demo" else "0")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kuznia.config.settings")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with embedded() if needs_database(command, arguments[2:]) else nullcontext():
        from django.core.management import execute_from_command_line

        execute_from_command_line(arguments)


def needs_database(command: str, options: list[str]) -> bool:
    """Whether a command talks to the database; `check` does only where it is told to."""
    if command == "check":
        return "--database" in options
    return command not in WITHOUT_DATABASE and not {"-h", "--help"}.intersection(options)


def _use_virtual_environment(arguments: list[str]) -> None:
    """Lets `python3 manage.py` work too: the same command runs again in the virtual environment."""
    python = virtual_environment() / "bin" / "python"
    if Path(sys.prefix) == virtual_environment() or os.environ.get("KUZNIA_IN_VENV"):
        return
    try:
        import django  # noqa: F401
    except ImportError:
        if not python.exists():
            raise Stop("the packages are not installed yet: `make run` installs them.") from None
        os.execve(python, [str(python), *arguments], {**os.environ, "KUZNIA_IN_VENV": "1"})  # noqa: S606 - no shell is the point


if __name__ == "__main__":
    try:
        main(sys.argv)
    except Stop as reason:
        give_up(reason)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
