"""The web servers that are measured, all started by the same command line as `make run` starts its own."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.database import environment, floor_environment
from bench.plan import PORT, WORKERS
from runner.children import Child
from runner.place import Stop, data_dir
from runner.platform import cpu_seconds, memory_megabytes, processes_under
from runner.postgres import address
from runner.serve import web_command

SECONDS_TO_ANSWER = 60
BENCH_ENVIRONMENT = {"KUZNIA_PORT": str(PORT), "KUZNIA_DEMO": "1", "KUZNIA_LIMITS": "0"}


class Server:
    """A running web server with the database behind it."""

    def __init__(self, child: Child) -> None:
        """Remembers where to look for the processor time."""
        self._web = child.process.pid
        postmaster = Path(address(data_dir())[0]).parent / "data" / "postmaster.pid"
        self._database = int(postmaster.read_text().splitlines()[0])

    def cpu(self) -> tuple[float, float]:
        """Processor seconds used so far by the web server's processes and by PostgreSQL's."""
        return cpu_seconds(self._web) or 0.0, cpu_seconds(self._database) or 0.0

    def memory(self) -> tuple[float, float]:
        """RSS and PSS of the largest worker, in megabytes."""
        workers = [pid for pid in processes_under(self._web) if pid != self._web]
        return max((memory_megabytes(pid) or (0.0, 0.0) for pid in workers), default=(0.0, 0.0))


@contextmanager
def floor() -> Iterator[Server]:
    """Serves the yardstick."""
    command = [*web_command_of_bench()[:-1], "floor:application"]
    with _served("floor", command, floor_environment(), "/hello/") as server:
        yield server


@contextmanager
def kuznia(*, page_cache: bool) -> Iterator[Server]:
    """Serves Kuźnia, with or without its page and fragment caches; the limits of tries are off."""
    settings = {"KUZNIA_PAGE_CACHE": "1" if page_cache else "0", "KUZNIA_DATABASE_ROLE": "app"}
    with _served("kuznia", web_command_of_bench(), settings, "/zdrowie/") as server:
        yield server


def web_command_of_bench() -> list[str]:
    """The command line of `make run`, on the bench's port and with its number of workers."""
    with environment(BENCH_ENVIRONMENT):
        return web_command(workers=WORKERS)


@contextmanager
def _served(name: str, command: list[str], settings: dict[str, str], first: str) -> Iterator[Server]:
    with environment(BENCH_ENVIRONMENT | settings):
        child = Child(name, command)
    try:
        _wait_for(f"http://127.0.0.1:{PORT}{first}", child)
        yield Server(child)
    finally:
        child.stop()


def _wait_for(url: str, child: Child) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline and child.exit_code is None:
        with suppress(OSError, urllib.error.URLError), urllib.request.urlopen(url, timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise Stop(f"{child.name} does not answer at {url}.")
