"""People who sign up without pause while the house is shaken, each with a ledger of what the house told her."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlencode

from tests.faults.server import FORM, Answer, Client, hidden_fields

ANSWERS = {"coming_for": "oneself", "knows_notice": "on", "homepage": ""}
FAST_FOR_ROBOTS = 2.2
SIGNED_UP = "<h1>Jeszcze jeden krok: sprawdź e-mail</h1>"
RESTING = "Strona ma chwilę przerwy"
NOBODY_YET = "Nikt nie jest jeszcze zapisany. To, co wpisano, zostało."


@dataclass(frozen=True)
class Form:
    """A form that was opened and filled in."""

    email: str
    body: bytes
    ripe_at: float


@dataclass
class Ledger:
    """What one person saw; `odd` are answers that are not honest."""

    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    resting: int = 0
    lost: int = 0
    odd: list[str] = field(default_factory=list)


@dataclass
class Person:
    """Fills in form after form at one event; what got no clear answer is sent again as it is."""

    name: str
    client: Client
    address: str
    over: threading.Event
    ledger: Ledger = field(default_factory=Ledger)
    forms: deque[Form] = field(default_factory=deque)
    count: int = 0

    def work(self) -> None:
        """Sign up until it is over, then end what was begun: whoever has sent a form asks how it went."""
        while not self.over.is_set():
            ripe = self.forms and self.forms[0].ripe_at <= time.monotonic()
            (self._send if ripe else self._open)()
        while self.ledger.sent - self.ledger.acknowledged and not self.ledger.odd:
            self._send()

    def _open(self) -> None:
        answer = self._asked("GET")
        if answer is None or answer.status != 200:
            return
        self.count += 1
        email, hidden = f"{self.name}-{self.count}@example.org", hidden_fields(answer.page)
        body = urlencode(hidden | ANSWERS | {"name": "Ewa Iskra", "email": email}).encode()
        self.forms.append(Form(email, body, time.monotonic() + FAST_FOR_ROBOTS))

    def _send(self) -> None:
        form = self.forms[0]
        self.ledger.sent.add(form.email)
        answer = self._asked("POST", form.body)
        if answer is None or answer.status != 303:
            return
        if self._is_told(answer.headers["location"]):
            self.ledger.acknowledged.add(form.email)
            if not self.over.is_set():
                self.forms.popleft()

    def _is_told(self, location: str) -> bool:
        """Follow where the answer leads: only the page itself says that she is signed up."""
        answer = self._asked("GET", path=location)
        if answer is None or answer.status != 200:
            return False
        if SIGNED_UP not in answer.page:
            self.ledger.odd.append(f"{location} says something else")
        return True

    def _asked(self, method: str, body: bytes | None = None, *, path: str = "") -> Answer | None:
        try:
            answer = self.client.ask(method, path or self.address, body=body, headers={"Content-Type": FORM})
        except (OSError, HTTPException):
            self.ledger.lost += 1
            return None
        self._judge(method, answer)
        return answer

    def _judge(self, method: str, answer: Answer) -> None:
        if answer.status == 503 and RESTING in answer.page:
            self.ledger.resting += 1
            time.sleep(0.2)
        elif answer.status == 200 and method == "POST" and NOBODY_YET in answer.page:
            self.ledger.resting += 1
        elif (method, answer.status) not in {("GET", 200), ("POST", 303)}:
            self.ledger.odd.append(f"{method} {answer.status}: {answer.page[-600:]}")


@contextmanager
def storm(people: int, port: int, address: str) -> Iterator[list[Ledger]]:
    """Let so many people sign up for as long as the block lasts; their ledgers are closed after it."""
    over = threading.Event()
    crowd = [Person(f"osoba-{number}", Client(port), address, over) for number in range(people)]
    threads = [threading.Thread(target=person.work, daemon=True) for person in crowd]
    for thread in threads:
        thread.start()
    try:
        yield [person.ledger for person in crowd]
    finally:
        over.set()
        for thread in threads:
            thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
