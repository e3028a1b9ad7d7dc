"""The supervisor with a real server in a directory of its own; each test takes about a second."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from runner import postgres
from runner.binaries import find_binaries, readable_binaries, service_user
from runner.place import ROOT, Stop

IMPORTS = "import sys; from pathlib import Path; from runner.postgres import embedded"
HOLD = IMPORTS + "\nwith embedded(Path(sys.argv[1])):\n {}"


@pytest.fixture
def where(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    # Not pytest's tmp_path: its parents are closed to the user that the database runs as.
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="kuznia-test-") as made:
        Path(made).chmod(0o755)
        yield Path(made)
        postgres.stop(Path(made))


def holding(where: Path, code: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD.format(code), str(where)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def is_up(where: Path) -> bool:
    return postgres.answers(postgres.address(where)[0])


def postmaster(where: Path) -> int:
    return int((where / "postgres/data/postmaster.pid").read_text().split()[0])


def ask(where: Path, question: str, *, role: str = "kuznia_owner") -> str:
    psql = readable_binaries(find_binaries(), service_user(where / "postgres")) / "psql"
    command: list[str | Path] = [
        psql,
        "-XAtq",
        "-h",
        postgres.address(where)[0],
        "-U",
        role,
        "-d",
        "kuznia",
        "-c",
        question,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def test_server_is_up_inside_the_block_and_gone_after_it(where: Path) -> None:
    with postgres.embedded(where):
        inside = is_up(where)

    assert (inside, is_up(where)) == (True, False)


def test_server_listens_on_its_socket_only(where: Path) -> None:
    with postgres.embedded(where):
        assert ask(where, "show listen_addresses") == ""
        assert ask(where, "show data_checksums") == "on"
        assert Path(postgres.address(where)[0]).stat().st_mode & 0o777 == 0o700


def test_app_role_writes_rows_but_makes_no_tables(where: Path) -> None:
    with postgres.embedded(where):
        ask(where, "create table seats (id serial primary key, name text)")
        ask(where, "create table mine (id int)", role="kuznia_app")
        ask(where, "insert into seats (name) values ('a')", role="kuznia_app")
        ask(where, "truncate seats", role="kuznia_app")

        assert ask(where, "select count(*) from seats", role="kuznia_app") == "1"
        assert ask(where, "select to_regclass('mine') is null") == "t"


def test_app_role_gives_up_in_time(where: Path) -> None:
    with postgres.embedded(where):
        shown = [
            ask(where, f"show {name}", role="kuznia_app") for name in ("lock_timeout", "statement_timeout")
        ]

    assert shown == ["3s", "15s"]


def test_four_starts_at_once_share_one_server(where: Path) -> None:
    runs = [holding(where, f"import time; time.sleep({seconds})") for seconds in (0.1, 0.3, 0.6, 0.9)]

    assert [run.wait() for run in runs] == [0, 0, 0, 0]
    assert not is_up(where)


def test_server_stays_when_another_still_uses_it(where: Path) -> None:
    other = holding(where, "print(1, flush=True); input()")
    assert other.stdout is not None
    other.stdout.readline()

    with postgres.embedded(where):
        pass

    assert is_up(where)
    other.communicate("\n")
    assert not is_up(where)


def test_killed_user_is_not_counted(where: Path) -> None:
    killed = holding(where, "print(1, flush=True); input()")
    assert killed.stdout is not None
    killed.stdout.readline()
    killed.kill()
    killed.wait()

    with postgres.embedded(where):
        assert is_up(where)

    assert not is_up(where)


def test_rows_are_there_when_the_server_was_killed(where: Path) -> None:
    with postgres.embedded(where):
        ask(where, "create table t as select 50 as rows")
        os.kill(postmaster(where), signal.SIGKILL)
        postgres.start(where)

        assert ask(where, "select rows from t") == "50"


def test_start_succeeds_when_another_process_got_the_old_number(where: Path) -> None:
    with postgres.embedded(where):
        pass
    lock = where / "postgres/data/postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{where}/postgres/data\n1\n5432\n\n\n  0 0\nready\n")
    service_user(where / "postgres").owns(lock)
    lock.chmod(0o600)

    with postgres.embedded(where):
        assert is_up(where)


def test_start_names_both_versions_when_another_postgresql_made_the_data(where: Path) -> None:
    with postgres.embedded(where):
        pass
    (where / "postgres/data/PG_VERSION").write_text("9\n")

    with pytest.raises(Stop, match=r"was made by PostgreSQL 9, but .* holds \d+: set PG_BIN"):
        postgres.start(where)


@pytest.mark.parametrize("name", ["x" * 120, "with, comma", 'sp ace\'s "q" $(id) ąż'])
def test_server_starts_when_the_path_is_long_or_odd(where: Path, name: str) -> None:
    inner = where / name

    with postgres.embedded(inner):
        assert ask(inner, "select lower('Ż')") == "ż"


def test_socket_stays_within_the_limit_of_macos() -> None:
    sockets, port = postgres.address(Path("/" + "d" * 200))

    assert len(f"{sockets}/.s.PGSQL.{port}") <= 100


def test_answers_is_false_when_something_else_listens(where: Path) -> None:
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(f"{where}/.s.PGSQL.5432")
        started_at = time.monotonic()

        assert not postgres.answers(str(where))
        assert time.monotonic() - started_at < 6


def test_nothing_is_started_when_database_url_is_set(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/kuznia")

    with postgres.embedded(where):
        assert list(where.iterdir()) == []
