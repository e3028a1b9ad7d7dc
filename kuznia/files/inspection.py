"""What a file really is: told by its bytes, never by its name, and taken only if its own reader opens it.

An image is read through Pillow, an office file through its zip directory and every part of it, a PDF by its ends and by
what it would do, a recording by the boxes or pages it consists of. What is two things at once is refused.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import puremagic

from kuznia.files import office, pdf, pictures, recordings
from kuznia.files.kinds import (
    LARGEST_DOCUMENT,
    TOO_LARGE,
    TWO_THINGS,
    ContentType,
    NotTaken,
)
from kuznia.lib.errors import Refused

HEAD = 4_096


def kind_of(path: Path) -> ContentType:
    """Return the type of the file by its content, or refuse it in words."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        opening = _opening_for(head)
        if opening not in _RECORDINGS and path.stat().st_size > LARGEST_DOCUMENT:
            raise Refused(TOO_LARGE)
        if opening is not office.office_kind:
            _demand_one_thing(file)
        return opening(file)


def clean(path: Path, kind: ContentType) -> bool:
    """Take out of the file what tells where and with what it was made; return whether its bytes are new."""
    if kind == ContentType.JPEG:
        return _rewritten(path, pictures.cleaned_jpeg)
    if kind == ContentType.PNG:
        return _rewritten(path, pictures.cleaned_png)
    if kind in {ContentType.MP4, ContentType.M4A}:
        return recordings.blank_tags(path)
    return False


def _opening_for(head: bytes) -> Callable[[BinaryIO], ContentType]:
    endings = _signatures(head)
    for ending, opening in _OPENINGS.items():
        if ending in endings:
            return opening
    if recordings.begins_with_mpeg_frame(head[:4]):
        return recordings.mp3_kind
    raise NotTaken


def _signatures(head: bytes) -> set[str]:
    try:
        return {found.extension for found in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return set()


def _demand_one_thing(file: BinaryIO) -> None:
    """Refuse a file that an archiver would open too: its directory stands at the end, whatever the beginning says."""
    file.seek(0)
    if zipfile.is_zipfile(file):
        raise Refused(TWO_THINGS)
    file.seek(0)


def _rewritten(path: Path, rewrite: Callable[[bytes], bytes]) -> bool:
    before = path.read_bytes()
    after = rewrite(before)
    if after != before:
        path.write_bytes(after)
    return after != before


# By the signature that puremagic finds; an office file is a zip, and its parts say which.
_OPENINGS: dict[str, Callable[[BinaryIO], ContentType]] = {
    ".pdf": pdf.pdf_kind,
    ".png": pictures.png_kind,
    ".jpg": pictures.jpeg_kind,
    ".docx": office.office_kind,
    ".odt": office.office_kind,
    ".zip": office.office_kind,
    ".mp4": recordings.mp4_kind,
    ".m4a": recordings.mp4_kind,
    ".mp3": recordings.mp3_kind,
    ".mpga": recordings.mp3_kind,
    ".ogg": recordings.ogg_kind,
    ".webm": recordings.webm_kind,
}
_RECORDINGS = {recordings.mp4_kind, recordings.mp3_kind, recordings.ogg_kind, recordings.webm_kind}
