"""Files that nobody should take, files that are far too large, and many at once, against the real server."""

from __future__ import annotations

import hashlib
import io
import threading
import time
from collections.abc import Iterator

import pytest
from PIL import Image

from kuznia.files.models import StoredFile
from kuznia.files.tests import factories
from kuznia.files.tests.evil import EMPTY, EVIL
from tests.faults.server import Upload
from tests.faults.uploading import MEGABYTE, Desk, most_memory, open_desk, words

pytestmark = pytest.mark.faults
MOST_KILOBYTES = 300_000
# Far above what is measured, even on a busy machine.
SECONDS = 20
TOO_LARGE = (
    "Nagranie może mieć do 200 MB, każdy inny plik do 15 MB. Zmniejsz swój plik i wyślij go jeszcze raz."
)
IN_ENGLISH = "This file has macros. Save it without them and send it again."


@pytest.fixture(scope="module")
def desk(module_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One server for all of them, so that what one leaves behind would be seen by the next."""
    with open_desk(module_database, tmp_path_factory.mktemp("files")) as opened:
        yield opened


def _megabytes(head: bytes, count: int) -> Iterator[bytes]:
    yield head
    for _each in range(count):
        yield bytes(MEGABYTE)


def _film_head(count: int) -> bytes:
    film = factories.mp4(sound=b"")
    return film[:-8] + (count * MEGABYTE + 8).to_bytes(4, "big") + b"mdat"


@pytest.mark.parametrize("name", ["nothing", *EVIL])
def test_evil_file_is_refused_in_words_at_its_field(desk: Desk, name: str) -> None:
    content, sentence = (b"", EMPTY) if name == "nothing" else EVIL[name]
    started_at = time.monotonic()

    page = desk.send(content, title="Tytuł, który zostaje")

    said = "Ten plik jest pusty. Wybierz inny." if name == "nothing" else sentence
    assert (page.status, said in words(page), "Tytuł, który zostaje" in words(page)) == (200, True, True)
    assert time.monotonic() - started_at < SECONDS
    assert (StoredFile.objects.count(), desk.drafts()) == (0, [])
    assert most_memory(desk.server) < MOST_KILOBYTES


def test_evil_file_is_refused_in_english_when_the_page_is(desk: Desk) -> None:
    content, _sentence = EVIL["macros"]
    data = desk.hidden | {"title": "Programme", "alt": ""}

    page = desk.client.upload(f"/en{desk.address}", data, Upload("a.docx", len(content), [content]))

    assert (page.status, IN_ENGLISH in words(page)) == (200, True)


@pytest.mark.parametrize("megabytes", [20, 200])
def test_document_of_200_megabytes_is_refused_at_its_field(desk: Desk, megabytes: int) -> None:
    size = len(factories.PDF) + megabytes * MEGABYTE

    page = desk.send_pieces(_megabytes(factories.PDF, megabytes), size=size)

    assert (page.status, TOO_LARGE in words(page)) == (200, True)
    assert (StoredFile.objects.count(), desk.drafts()) == (0, [])
    assert most_memory(desk.server) < MOST_KILOBYTES


def test_upload_is_refused_before_it_is_sent_when_it_is_larger_than_a_recording(desk: Desk) -> None:
    started_at = time.monotonic()
    wire = desk.client.begin(desk.address, b"x" * 1_000, sent=1_000, length=400 * MEGABYTE)

    page = desk.client.read(wire)

    assert (page.status, "nagranie do 200 MB" in words(page)) == (413, True)
    assert time.monotonic() - started_at < SECONDS


def test_recording_is_refused_before_it_is_sent_when_nobody_is_signed_in(desk: Desk) -> None:
    wire = desk.server.client().begin(desk.address, b"x" * 1_000, sent=1_000, length=100 * MEGABYTE)

    assert desk.client.read(wire).status == 413


def test_recording_of_190_megabytes_is_kept_and_given_out_as_it_was(desk: Desk) -> None:
    head = _film_head(190)

    answer = desk.send_pieces(_megabytes(head, 190), size=len(head) + 190 * MEGABYTE)
    film = StoredFile.objects.get(content_type="video/mp4")
    given = hashlib.sha256(desk.client.raw(film.get_absolute_url())).hexdigest()
    film.delete()

    assert (answer.status, film.size, given, desk.drafts()) == (
        303,
        len(head) + 190 * MEGABYTE,
        film.sha256,
        [],
    )
    assert most_memory(desk.server) < MOST_KILOBYTES


def _heavy(kind: str, size: tuple[int, int], mode: str) -> bytes:
    target = io.BytesIO()
    Image.effect_noise((size[0] // 8, size[1] // 8), 9).resize(size, Image.Resampling.NEAREST).convert(
        mode
    ).save(target, kind, quality=60)
    return target.getvalue()


def test_memory_stays_when_the_heaviest_pictures_come_at_once(desk: Desk) -> None:
    sent = [
        _heavy("JPEG", (8_000, 5_000), "RGB"),
        _heavy("PNG", (4_300, 4_000), "RGB"),
        _heavy("PNG", (3_840, 2_160), "RGBA"),
        _heavy("JPEG", (8_000, 5_000), "RGB"),
    ]
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda content=content: statuses.append(desk.send(content).status))
        for content in sent
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert statuses == [303] * len(sent)
    assert most_memory(desk.server) < MOST_KILOBYTES
