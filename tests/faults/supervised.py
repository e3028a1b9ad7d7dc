"""`make run` in a house that stands already: the supervisor, web, worker and database; nothing is prepared."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from runner import prepare, serve
from runner.place import ROOT, say
from tests.faults.house import House
from tests.faults.server import Client, free_port

SECONDS_TO_START = 60


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

    def pids(self, words: str) -> list[int]:
        """Return the processes under the supervisor whose command line holds these words."""
        listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True)
        rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
        family, grows = {self.process.pid}, True
        while grows:
            born = {int(pid) for pid, parent, *_args in rows if int(parent) in family} - family
            family, grows = family | born, bool(born)
        return [int(pid) for pid, _parent, args in rows if int(pid) in family and words in args]


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
