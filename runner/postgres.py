"""The embedded PostgreSQL: one server a data directory, on a socket only, shared by all who need it.

`python -m runner.postgres start|stop|status|shell` works it by hand; `roles` prints what a server needs.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from runner import locks
from runner.binaries import (
    ROOTS_STATE,
    User,
    find_binaries,
    major_version,
    make_roots_state,
    readable_binaries,
    service_user,
)
from runner.place import Stop, data_dir, give_up, say
from runner.postmaster import disarm, postmaster_lives

PORT = 5432
SUPERUSER = "kuznia_super"
DATABASE = "kuznia"
# A socket's path ends at 104 bytes on macOS and 108 on Linux; PostgreSQL adds the name of the socket.
LONGEST_SOCKET_DIR = 100 - len(f"/.s.PGSQL.{PORT}")
SECONDS_TO_START = 60
TOOLS_LOG = "tools.log"

CONFIGURATION = """# Written at every start by runner/postgres.py.
listen_addresses = ''
port = {port}
unix_socket_directories = '"{sockets}"'
unix_socket_permissions = 0700
max_connections = 100
timezone = 'Europe/Warsaw'
log_timezone = 'Europe/Warsaw'
fsync = on
synchronous_commit = on
max_wal_size = '512MB'
jit = off
"""

ROLES = """
select 'create role kuznia_owner login createdb'
  where not exists (select from pg_roles where rolname = 'kuznia_owner') \\gexec
select 'create role kuznia_app login'
  where not exists (select from pg_roles where rolname = 'kuznia_app') \\gexec
alter role kuznia_app set lock_timeout = '3s';
alter role kuznia_app set statement_timeout = '15s';
alter role kuznia_app set idle_in_transaction_session_timeout = '30s';
\\connect template1
-- Set in the template, so that test databases get the same privileges.
grant usage on schema public to kuznia_app;
alter default privileges for role kuznia_owner grant select, insert, update, delete on tables to kuznia_app;
alter default privileges for role kuznia_owner grant usage on sequences to kuznia_app;
\\connect postgres
select 'create database kuznia owner kuznia_owner'
  where not exists (select from pg_database where datname = 'kuznia') \\gexec
revoke all on database kuznia from public;
grant connect on database kuznia to kuznia_app;
"""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One server: its directories and the account it runs as."""

    home: Path
    sockets: Path
    user: User

    @property
    def data(self) -> Path:
        """The directory that PostgreSQL itself keeps."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """What the server says about itself."""
        return self.home / "server.log"


def address(where: Path) -> tuple[str, int]:
    """Where a data directory's server answers: the directory of its socket, and the port."""
    return str(_sockets_of(where, _home_of(where))), PORT


@contextmanager
def embedded(where: Path | None = None) -> Iterator[None]:
    """Keeps the server up for as long as the block lasts; the last to leave stops it. DATABASE_URL: does nothing."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    where = where or data_dir()
    with locks.shared(where / "postgres.users") as users:
        start(where)
        try:
            yield
        finally:
            if locks.is_last_holder(users) and not _keep_mark(where).exists():
                stop(where)


def start(where: Path) -> None:
    """Makes the server answer: creates the cluster, clears what a killed run left, sets up roles and database."""
    with locks.alone(where / "postgres.lock"):
        if answers(address(where)[0]) and _roles_stamp(_home_of(where)).exists():
            return
        cluster = _prepared(where)
        binaries = readable_binaries(find_binaries(), cluster.user)
        tool = _tools(binaries, cluster.user, cluster.home)
        if not cluster.data.exists():
            _create(cluster, binaries, tool)
        _refuse_other_major(cluster, binaries)
        _launch(cluster, tool)
        _set_up_roles(cluster, binaries)


def stop(where: Path) -> None:
    """Ends the server; open transactions are rolled back."""
    with locks.alone(where / "postgres.lock"):
        home = _home_of(where)
        if not (home / "data" / "postmaster.pid").exists():
            return
        user = service_user(home)
        tool = _tools(readable_binaries(find_binaries(), user), user, home)
        if tool("pg_ctl", "-D", "data", "-w", "-t", 20, "-m", "fast", "stop"):
            tool("pg_ctl", "-D", "data", "-w", "-t", 20, "-m", "immediate", "stop")
        sockets = _sockets_of(where, home)
        if sockets.parent != home:
            with suppress(OSError):
                sockets.rmdir()


def lives(where: Path) -> bool:
    """Whether the server's first process runs; it may still be starting or recovering."""
    return postmaster_lives(_home_of(where) / "data")


