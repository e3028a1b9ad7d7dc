"""The load: many HTTP/1.1 connections to this machine only, bounded in number and time, in a process of its own.

It reads one command a line (JSON) and answers with one line; `Driver` is its other end.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode

HOST = "127.0.0.1"
MOST_CONNECTIONS = 64
MOST_SECONDS = 120
MOST_REQUESTS = 200_000
SECONDS_FOR_ONE = 30
CHOICE = re.compile(r'<input type="radio" name="([^"]+)" value="([^"]*)"')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
COOKIE = re.compile(r"^set-cookie: ([^=;]+)=([^;\r]*)", re.IGNORECASE | re.MULTILINE)
LOCATION = re.compile(r"^location: ([^\r\n]+)", re.IGNORECASE | re.MULTILINE)
LENGTH = re.compile(rb"^content-length: (\d+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a client asks for: a page, or a form with the values and cookies it sends."""

    path: str
    form: dict[str, str] | None = None
    cookies: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, and what a browser would keep of it."""

    status: int
    seconds: float
    location: str
    cookies: dict[str, str]
    hidden: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """All answers of one command, in the order of the requests, and how long the whole took."""

    seconds: float
    answers: list[Answer]


class Driver:
    """The load driver's process, seen from the measuring side."""

    def __init__(self, port: int) -> None:
        """Starts it."""
        self._port = port
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.driver"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def send(self, requests: list[Request], *, connections: int) -> Drive:
        """Sends every request once, so many at a time."""
        return self._ask(requests, connections=connections, seconds=0)

    def repeat(self, path: str, *, connections: int, seconds: float) -> Drive:
        """Asks for one page again and again for so many seconds."""
        return self._ask([Request(path=path)], connections=connections, seconds=seconds)

    def close(self) -> None:
        """Ends it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)

    def _ask(self, requests: list[Request], *, connections: int, seconds: float) -> Drive:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {
            "port": self._port,
            "connections": connections,
            "seconds": seconds,
            "requests": [asdict(request) for request in requests],
        }
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        return Drive(seconds=told["seconds"], answers=[Answer(**answer) for answer in told["answers"]])


def main() -> None:
    """Carries out commands until the other end closes."""
    for line in sys.stdin:
        print(json.dumps(asyncio.run(_carry_out(json.loads(line)))), flush=True)


async def _carry_out(order: dict[str, Any]) -> dict[str, Any]:
    messages = [_encoded(**request) for request in order["requests"]]
    seconds = min(order["seconds"], MOST_SECONDS)
    source = itertools.cycle(messages) if seconds else iter(messages)
    started_at = time.perf_counter()
    until = started_at + (seconds or MOST_SECONDS)
    numbered = enumerate(itertools.islice(source, MOST_REQUESTS))
    answers: dict[int, dict[str, Any]] = {}
    clients = range(min(order["connections"], MOST_CONNECTIONS))
    await asyncio.gather(*(_client(order["port"], numbered, answers, until) for _number in clients))
    took = time.perf_counter() - started_at
    return {"seconds": took, "answers": [answers[number] for number in sorted(answers)]}


async def _client(
    port: int, numbered: Iterator[tuple[int, bytes]], answers: dict[int, dict[str, Any]], until: float
) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    for number, message in numbered:
        started_at = time.perf_counter()
        writer.write(message)
        head, body = await asyncio.wait_for(_response(reader), SECONDS_FOR_ONE)
        ended_at = time.perf_counter()
        answers[number] = _kept(head, body, ended_at - started_at)
        if ended_at > until:
            break
    writer.close()


async def _response(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    if length is None:
        raise ValueError("an answer without its length")
    return head, await reader.readexactly(int(length[1]))


def _kept(head: bytes, body: bytes, seconds: float) -> dict[str, Any]:
    words = head.decode("latin-1")
    location = LOCATION.search(words)
    # Only a page with a form is worth reading.
    is_form = b"csrfmiddlewaretoken" in body
    return {
        "status": int(words[9:12]),
        "seconds": seconds,
        "location": location[1] if location else "",
        "cookies": dict(COOKIE.findall(words)),
        "hidden": _filled(body.decode()) if is_form else {},
    }


def _filled(page: str) -> dict[str, str]:
    """What the form carries by itself, and the first answer to every choice."""
    return dict(reversed(CHOICE.findall(page))) | dict(HIDDEN.findall(page))


def _encoded(*, path: str, form: dict[str, str] | None, cookies: dict[str, str]) -> bytes:
    lines = [f"{'GET' if form is None else 'POST'} {path} HTTP/1.1", f"Host: {HOST}"]
    if cookies:
        lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
    body = b"" if form is None else urlencode(form).encode()
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


if __name__ == "__main__":
    main()
