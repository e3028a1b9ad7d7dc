"""The disk of the store is full: the upload is refused in words, nothing is half kept, all else goes on."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kuznia.audit.verification import findings
from kuznia.events.models import Registration
from kuznia.files import store
from kuznia.files.models import StoredFile
from kuznia.files.tests import factories
from tests.faults.server import hidden_fields
from tests.faults.test_slow_clients import ANSWERS, FAST_FOR_ROBOTS
from tests.faults.uploading import MEGABYTE, Desk, open_desk, words

pytestmark = pytest.mark.faults
ROOM = 16 * MEGABYTE
FULL = "Nie ma teraz miejsca na kolejne pliki. Nic innego nie przepadło; spróbuj później albo napisz do nas."
"""A disk of its own needs the right to mount; a limit on the size of every file fails in the same places anywhere."""
DISKS = ["small disk", "limit"]


@pytest.fixture(params=DISKS)
def desk(request: pytest.FixtureRequest, committed_database: str, tmp_path: Path) -> Iterator[Desk]:
    """An officer at her desk, whose store has room for two files of five megabytes, or none for a larger one."""
    files = tmp_path / "files"
    files.mkdir()
    is_mounted = request.param == "small disk" and _mounted(files)
    try:
        with open_desk(committed_database, files) as opened:
            if not is_mounted:
                for pid in opened.server.worker_pids():
                    resource.prlimit(pid, resource.RLIMIT_FSIZE, (6 * MEGABYTE, 6 * MEGABYTE))
            yield opened
    finally:
        if is_mounted:
            subprocess.run(["umount", str(files)], check=True)


def _mounted(files: Path) -> bool:
    if os.geteuid() != 0:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(files)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _document(number: int, megabytes: int = 5) -> bytes:
    return (
        factories.PDF.replace(b"1 0 obj", b"%d 0 obj" % (number + 1)) + b""
        if not megabytes
        else (
            factories.PDF[:-6]
            + b"%"
            + bytes([65 + number]) * megabytes * MEGABYTE
            + b"\nstartxref\n9\n%%EOF\n"
        )
    )


def _fill(desk: Desk) -> list[str]:
    """Send documents, each larger than the one before, until one is refused; return what was said of each."""
    said = []
    for number in range(8):
        answer = desk.send(_document(number, 5 + number % 2 * 2), title=f"Plik {number}")
        said.append("kept" if answer.status == 303 else "full" if FULL in words(answer) else answer.page)
        if said[-1] != "kept":
            break
    return said


def test_upload_is_refused_in_words_and_all_else_goes_on_when_the_disk_is_full(desk: Desk) -> None:
    said = _fill(desk)

    kept = said.count("kept")
    assert (said[-1], kept >= 1) == ("full", True)
    assert desk.unharmed() == [True] * kept
    assert (desk.drafts(), StoredFile.objects.count()) == ([], kept)
    assert desk.send(factories.PDF, title="Mały").status == 303
    assert desk.unharmed() == [True] * (kept + 1)
    assert _signed_up(desk) == 1
    assert [found for found in findings() if found.count] == []


def test_upload_is_kept_when_there_is_room_again(desk: Desk) -> None:
    said = _fill(desk)
    refused = len(said) - 1
    StoredFile.objects.all().delete()
    for path in store.kept_before(float("inf")):
        path.unlink()

    answer = desk.send(_document(refused, 5), title="Jeszcze raz")

    assert (said[-1], answer.status, desk.unharmed()) == ("full", 303, [True])


def _signed_up(desk: Desk) -> int:
    client, address = desk.server.client(), f"{desk.event.get_absolute_url()}zapis/"
    form = hidden_fields(client.get(address).page)
    time.sleep(FAST_FOR_ROBOTS)
    client.post(address, form | ANSWERS | {"email": "ewa@example.org"})
    return Registration.objects.filter(event=desk.event).count()
