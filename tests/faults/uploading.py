"""An officer who sends files to an event's page over the real server, and what the web workers took for it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from django.test import Client as Browser
from django.test import override_settings

from kuznia.directory.tests.factories import officer_of
from kuznia.events.models import Event
from kuznia.events.tests.desk_pages import desk_url
from kuznia.events.tests.factories import make_county, make_event
from kuznia.files.models import StoredFile
from tests.faults.server import Answer, Client, Server, Upload, hidden_fields, served

MEGABYTE = 1_000_000
SECONDS_TO_CLEAR = 10


@dataclass
class Desk:
    """One event's page of documents, open in the browser of an officer."""

    server: Server
    client: Client
    event: Event
    files: Path

    @property
    def address(self) -> str:
        """Where documents are sent."""
        return desk_url("desk-documents", self.event)

    def send(self, content: bytes, *, title: str = "Program", alt: str = "Sala") -> Answer:
        """Send a small file."""
        return self.send_pieces([content], size=len(content), title=title, alt=alt)

    def send_pieces(
        self, pieces: list[bytes] | Iterator[bytes], *, size: int, title: str = "Program", alt: str = ""
    ) -> Answer:
        """Send a file in pieces."""
        data = self.hidden | {"title": title, "alt": alt}
        return self.client.upload(self.address, data, Upload("plik.pdf", size, pieces))

    @property
    def hidden(self) -> dict[str, str]:
        """What the form carries."""
        return {
            "csrfmiddlewaretoken": hidden_fields(self.client.get(self.address).page)["csrfmiddlewaretoken"]
        }

    def drafts(self) -> list[Path]:
        """What stays half received in the store; a worker clears it away only after its answer went out."""
        last_look = time.monotonic() + SECONDS_TO_CLEAR
        while (left := list((self.files / "tmp").glob("*"))) and time.monotonic() < last_look:
            time.sleep(0.1)
        return left

    def unharmed(self) -> list[bool]:
        """Whether each file that has a row is given out as it was sent."""
        found = StoredFile.objects.filter(owner_id=self.event.pk)
        return [
            hashlib.sha256(self.client.raw(file.get_absolute_url())).hexdigest() == file.sha256
            for file in found
        ]


@contextmanager
def open_desk(database: str, files: Path) -> Iterator[Desk]:
    """Serve the house with its store in `files`; an officer is signed in."""
    # The demo asks for no second factor.
    with (
        override_settings(KUZNIA_FILES_DIR=files),
        served(database, KUZNIA_DEMO="1", TEST_FILES_DIR=str(files)) as server,
    ):
        county = make_county()
        browser = Browser()
        browser.force_login(officer_of(county))
        cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
        yield Desk(server, Client(server.port, cookies), make_event(authority=county), files)


def words(answer: Answer) -> str:
    """Return the page as it is read."""
    return unescape(answer.page)


def most_memory(server: Server) -> int:
    """Return the most kilobytes that any worker ever held."""
    found = [Path(f"/proc/{pid}/status").read_text() for pid in server.worker_pids()]
    return max(int(text.split("VmHWM:")[1].split()[0]) for text in found)
