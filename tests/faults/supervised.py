"""`make run` in a house that stands already: the supervisor, web, worker and database; nothing is prepared."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from runner import prepare, serve
from runner.place import ROOT, say
from runner.platform import dies_with_parent, processes_under
from tests.faults.house import House
from tests.faults.server import Client, free_port

SECONDS_TO_START = 90


@dataclass(frozen=True)
class Run:
    """One run; whoever opens a page of it does so through `client`."""

    house: House
    port: int
    process: subprocess.Popen[str]

    def client(self) -> Client:
        """Return a new browser with no cookies."""
        return Client(self.port)

    def is_healthy(self) -> bool:
        """Whether a page that asks the database opens at this moment."""
        with suppress(OSError):
            return self.client().get("/zdrowie/").status == 200
        return False

    def wait_until_healthy(self, most: float) -> None:
        """Wait for a page that opens, at most so long."""
        started_at = time.monotonic()
        while not self.is_healthy():
            assert self.process.poll() is None, "the run has ended"
            assert time.monotonic() - started_at < most, f"no page opened within {most} s"
            time.sleep(0.1)

    def web_pids(self) -> list[int]:
        """Return the processes that answer: children of the web server, which is a child of the supervisor."""
        family = [pid for pid in processes_under(self.process.pid) if "granian" in _words_of(pid)]
        return family[1:]


def _words_of(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text()
    return ""


@contextmanager
def supervised(house: House, **settings: str) -> Iterator[Run]:
    """Run the house for the block."""
    port = free_port()
    (house.where / "static").mkdir()
    chosen = {"KUZNIA_PORT": str(port), "TEST_DATABASE": "kuznia"} | settings
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.supervised"],
        cwd=ROOT,
        env=house.environment(**chosen),
        text=True,
        start_new_session=True,
        preexec_fn=dies_with_parent(),
    )
    run = Run(house, port, process)
    try:
        run.wait_until_healthy(SECONDS_TO_START)
        yield run
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(30)
        process.kill()
        process.wait()


def main() -> int:
    """Be the supervisor, with the web server of these tests."""
    command = serve.web_command

    def with_the_tests_site(*, workers: int) -> list[str]:
        return [*command(workers=workers)[:-1], "tests.faults.site:application"]

    serve.web_command = with_the_tests_site  # type: ignore[assignment]
    prepare.prepare = lambda *, is_demo: say(f"Nothing is prepared (demo: {is_demo}).")
    return serve.main()


if __name__ == "__main__":
    sys.exit(main())