def answers(sockets: str) -> bool:
    """Whether a server accepts connections there."""
    words = f"user\0{SUPERUSER}\0database\0postgres\0\0".encode()
    with socket.socket(socket.AF_UNIX) as line, suppress(OSError):
        line.settimeout(5)
        line.connect(f"{sockets}/.s.PGSQL.{PORT}")
        line.sendall(struct.pack("!ii", len(words) + 8, 3 << 16) + words)
        # R: authenticated. E: starting, stopping or full.
        is_ready = line.recv(1) == b"R"
        line.sendall(b"X\0\0\0\4")
        return is_ready
    return False


def _home_of(where: Path) -> Path:
    pointer = where / "postgres.at"
    return Path(pointer.read_text(encoding="utf-8")) if pointer.exists() else where / "postgres"


def _sockets_of(where: Path, home: Path) -> Path:
    sockets = home / "run"
    # To a client of PostgreSQL a comma parts two hosts.
    if len(os.fsencode(sockets)) <= LONGEST_SOCKET_DIR and "," not in str(sockets):
        return sockets
    if os.geteuid() == 0:
        return ROOTS_STATE / f"run-{_short_hash(where)}"
    return Path(f"/tmp/kuznia-{os.geteuid()}-{_short_hash(where)}")


def _short_hash(where: Path) -> str:
    return hashlib.sha256(os.fsencode(where)).hexdigest()[:12]


def _roles_stamp(home: Path) -> Path:
    digest = hashlib.sha256(ROLES.encode()).hexdigest()[:12]
    return home / f"roles-{digest}"


def _keep_mark(where: Path) -> Path:
    return where / "postgres.keep"


def _prepared(where: Path) -> Cluster:
    """The cluster's directories, made and closed to everybody but its user."""
    home = _home_of(where)
    user = service_user(home)
    _make_private(home, user)
    if not _reaches(home, user):
        home = _home_outside(where, home)
        _make_private(home, user)
    sockets = _sockets_of(where, home)
    if sockets.parent == ROOTS_STATE:
        make_roots_state()
    _make_private(sockets, user)
    return Cluster(home=home, sockets=sockets, user=user)


def _make_private(path: Path, user: User) -> None:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = os.geteuid() if user.uid is None else user.uid
    # In /tmp somebody else could have put a directory, or a link, of this name before us.
    if path.is_symlink() or path.lstat().st_uid not in {owner, os.geteuid()}:
        raise Stop(f"{path} belongs to somebody else: choose another KUZNIA_DATA_DIR.")
    user.owns(path)
    path.chmod(0o700)


def _reaches(home: Path, user: User) -> bool:
    if user.uid is None:
        return True
    run: Callable[..., subprocess.CompletedProcess[bytes]] = subprocess.run
    command = ["/bin/sh", "-c", 'cd "$0" && test -w .', home]
    return run(command, cwd="/", capture_output=True, check=False, **user.arguments()).returncode == 0


def _home_outside(where: Path, home: Path) -> Path:
    """For root with a checkout under a closed directory: the database moves where its user can reach it."""
    make_roots_state()
    outside = ROOTS_STATE / _short_hash(where)
    home.rmdir()
    (where / "postgres.at").write_text(str(outside), encoding="utf-8")
    say(f"The database's user cannot reach {where}, so the database stands in {outside}.")
    return outside


def _tools(binaries: Path, user: User, home: Path) -> Callable[..., int]:
    run: Callable[..., subprocess.CompletedProcess[bytes]] = subprocess.run

    def tool(name: str, *arguments: object) -> int:
        # Never with pipes: the server that pg_ctl starts keeps them open, and the call would hang. In the cluster's
        # home, so that no name of a directory passes through the shell that pg_ctl calls.
        with (home / TOOLS_LOG).open("w") as words:
            done = run(
                [binaries / name, *map(str, arguments)],
                env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"},
                cwd=home,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                check=False,
                **user.arguments(),
            )
        return done.returncode

    return tool


