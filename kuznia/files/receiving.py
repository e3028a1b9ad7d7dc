"""How the bytes of an upload are taken in: never more than we keep, and a full disk is no accident."""

from __future__ import annotations

import io
import tempfile
from contextlib import suppress
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from kuznia.files.kinds import LARGEST_RECORDING, TOO_LARGE
from kuznia.files.store import drafts, refusing_when_full
from kuznia.lib.errors import Refused


class RefusedUpload(UploadedFile):
    """A file that was not taken in; `refusal` says why. It has its name and its size, and no content."""

    def __init__(self, *, name: str | None, size: int, refusal: Refused) -> None:
        super().__init__(file=io.BytesIO(), name=name, size=size)
        self.refusal = refusal


class BoundedReceiver(FileUploadHandler):
    """Writes an upload beside the store. What does not fit is read to its end and dropped.

    The form is then answered as any other, with the sentence at its field; a broken connection would say nothing.
    """

    refusal: Refused | None = None
    file: Any = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file, unless there is no room for one."""
        super().new_file(*args, **kwargs)
        self.refusal, self.taken = None, 0
        try:
            with refusing_when_full():
                self.file = tempfile.NamedTemporaryFile(dir=drafts(), suffix=".upload")  # noqa: SIM115 - closed with the request
        except Refused as refusal:
            self.refusal = refusal

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write the piece, or drop it when the file is refused already."""
        del start
        self.taken += len(raw_data)
        if self.refusal is not None:
            return
        try:
            if self.taken > LARGEST_RECORDING:
                raise Refused(TOO_LARGE)
            with refusing_when_full():
                self.file.write(raw_data)
        except Refused as refusal:
            self._drop(refusal)

    def file_complete(self, file_size: int) -> UploadedFile:
        """Return the file, or the word why it was not taken in."""
        if self.refusal is None:
            self._rewind()
        if self.refusal is not None:
            return RefusedUpload(name=self.file_name, size=max(file_size, 1), refusal=self.refusal)
        return UploadedFile(self.file, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        """Remove what came before the client was cut off."""
        if self.file is not None:
            self.file.close()

    def _rewind(self) -> None:
        # The last piece reaches the disk only now.
        try:
            with refusing_when_full():
                self.file.seek(0)
        except Refused as refusal:
            self._drop(refusal)

    def _drop(self, refusal: Refused) -> None:
        self.refusal = refusal
        # Closing writes what is left in the buffer, and fails as the write did; the file goes all the same.
        with suppress(OSError):
            self.file.close()
