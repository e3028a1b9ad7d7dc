"""Which kinds of files are taken, and what each must be inside. The name's ending is never believed.

A file is taken only if its own reader opens it: an image through Pillow, an office file through its zip directory and
the sum of every part, a PDF by its first and last lines. What is two things at once (a picture that is also an
archive) is refused.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from os import SEEK_END
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TypeVar

import puremagic
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image

from kuznia.lib.errors import Refused

MOST_PIXELS = 40_000_000
MOST_UNPACKED = 200_000_000
MOST_PARTS = 2_000
HIGHEST_RATIO = 100
END_OF_PDF = 1_024
HEAD = 4_096
IS_ENCRYPTED = 0x1
ARCHIVES = {".zip", ".jar", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".tgz", ".cab", ".iso"}
MACRO_PARTS = {"vbaproject.bin", "script-lc.xml", "script-lb.xml", "vbadata.xml"}
Result = TypeVar("Result")

NOT_TAKEN = _(
    "We take PDF, JPEG, PNG, ODT, DOCX and XLSX files. Save your file as one of these and send it again."
)
BROKEN = _("This file doesn’t open. Save it once more and send it again.")
TWO_THINGS = _("This file is two kinds of file at once. Save it once more as one of them.")
TOO_MANY_PIXELS = _("This picture is larger than 40 million pixels. Make it smaller and send it again.")
TOO_MUCH_INSIDE = _(
    "This file unpacks to far more than it is. Save it once more without what is hidden inside."
)
HAS_MACROS = _("This file has macros. Save it without them and send it again.")
HAS_ARCHIVE = _("There is an archive inside this file. Take it out and send it again.")
HAS_PASSWORD = _("This file has a password. Save it without one and send it again.")


class ContentType(models.TextChoices):
    """The types that are taken, as they are given out."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"
    ODT = "application/vnd.oasis.opendocument.text", "ODT"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"


ENDINGS = {
    ContentType.PDF: ".pdf",
    ContentType.JPEG: ".jpg",
    ContentType.PNG: ".png",
    ContentType.ODT: ".odt",
    ContentType.DOCX: ".docx",
    ContentType.XLSX: ".xlsx",
}


def kind_of(path: Path) -> ContentType:
    """Return the type of the file by its content, or refuse it in words."""
    with path.open("rb") as file:
        endings = _signatures(file.read(HEAD))
        for ending, opening in _OPENINGS.items():
            if ending in endings:
                return opening(file)
    raise Refused(NOT_TAKEN)


def _signatures(head: bytes) -> set[str]:
    try:
        return {found.extension for found in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return set()


def _pdf(file: BinaryIO) -> ContentType:
    _demand_one_thing(file)
    file.seek(max(file.seek(0, SEEK_END) - END_OF_PDF, 0))
    end = file.read()
    if b"%%EOF" not in end or b"startxref" not in end:
        raise Refused(BROKEN)
    return ContentType.PDF


def _png(file: BinaryIO) -> ContentType:
    _demand_one_thing(file)
    with _picture(file, "PNG") as picture:
        _read(picture.verify)
    return ContentType.PNG


def _jpeg(file: BinaryIO) -> ContentType:
    _demand_one_thing(file)
    with _picture(file, "JPEG") as picture:
        # An eighth of the size is decoded from the same data in a sixty-fourth of the memory.
        picture.draft("RGB", (max(picture.width // 8, 1), max(picture.height // 8, 1)))
        _read(picture.load)
    return ContentType.JPEG


def _demand_one_thing(file: BinaryIO) -> None:
    """Refuse a file that an archiver would open too: its directory stands at the end, whatever the beginning says."""
    file.seek(0)
    if zipfile.is_zipfile(file):
        raise Refused(TWO_THINGS)


def _picture(file: BinaryIO, kind: str) -> Image.Image:
    file.seek(0)
    picture = _read(lambda: Image.open(file, formats=[kind]))
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused(TOO_MANY_PIXELS)
    return picture


def _read(step: Callable[[], Result]) -> Result:
    try:
        return step()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(TOO_MANY_PIXELS) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refused(BROKEN) from error


def _office(file: BinaryIO) -> ContentType:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            kind = _office_kind(archive)
            _demand_harmless(archive.infolist())
            broken = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise Refused(BROKEN) from error
    if broken is not None:
        raise Refused(BROKEN)
    return kind


def _office_kind(archive: zipfile.ZipFile) -> ContentType:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        for part, kind in _OFFICE_PARTS.items():
            if part in names:
                return kind
    first = archive.infolist()[0] if names else None
    if (
        first is not None
        and first.filename == "mimetype"
        and first.file_size < HEAD
        and "content.xml" in names
    ):
        _demand_readable(first)
        if archive.read(first) == ContentType.ODT.encode():
            return ContentType.ODT
    raise Refused(NOT_TAKEN)


def _demand_harmless(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse what unpacks to too much, hides an archive or a macro, or has parts that would land elsewhere."""
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > HIGHEST_RATIO * max(packed, 1):
        raise Refused(TOO_MUCH_INSIDE)
    names = [part.filename for part in parts]
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise Refused(BROKEN)
    for part in parts:
        _demand_readable(part)
        path = PurePosixPath(part.filename.lower())
        if path.suffix in ARCHIVES:
            raise Refused(HAS_ARCHIVE)
        if path.name in MACRO_PARTS:
            raise Refused(HAS_MACROS)


def _demand_readable(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & IS_ENCRYPTED:
        raise Refused(HAS_PASSWORD)
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Refused(BROKEN)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts


# By the signature that puremagic finds; an office file is a zip, and its parts say which.
_OPENINGS: dict[str, Callable[[BinaryIO], ContentType]] = {
    ".pdf": _pdf,
    ".png": _png,
    ".jpg": _jpeg,
    ".docx": _office,
    ".odt": _office,
    ".zip": _office,
}
_OFFICE_PARTS = {"word/document.xml": ContentType.DOCX, "xl/workbook.xml": ContentType.XLSX}
