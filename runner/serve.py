"""Runs the house: database, migrations, demo, web and worker, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from runner import locks, postgres, prepare
from runner.children import Child, end_leftovers, finish, manage
from runner.kept import Kept
from runner.place import ROOT, Stop, data_dir, flag, give_up, port, remembered_kind, restore_mark, say

SECONDS_TO_ANSWER = 60
SECONDS_TO_LET_GO = 2
BLOCKING_THREADS = 16
MOST_FALLS = 5


class Ended(BaseException):
    """Somebody asked us to end."""


def main() -> int:
    """Serves until it is asked to end; 0 then, 1 when something fell over."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        with _only_run() as _held:
            end_leftovers()
            _refuse_half_restore()
            _refuse_taken_port()
            os.environ["KUZNIA_DEMO"] = "1" if _is_demo() else "0"
            refuse_unfit_settings()
            say(
                f"[3/7] {'Asking the database server' if os.environ.get('DATABASE_URL') else 'Starting the database'}"
            )
            with postgres.embedded():
                return _serve()
    except Ended:
        return 0


def web_command(*, workers: int, threads: int = BLOCKING_THREADS) -> list[str]:
    """The command line of the web server, the same for `make run` and the benchmark."""
    listen = os.environ.get("KUZNIA_LISTEN") or "127.0.0.1"
    options = {
        "--interface": "wsgi",
        "--host": listen,
        "--port": str(port()),
        "--workers": str(workers),
        "--blocking-threads": str(threads),
        "--http1-header-read-timeout": "10000",
        "--workers-kill-timeout": "5",
        "--static-path-route": "/static",
        "--static-path-mount": str(data_dir() / "static"),
        "--log-level": "error",
    }
    words = [word for pair in options.items() for word in pair]
    return [
        sys.executable,
        "-m",
        "granian",
        *words,
        "--no-ws",
        "--respawn-failed-workers",
        "kuznia.config.wsgi:application",
    ]


def refuse_unfit_settings() -> None:
    """Stops where a setting is wrong, or is one that production must not start with."""
    from kuznia.config.environment import read_environment, unsafe_settings

    try:
        faults = unsafe_settings(read_environment())
    except ValueError as error:
        raise Stop(f"a setting is wrong: {error}") from error
    if faults:
        raise Stop("production does not start with these settings:\n- " + "\n- ".join(faults))
    if _workers() < 1:
        raise Stop("KUZNIA_WEB_WORKERS is a whole number from 1 up.")


def _end(number: int, _frame: object) -> None:
    # From here on nothing interrupts the way out.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise Ended(number)


@contextmanager
def _only_run() -> Iterator[None]:
    held = locks.try_alone(data_dir() / "run.lock")
    if held is None:
        raise Stop(
            f"it already runs from {data_dir()}; a second one needs its own KUZNIA_DATA_DIR and KUZNIA_PORT."
        )
    with held:
        yield


def _refuse_half_restore() -> None:
    if restore_mark().exists():
        raise Stop("a restore was interrupted half-way: run make restore FROM=… FORCE=1 again.")


def _refuse_taken_port() -> None:
    # A killed run may need a moment to let go of it.
    deadline = time.monotonic() + SECONDS_TO_LET_GO
    while _is_taken():
        if time.monotonic() > deadline:
            hint = f"choose one with KUZNIA_PORT, as in KUZNIA_PORT={port() + 1} make run."
            raise Stop(f"port {port()} is taken by another program: {hint}")
        time.sleep(0.1)


def _is_taken() -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port()))
        except PermissionError as error:
            raise Stop(f"port {port()} needs root: choose one above 1023 with KUZNIA_PORT.") from error
        except OSError:
            return True
    # A browser that asks for localhost tries ::1 first, and would meet the other program there.
    with suppress(OSError), socket.create_connection(("::1", port()), timeout=1):
        return True
    return False


def _is_demo() -> bool:
    kind = remembered_kind()
    wanted = flag("KUZNIA_DEMO", default=kind != "county" and not flag("KUZNIA_PRODUCTION", default=False))
    if kind and (kind == "demo") != wanted:
        held = "the demo county" if kind == "demo" else "a real county"
        raise Stop(f"{data_dir()} holds {held}: choose another KUZNIA_DATA_DIR, or leave KUZNIA_DEMO unset.")
    return wanted


def _workers() -> int:
    given = os.environ.get("KUZNIA_WEB_WORKERS") or "2"
    return int(given) if given.isdigit() else 0


def _serve() -> int:
    is_demo = os.environ["KUZNIA_DEMO"] == "1"
    prepare.prepare(is_demo=is_demo)
    say("[7/7] Starting web and worker")
    web = Kept("web server", web_command(workers=_workers()))
    worker = Kept("worker", manage("run_worker"))
    accounts = Child("demo accounts", manage("demo_accounts"), output=subprocess.PIPE) if is_demo else None
    try:
        _wait_for_first_page(web.child)
        say(f"\nKuźnia answers at http://localhost:{port()}\n")
        if accounts:
            say(finish(accounts))
        say("Ctrl-C ends it.")
        return _watch(web, worker)
    finally:
        for child in (web.child, worker.child, accounts):
            if child:
                child.stop()


def _watch(web: Kept, worker: Kept) -> int:
    while web.falls <= MOST_FALLS:
        web.look_after()
        worker.look_after()
        if not os.environ.get("DATABASE_URL") and not postgres.lives(data_dir()):
            say("The database was killed; it starts again.")
            postgres.start(data_dir())
        time.sleep(0.5)
    say(f"The web server ended {web.falls} times within a few minutes; everything stops.")
    return 1


def _wait_for_first_page(web: Child) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while not _is_healthy():
        if web.exit_code is not None:
            raise Stop(
                f"the web server did not start (exit code {web.exit_code}); its own words stand above."
            )
        if time.monotonic() > deadline:
            raise Stop(f"the site did not answer within {SECONDS_TO_ANSWER} s.")
        time.sleep(0.1)


def _is_healthy() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port()}/zdrowie/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


if __name__ == "__main__":
    os.chdir(ROOT)
    try:
        sys.exit(main())
    except Stop as reason:
        give_up(reason)
