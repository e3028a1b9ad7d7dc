"""The answer to a sign-up is lost on its way: whoever presses again reads what happened, and is signed up once."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.db.models import QuerySet
from playwright.sync_api import Error, Page

from kuznia.events.models import Registration
from kuznia.notify.models import Message
from tests.browser.steps import EMAIL, conference, fill_in, heading, send
from tests.live_site import House

pytestmark = pytest.mark.browser
CHECK_MAIL = "Jeszcze jeden krok: sprawdź e-mail"


@dataclass
class BadLine:
    """A line to the house that may carry a form there, and lose the answer when the house has made it."""

    house_port: int
    loses_answers: bool = False
    lost: int = 0

    def __enter__(self) -> BadLine:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_args: object) -> None:
        self.listening.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self.listening.accept()
                threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", self.house_port)) as house, suppress(OSError):
            head = _request_of(client)
            house.sendall(head)
            # The house closes the line when the answer is out; what it decided is committed by then.
            answer = b"".join(iter(lambda: house.recv(65_536), b""))
            if self.loses_answers and head.startswith(b"POST"):
                self.lost += 1
            else:
                client.sendall(answer)


def _request_of(client: socket.socket) -> bytes:
    """Return one request with its body; the house is asked to close the line after its answer."""
    received = b""
    while b"\r\n\r\n" not in received and (part := client.recv(65_536)):
        received += part
    head, _end, body = received.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    length = next((int(line[15:]) for line in lines if line.lower().startswith(b"content-length:")), 0)
    while len(body) < length and (part := client.recv(65_536)):
        body += part
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body


@pytest.fixture
def line(house: House) -> Iterator[BadLine]:
    """A bad line to the house."""
    with BadLine(urlsplit(house.address).port or 0) as made:
        yield made


@pytest.fixture
def page(house: House, line: BadLine) -> Iterator[Page]:
    """A browser at the other end of the line; that it loses a page is not a fault of the house."""
    context = house.browser.new_context(base_url=f"http://127.0.0.1:{line.port}", locale="pl-PL")
    yield context.new_page()
    context.close()


@pytest.fixture
def signed_up_unheard(house: House, line: BadLine, page: Page) -> Page:
    """The browser of somebody who has signed up, and sees an error of her browser instead of the answer."""
    page.goto(f"{conference().get_absolute_url()}zapis/")
    fill_in(page)
    line.loses_answers = True
    with pytest.raises(Error), page.expect_navigation():
        send(page, house)
    line.loses_answers = False
    page.wait_for_url("chrome-error://**")
    assert line.lost >= 1
    assert _sign_ups().count() == 1
    return page


def _sign_ups() -> QuerySet[Registration]:
    return Registration.objects.filter(person__email=EMAIL)


def _letters() -> list[str]:
    """Return what the letters to her are about, the first one first."""
    written = Message.objects.filter(to=EMAIL).order_by("pk")
    return [message.letter["subject"].partition(":")[0] for message in written]


def test_same_form_sent_again_shows_what_happened_when_the_answer_was_lost(signed_up_unheard: Page) -> None:
    signed_up_unheard.reload()

    assert heading(signed_up_unheard) == CHECK_MAIL
    assert (_sign_ups().count(), len(_letters())) == (1, 1)


def test_new_form_sent_makes_no_second_sign_up_when_the_answer_was_lost(
    signed_up_unheard: Page, house: House
) -> None:
    page = signed_up_unheard
    page.goto(f"{conference().get_absolute_url()}zapis/")
    fill_in(page)

    send(page, house)

    page.wait_for_url("**/wyslano/**")
    assert heading(page) == CHECK_MAIL
    assert (_sign_ups().count(), _letters()) == (1, ["Potwierdź miejsce", "Masz już zapis"])
