"""PDF files: looked through for what acts by itself. Names are found wherever they stand, also in packed objects.

This is no reader of PDF: it looks for the names without which a viewer runs nothing, in the bytes as they lie and in
every packed stream that begins as a list of objects does. What hides them in any other packing is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from os import SEEK_END
from typing import TYPE_CHECKING, BinaryIO

from kuznia.files.kinds import BROKEN, HAS_PASSWORD, HAS_SCRIPT, TOO_MUCH_INSIDE, ContentType
from kuznia.lib.errors import Refused

if TYPE_CHECKING:
    from zlib import _Decompress as Unpacking

END_OF_PDF = 1_024
MOST_OBJECTS = 20_000_000
PEEK = 64
PIECE = 1 << 14
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
# A link to a page of that name is only read; it holds no white space and no bracket, so nothing can hide in it.
_LINK = re.compile(rb"\(https?://[^\s\0()<>\[\]\\]*\)")
_ACTS = re.compile(
    rb"/(?:JavaScript|Launch|SubmitForm|ImportData|GoToE|RichMedia|Rendition|EmbeddedFiles?|FileAttachment)"
    rb"(?![A-Za-z0-9_.-])|/XFA[\s\0]*(?:\[|\d)"
)
_LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_PACKED_OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z0-9])")
_ODD_PACKING = re.compile(
    rb"/(?:LZW|LZWDecode|ASCII85Decode|A85|ASCIIHexDecode|AHx|RunLengthDecode|RL|Crypt|DecodeParms|DP)\b"
)
_STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)")
_LIST_OF_OBJECTS = re.compile(rb"[\s\0]*(?:\d|%)")


def pdf_kind(file: BinaryIO) -> ContentType:
    """Return that the file is a PDF, or refuse it in words."""
    file.seek(max(file.seek(0, SEEK_END) - END_OF_PDF, 0))
    end = file.read()
    if b"%%EOF" not in end or b"startxref" not in end:
        raise Refused(BROKEN)
    file.seek(0)
    content = file.read()
    _demand_passive(content)
    for objects in _packed_objects(content):
        _demand_passive(objects)
    return ContentType.PDF


def _demand_passive(content: bytes) -> None:
    plain = _LINK.sub(b"()", _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content))
    if _LOCKED.search(plain):
        raise Refused(HAS_PASSWORD)
    if _ACTS.search(plain):
        raise Refused(HAS_SCRIPT)
    for found in _PACKED_OBJECTS.finditer(plain):
        begins = max(plain.rfind(b"obj", 0, found.start()), 0)
        ends = plain.find(b"stream", found.end())
        if _ODD_PACKING.search(plain, begins, ends if ends > 0 else len(plain)):
            raise Refused(BROKEN)


def _packed_objects(content: bytes) -> Iterator[bytes]:
    left = MOST_OBJECTS
    for found in _STREAM.finditer(content):
        start = found.end()
        if not _LIST_OF_OBJECTS.match(_unpacked(content, start, PEEK)):
            continue
        objects = _unpacked(content, start, left + 1)
        left -= len(objects)
        if left < 0:
            raise Refused(TOO_MUCH_INSIDE)
        yield objects


def _unpacked(content: bytes, start: int, most: int) -> bytes:
    """Return what unpacks from there on, up to a damaged place: viewers show that too, whatever the checksum says."""
    if (
        len(content) < start + 2
        or content[start] & 0x0F != 8
        or int.from_bytes(content[start : start + 2]) % 31
    ):
        return b""
    unpacking, parts, place = zlib.decompressobj(-zlib.MAX_WBITS), [b""], start + 2
    while most > 0 and place < len(content) and not unpacking.eof:
        before, piece = unpacking.copy(), content[place : place + PIECE]
        try:
            parts.append(unpacking.decompress(piece, most))
        except zlib.error:
            return b"".join((*parts, *_unpacked_by_bytes(before, piece, most)))
        most -= len(parts[-1])
        place += PIECE
    return b"".join(parts)


def _unpacked_by_bytes(unpacking: Unpacking, piece: bytes, most: int) -> Iterator[bytes]:
    with suppress(zlib.error):
        for place in range(len(piece)):
            part = unpacking.decompress(piece[place : place + 1], max(most, 1))
            most -= len(part)
            yield part