def _create(cluster: Cluster, binaries: Path, tool: Callable[..., int]) -> None:
    """Makes the cluster under another name first, so that a run killed here leaves nothing that looks finished."""
    unfinished = cluster.home / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    has_builtin_locale = (major_version(binaries) or 0) >= 17
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    locale = locale if has_builtin_locale else ["--locale=C.UTF-8"]
    options = ["-U", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--data-checksums", *locale]
    if tool("initdb", "-D", unfinished.name, *options):
        raise Stop(
            f"the database could not be made in {cluster.home}: {_last_line(cluster.home / TOOLS_LOG)}"
        )
    with (unfinished / "postgresql.conf").open("a", encoding="utf-8") as stream:
        stream.write("\ninclude = 'kuznia.conf'\n")
    unfinished.rename(cluster.data)


def _refuse_other_major(cluster: Cluster, binaries: Path) -> None:
    made_by = (cluster.data / "PG_VERSION").read_text(encoding="ascii").strip()
    found = major_version(binaries)
    if made_by != str(found):
        raise Stop(
            f"{cluster.data} was made by PostgreSQL {made_by}, but {binaries} holds {found}: set PG_BIN."
        )


def _launch(cluster: Cluster, tool: Callable[..., int]) -> None:
    _configure(cluster)
    deadline = time.monotonic() + SECONDS_TO_START
    while not answers(str(cluster.sockets)):
        if time.monotonic() > deadline:
            raise Stop(f"PostgreSQL does not answer; the end of {cluster.log}: {_last_line(cluster.log)}")
        if postmaster_lives(cluster.data):
            time.sleep(0.1)
            continue
        for lock in (cluster.data / "postmaster.pid", cluster.sockets / f".s.PGSQL.{PORT}.lock"):
            disarm(lock, cluster.user)
        if tool("pg_ctl", "-D", "data", "-w", "-t", SECONDS_TO_START, "-l", "server.log", "start"):
            time.sleep(0.25)


def _configure(cluster: Cluster) -> None:
    path = cluster.data / "kuznia.conf"
    sockets = str(cluster.sockets).replace("\\", "\\\\").replace("'", "''").replace('"', '""')
    path.write_text(CONFIGURATION.format(port=PORT, sockets=sockets), encoding="utf-8")
    cluster.user.owns(path)
    if cluster.log.exists() and cluster.log.stat().st_size > 10_000_000:
        cluster.log.replace(cluster.log.with_suffix(".log.1"))


def _set_up_roles(cluster: Cluster, binaries: Path) -> None:
    stamp = _roles_stamp(cluster.home)
    if not stamp.exists():
        _sql(cluster, binaries, ROLES, database="postgres")
    if _sql(cluster, binaries, "select lower('Ż');", database=DATABASE) != "ż":
        raise Stop(
            f"the database in {cluster.data} does not know that lower('Ż') is 'ż': it cannot serve Polish."
        )
    stamp.touch()


def _sql(cluster: Cluster, binaries: Path, text: str, *, database: str) -> str:
    command: list[str | Path] = [
        binaries / "psql",
        "-h",
        cluster.sockets,
        "-U",
        SUPERUSER,
        "-d",
        database,
        "-XAtq",
    ]
    done = subprocess.run(
        [*command, "-v", "ON_ERROR_STOP=1", "-f", "-"],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "PGCLIENTENCODING": "UTF8"},
        check=False,
    )
    if done.returncode:
        raise Stop(f"PostgreSQL refused a statement: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout.strip()


def _stop_unless_used(where: Path) -> None:
    users = locks.try_alone(where / "postgres.users")
    if users is None:
        raise Stop(
            "the database is in use: end what uses it (`make run`, tests), the last to leave stops it."
        )
    with users:
        stop(where)


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    return lines[-1] if lines else "(empty)"


def main(arguments: list[str]) -> int:
    """Works the server by hand; `start` keeps it up until `stop`."""
    where = data_dir()
    command = arguments[0] if arguments else "status"
    if command == "start":
        _keep_mark(where).parent.mkdir(parents=True, exist_ok=True)
        _keep_mark(where).touch()
        start(where)
    elif command == "stop":
        _keep_mark(where).unlink(missing_ok=True)
        _stop_unless_used(where)
    elif command == "shell":
        with embedded(where):
            options = ["-h", address(where)[0], "-U", "kuznia_owner", "-d", DATABASE]
            return subprocess.call([find_binaries() / "psql", *options, *arguments[1:]])
    elif command == "roles":
        say(ROLES.strip())
        return 0
    is_up = answers(address(where)[0])
    say(f"PostgreSQL {'answers' if is_up else 'does not run'} in {address(where)[0]}")
    return 0 if is_up or command == "stop" else 3


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as reason:
        give_up(reason)
