"""Pictures: opened within a bound of memory, kept without what tells where and by whom they were taken, made smaller.

Nothing is compressed again: the parts of the file that hold words and places are left out, the picture itself stays as
it was sent, and so does the note which side is up.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from PIL import Image, ImageOps

from kuznia.files.kinds import BROKEN, TOO_HEAVY, TOO_MANY_PIXELS, ContentType
from kuznia.lib.errors import Refused

MOST_PIXELS = 40_000_000
MOST_MEMORY = 70_000_000
MOST_SCANS = 64
# What one pixel takes while the whole picture is open; RGBA is there twice while it is made smaller.
BYTES_A_PIXEL = {"1": 2, "L": 1, "P": 5, "RGB": 4}
DEAREST_PIXEL = 8
PROGRESSIVE_PIXEL = 6
ORIENTATION = 0x0112
UPRIGHT = 1
PNG_SIGN = b"\x89PNG\r\n\x1a\n"
# Sizes, colours and the picture; no words, no times, no places, no second picture.
PNG_PARTS = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD", b"cICP",
}  # fmt: skip
JPEG_STARTS, JPEG_ENDS, JPEG_SCANS = 0xD8, 0xD9, 0xDA
JPEG_WORDS = {*range(0xE0, 0xF0), 0xFE}
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Smaller:
    """A picture made smaller, as bytes, with its sides."""

    content: bytes
    width: int
    height: int


def jpeg_kind(file: BinaryIO) -> ContentType:
    """Return that the file is a JPEG, or refuse it in words."""
    file.seek(0)
    scans = sum(marker == JPEG_SCANS for marker, _part in _jpeg_parts(file.read()))
    if scans > MOST_SCANS:
        raise Refused(BROKEN)
    with _picture(file, "JPEG") as picture:
        # An eighth of the size is decoded from the same data in a sixty-fourth of the memory.
        picture.draft("RGB", (max(picture.width // 8, 1), max(picture.height // 8, 1)))
        _read(picture.load)
    return ContentType.JPEG


def png_kind(file: BinaryIO) -> ContentType:
    """Return that the file is a PNG, or refuse it in words."""
    with _picture(file, "PNG") as picture:
        _read(picture.verify)
    with _picture(file, "PNG") as picture:
        _read(picture.load)
    return ContentType.PNG


def cleaned_jpeg(content: bytes) -> bytes:
    """Return the JPEG without comments, camera data and place, and without anything behind its end."""
    orientation = _orientation(content, "JPEG")
    note = b"" if orientation == UPRIGHT else _exif_part(b"Exif\0\0" + _tiff(orientation))
    parts = [part for marker, part in _jpeg_parts(content) if _is_picture(marker, part)]
    return b"\xff\xd8" + note + b"".join(parts)


def cleaned_png(content: bytes) -> bytes:
    """Return the PNG without words, camera data, time and place, and without anything behind its end."""
    orientation = _orientation(content, "PNG")
    parts = [part for name, part in _png_parts(content) if name in PNG_PARTS]
    if orientation != UPRIGHT:
        note = b"eXIf" + _tiff(orientation)
        parts.insert(1, struct.pack(">I", len(note) - 4) + note + struct.pack(">I", zlib.crc32(note)))
    return PNG_SIGN + b"".join(parts)


def sides_of(path: Path) -> tuple[int, int]:
    """Return width and height of the picture as it is shown, the right side up."""
    with Image.open(path, formats=["JPEG", "PNG"]) as picture:
        is_lying = _noted_orientation(picture) > 4
        return (picture.height, picture.width) if is_lying else picture.size


def made_smaller(path: Path, *, side: int) -> Smaller:
    """Return the picture the right side up, its longer side so many pixels long."""
    with Image.open(path, formats=["JPEG", "PNG"]) as picture:
        kind, profile = picture.format, picture.info.get("icc_profile")
        picture.draft("RGB", (side, side))
        opened = _in_full_colours(picture)
        opened.thumbnail((side, side), reducing_gap=2.0)
        made = ImageOps.exif_transpose(opened)
    target = io.BytesIO()
    if kind == "PNG":
        made.save(target, "PNG", icc_profile=profile, exif=b"")
    else:
        # The profile of a printing press means nothing for the colours of a screen.
        for_screens = None if made.mode == "CMYK" else profile
        made.convert("RGB").save(target, "JPEG", quality=82, optimize=True, icc_profile=for_screens, exif=b"")
    return Smaller(target.getvalue(), made.width, made.height)


def _in_full_colours(picture: Image.Image) -> Image.Image:
    """Return a picture that has shades: one of two colours or of a palette would be made smaller into dots."""
    if picture.mode not in {"1", "P"}:
        return picture
    return picture.convert("RGBA" if "transparency" in picture.info else "RGB")


def _picture(file: BinaryIO, kind: str) -> Image.Image:
    file.seek(0)
    picture = _read(lambda: Image.open(file, formats=[kind]))
    pixels = picture.width * picture.height
    if pixels > MOST_PIXELS:
        raise Refused(TOO_MANY_PIXELS)
    if pixels * _bytes_a_pixel(picture) > MOST_MEMORY:
        raise Refused(TOO_HEAVY)
    return picture


def _bytes_a_pixel(picture: Image.Image) -> int:
    if picture.format == "PNG":
        return BYTES_A_PIXEL.get(picture.mode, DEAREST_PIXEL)
    # A plain JPEG is made smaller line by line; a progressive one is whole in memory before the first line is known.
    return PROGRESSIVE_PIXEL if "progressive" in picture.info else 1


def _read(step: Callable[[], Result]) -> Result:
    try:
        return step()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(TOO_MANY_PIXELS) from error
    except (OSError, SyntaxError, ValueError, EOFError, struct.error) as error:
        raise Refused(BROKEN) from error


def _orientation(content: bytes, kind: str) -> int:
    with Image.open(io.BytesIO(content), formats=[kind]) as picture:
        return _noted_orientation(picture)


def _noted_orientation(picture: Image.Image) -> int:
    try:
        noted = picture.getexif().get(ORIENTATION, UPRIGHT)
    except (OSError, SyntaxError, ValueError, struct.error):
        return UPRIGHT
    return noted if noted in range(UPRIGHT, 9) else UPRIGHT


def _tiff(orientation: int) -> bytes:
    """Return the shortest camera data there is: which side is up."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, orientation, 0, 0)


