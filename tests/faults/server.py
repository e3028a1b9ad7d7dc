"""The real server, started as `runner/serve.py` starts it, and clients that speak to it byte by byte."""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from itertools import chain
from urllib.parse import urlencode

from runner.children import FEW_HEAPS
from runner.serve import web_command

SECONDS_TO_START = 90
TIMEOUT = 20
FORM = "application/x-www-form-urlencoded"
BOUNDARY = "bound-of-the-parts"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
PART = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{{name}}"\r\n\r\n'
FILE = 'Content-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: x/lie\r\n\r\n'
HIDDEN = re.compile(r'<input type="hidden" name="(?P<name>[a-z_]+)" value="(?P<value>[^"]*)"')


@dataclass(frozen=True)
class Upload:
    """A file that is sent: its name, how many bytes it has, and the bytes in pieces."""

    name: str
    size: int
    pieces: Iterable[bytes]


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers in small letters, page."""

    status: int
    headers: Mapping[str, str]
    page: str


@dataclass
class Server:
    """The server of one test; `worker_pids` are the processes that answer."""

    port: int
    process: subprocess.Popen[bytes]

    def client(self) -> Client:
        """Return a new browser with no cookies."""
        return Client(self.port)

    def worker_pids(self) -> list[int]:
        """Return the processes that granian has started."""
        found = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        return [
            int(line.split()[0]) for line in found.stdout.splitlines() if "granian" in line or "spawn" in line
        ]


@dataclass
class Client:
    """A browser without pictures: it keeps cookies and says what it is told to say."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        """Open a page."""
        return self.ask("GET", path, headers=headers)

    def raw(self, path: str) -> bytes:
        """Download a file."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.request("GET", path, headers=self._headers())
            return connection.getresponse().read()
        finally:
            connection.close()

    def post(self, path: str, data: Mapping[str, str], **headers: str) -> Answer:
        """Send a form."""
        return self.ask("POST", path, body=urlencode(data).encode(), headers={"Content-Type": FORM} | headers)

    def upload(self, path: str, data: Mapping[str, str], upload: Upload) -> Answer:
        """Send a form with a file, the file piece by piece; the page that the form leads to is not opened."""
        fields = "".join(PART.format(name=name) + f"{value}\r\n" for name, value in data.items())
        head = f"{fields}--{BOUNDARY}\r\n{FILE.format(name=upload.name)}".encode()
        tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        headers = {"Content-Type": MULTIPART, "Content-Length": str(len(head) + upload.size + len(tail))}
        return self.ask("POST", path, body=chain([head], upload.pieces, [tail]), headers=headers)

    def ask(
        self,
        method: str,
        path: str,
        *,
        body: bytes | Iterable[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send one request on a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.request(method, path, body=body, headers=self._headers() | dict(headers or {}))
            return self._answer(connection.getresponse())
        finally:
            connection.close()

    def begin(self, path: str, body: bytes, *, sent: int, length: int | None = None) -> socket.socket:
        """Send the head of a form and the first `sent` bytes of its body; the rest is for the caller."""
        lines = {
            "Host": f"127.0.0.1:{self.port}",
            "Content-Type": FORM,
            "Content-Length": str(len(body) if length is None else length),
            "Connection": "close",
        } | self._headers()
        head = f"POST {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        wire = socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT)
        wire.sendall(head.encode() + b"\r\n" + body[:sent])
        return wire

    def read(self, wire: socket.socket) -> Answer:
        """Read the answer on a connection that was begun."""
        response = HTTPResponse(wire)
        response.begin()
        return self._answer(response)

    def _headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": cookies} if cookies else {}

    def _answer(self, response: HTTPResponse) -> Answer:
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _is, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        page = response.read().decode(errors="replace")
        return Answer(
            response.status, {name.lower(): value for name, value in response.headers.items()}, page
        )


def hidden_fields(page: str) -> dict[str, str]:
    """Return what the forms of a page carry for the house."""
    return {found["name"]: found["value"] for found in HIDDEN.finditer(page)}


@contextmanager
def served(database: str, *, workers: int = 1, **environment: str) -> Iterator[Server]:
    """Serve the database for the block with the command line and the heaps of `make run`."""
    port = free_port()
    chosen = {
        "TEST_DATABASE": database,
        "KUZNIA_PORT": str(port),
        "KUZNIA_DATABASE_ROLE": "app",
        "DJANGO_SETTINGS_MODULE": "kuznia.config.settings",
    }
    given = {**FEW_HEAPS, **os.environ, "KUZNIA_DEMO": "0"}
    process = _started({**given, **chosen, **environment}, workers=workers)
    try:
        _wait_until_it_answers(port, process)
        yield Server(port, process)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(8)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _started(environment: dict[str, str], *, workers: int) -> subprocess.Popen[bytes]:
    before = os.environ.get("KUZNIA_PORT")
    os.environ["KUZNIA_PORT"] = environment["KUZNIA_PORT"]
    try:
        command = web_command(workers=workers)
    finally:
        os.environ.pop("KUZNIA_PORT") if before is None else os.environ.update(KUZNIA_PORT=before)
    return subprocess.Popen(
        [*command[:-1], "tests.faults.site:application"], env=environment, start_new_session=True
    )


def free_port() -> int:
    """Return a port that nobody uses just now, below those that clients of others are given at any moment."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _wait_until_it_answers(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError):
            if Client(port).get("/zdrowie/").status == 200:
                return
        time.sleep(0.1)
    raise AssertionError(f"The server did not answer on port {port} (exit code {process.poll()}).")
