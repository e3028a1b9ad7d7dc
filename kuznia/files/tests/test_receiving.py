"""An upload that does not fit is read to its end, and refused in words where the form is answered."""

from __future__ import annotations

import errno
import io

import pytest
from django.utils import translation

from kuznia.files import receiving, store
from kuznia.files.kinds import TOO_LARGE
from kuznia.files.receiving import BoundedReceiver, RefusedUpload
from kuznia.files.services import store_upload
from kuznia.files.tests import factories
from kuznia.lib.errors import Refused
from kuznia.lib.policy import AsSelf


class FullFile(io.BytesIO):
    """A file on a disk that has room for so many bytes only; what is too much fails when the buffer is written."""

    def __init__(self, room: int, *, fails_at: str = "write") -> None:
        super().__init__()
        self.room, self.fails_at = room, fails_at

    def write(self, piece):
        self._fail("write")
        return super().write(piece)

    def seek(self, *place):
        self._fail("seek")
        return super().seek(*place)

    def close(self):
        super().close()
        raise OSError(errno.ENOSPC, "no room")

    def _fail(self, step):
        if step == self.fails_at and self.tell() >= self.room:
            raise OSError(errno.ENOSPC, "no room")


def received(*pieces: bytes):
    receiver = BoundedReceiver()
    receiver.new_file("file", "film.mp4", "video/mp4", None)
    for piece in pieces:
        receiver.receive_data_chunk(piece, 0)
    return receiver.file_complete(sum(map(len, pieces)))


def drafts():
    return list(store.drafts().iterdir())


def test_upload_lies_beside_the_store_until_it_is_closed():
    upload = received(b"ab", b"cd")

    assert (upload.name, upload.size, upload.read(), len(drafts())) == ("film.mp4", 4, b"abcd", 1)
    upload.close()
    assert drafts() == []


def test_upload_is_dropped_when_it_is_larger_than_we_keep(monkeypatch):
    monkeypatch.setattr(receiving, "LARGEST_RECORDING", 3)

    upload = received(b"ab", b"cd", b"ef")

    assert isinstance(upload, RefusedUpload)
    assert (upload.size, upload.read(), upload.refusal.message, drafts()) == (6, b"", str(TOO_LARGE), [])


@pytest.mark.parametrize("fails_at", ["write", "seek"])
def test_upload_is_dropped_when_the_disk_fills_up_on_the_way(monkeypatch, fails_at):
    monkeypatch.setattr("tempfile.NamedTemporaryFile", lambda **_o: FullFile(2, fails_at=fails_at))

    upload = received(b"ab", b"cd", b"ef")

    assert (upload.refusal.message, upload.read()) == (str(store.FULL), b"")


def test_upload_is_dropped_when_there_is_no_room_to_begin(settings):
    settings.KUZNIA_FILES_DIR = NoRoom()

    assert received(b"ab").refusal.message == str(store.FULL)


class NoRoom:
    """A folder on a full disk."""

    def __truediv__(self, _name):
        raise OSError(errno.ENOSPC, "no room")


def test_nothing_is_left_when_the_client_is_cut_off():
    receiver = BoundedReceiver()
    receiver.upload_interrupted()
    receiver.new_file("file", "film.mp4", "video/mp4", None)
    receiver.receive_data_chunk(b"ab", 0)

    receiver.upload_interrupted()

    assert drafts() == []


@pytest.mark.django_db
def test_refused_upload_is_refused_at_its_field_when_it_is_to_be_kept():
    person = factories.uploader()
    upload = RefusedUpload(name="film.mp4", size=1, refusal=Refused(store.FULL))

    with translation.override("pl"), pytest.raises(Refused) as refusal:
        store_upload(upload=upload, owner=person, actor=AsSelf(person.pk, person.name))

    assert (refusal.value.field, refusal.value.message) == (
        "file",
        "Nie ma teraz miejsca na kolejne pliki. Nic innego nie przepadło; spróbuj później albo napisz do nas.",
    )
