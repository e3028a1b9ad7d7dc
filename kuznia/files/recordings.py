"""Recordings: their container is walked from end to end, so that what is cut off or only named so is refused.

Nothing is decoded here: browsers do that, each in a sandbox of its own.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from kuznia.files.kinds import BROKEN, NOT_TAKEN, ContentType
from kuznia.lib.errors import Refused

MOST_BOXES = 50_000
SOUND_BRANDS = {b"M4A ", b"M4B "}
# Brands that browsers play; the same boxes also hold photos of phones (HEIC) and films of QuickTime.
FILM_BRANDS = {
    b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"avc1", b"mp41", b"mp42", b"M4V ", b"M4VH", b"M4VP", b"dash",
    b"MSNV",
}  # fmt: skip
# Where cameras write the place, the maker and the day; their bytes are blanked, so that nothing else moves.
TAG_BOXES = {b"udta", b"meta", b"uuid"}
MPEG_FRAMES = 3
BITRATES = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SAMPLE_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
OGG_SOUNDS = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC", b"Speex   ")
OGG_HEAD = 27
ZEROS = b"\0" * (1 << 16)


@dataclass(frozen=True, slots=True)
class Box:
    """One box of an MP4: its four letters, where it starts, where its content starts, where it ends."""

    name: bytes
    start: int
    body: int
    end: int


def mp4_kind(file: BinaryIO) -> ContentType:
    """Return that the file is a recording in MP4, with picture or without, or refuse it in words."""
    file.seek(8)
    brand = file.read(4)
    if brand not in SOUND_BRANDS | FILM_BRANDS:
        raise Refused(NOT_TAKEN)
    boxes = list(_boxes(file, 0, file.seek(0, SEEK_END)))
    if not {b"moov", b"mdat"} <= {box.name for box in boxes} or boxes[0].name != b"ftyp":
        raise Refused(BROKEN)
    return ContentType.M4A if brand in SOUND_BRANDS else ContentType.MP4


def blank_tags(path: Path) -> bool:
    """Write zeros over the tags of an MP4, among them the place where it was taken; return whether there were any."""
    with path.open("r+b") as file:
        tags = list(_tags(file, 0, file.seek(0, SEEK_END), above=b""))
        for box in tags:
            file.seek(box.start + 4)
            file.write(b"free")
            _write_zeros(file, box)
    return bool(tags)


def begins_with_mpeg_frame(head: bytes) -> bool:
    """Whether sound in MP3 begins here."""
    return _mpeg_frame(head) > 0


def mp3_kind(file: BinaryIO) -> ContentType:
    """Return that the file is a recording in MP3, or refuse it in words."""
    place, whole = _behind_id3(file), file.seek(0, SEEK_END)
    for _frame in range(MPEG_FRAMES):
        file.seek(place)
        length = _mpeg_frame(file.read(4))
        if not length or place + length > whole:
            raise Refused(BROKEN)
        place += length
    return ContentType.MP3


def ogg_kind(file: BinaryIO) -> ContentType:
    """Return that the file is a sound recording in Ogg, or refuse it in words."""
    place, whole = 0, file.seek(0, SEEK_END)
    while place < whole:
        file.seek(place)
        head = file.read(OGG_HEAD)
        sizes = file.read(head[26]) if len(head) == OGG_HEAD else b""
        if not head.startswith(b"OggS\0") or len(sizes) < head[26]:
            raise Refused(BROKEN)
        if not place and not file.read(8).startswith(OGG_SOUNDS):
            raise Refused(NOT_TAKEN)
        place += OGG_HEAD + len(sizes) + sum(sizes)
    if place != whole:
        raise Refused(BROKEN)
    return ContentType.OGG


def webm_kind(file: BinaryIO) -> ContentType:
    """Return that the file is a recording in WebM, or refuse it in words."""
    whole = file.seek(0, SEEK_END)
    file.seek(4)
    size = _ebml_size(file)
    head = file.read(size) if size is not None and size < 1 << 12 else b""
    if b"\x42\x82\x84webm" not in head:
        raise Refused(NOT_TAKEN)
    if file.read(4) != b"\x18\x53\x80\x67":
        raise Refused(BROKEN)
    length = _ebml_size(file)
    if length is not None and file.tell() + length != whole:
        raise Refused(BROKEN)
    return ContentType.WEBM


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    for _each in range(MOST_BOXES):
        if start == end:
            return
        box = _box_at(file, start, end)
        if box is None:
            break
        yield box
        start = box.end
    raise Refused(BROKEN)


def _box_at(file: BinaryIO, start: int, end: int) -> Box | None:
    file.seek(start)
    head = file.read(16)
    if len(head) < 8 or start + 8 > end:
        return None
    size, name, body = *struct.unpack(">I4s", head[:8]), start + 8
    if size == 1 and len(head) == 16:
        size, body = struct.unpack(">Q", head[8:])[0], start + 16
    elif size == 0:
        size = end - start
    box = Box(name, start, body, start + size)
    return box if box.body <= box.end <= end else None


def _tags(file: BinaryIO, start: int, end: int, *, above: bytes) -> Iterator[Box]:
    for box in _boxes(file, start, end):
        if box.name in TAG_BOXES:
            yield box
        elif (above, box.name) in {(b"", b"moov"), (b"moov", b"trak")}:
            yield from _tags(file, box.body, box.end, above=box.name)


def _write_zeros(file: BinaryIO, box: Box) -> None:
    file.seek(box.body)
    left = box.end - box.body
    while left:
        left -= file.write(ZEROS[:left])


def _behind_id3(file: BinaryIO) -> int:
    file.seek(0)
    head = file.read(10)
    if not head.startswith(b"ID3") or len(head) < 10:
        return 0
    size = 0
    for seven_bits in head[6:10]:
        size = size << 7 | seven_bits & 0x7F
    return 10 + size


def _mpeg_frame(head: bytes) -> int:
    """Return how long the frame of sound is that begins with these four bytes; 0 where none does."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, sampling, padding = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    if version == 1 or rate in {0, 15} or sampling == 3:
        return 0
    kilobits = BITRATES[1 if version == 3 else 2][rate]
    return (144_000 if version == 3 else 72_000) * kilobits // SAMPLE_RATES[version][sampling] + padding


def _ebml_size(file: BinaryIO) -> int | None:
    """Return the number that says how long an element is; None where its writer did not know."""
    first = file.read(1)
    if not first or not first[0]:
        return 0
    extra = 8 - first[0].bit_length()
    number = int.from_bytes(bytes([first[0] & (1 << 7 - extra) - 1]) + file.read(extra))
    return None if number == (1 << 7 * (extra + 1)) - 1 else number