def _exif_part(content: bytes) -> bytes:
    return b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content


def _is_picture(marker: int, part: bytes) -> bool:
    """Whether the part is needed to show the picture in its colours."""
    return marker not in JPEG_WORDS or part[4:].startswith((b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"))


def _jpeg_parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield every part up to the end of the picture, a scan with the data that follows it."""
    if content[:2] != b"\xff\xd8":
        raise Refused(BROKEN)
    place = 2
    while found := _NEXT_MARKER.match(content, place):
        marker, start = found[0][-1], found.end()
        if marker == JPEG_ENDS:
            yield marker, b"\xff\xd9"
            return
        ends = start + int.from_bytes(content[start : start + 2])
        if marker == JPEG_SCANS:
            following = _NEXT_MARKER.search(content, ends)
            ends = following.start() if following else len(content) + 1
        if ends < start + 2 or ends > len(content):
            break
        yield marker, b"\xff" + bytes([marker]) + content[start:ends]
        place = ends
    raise Refused(BROKEN)


def _png_parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield every part up to the end of the picture; their sums were proved when it was opened."""
    place = len(PNG_SIGN)
    while place + 12 <= len(content):
        length, name = struct.unpack(">I4s", content[place : place + 8])
        yield name, content[place : place + length + 12]
        place += length + 12
        if name == b"IEND":
            return
    raise Refused(BROKEN)
