"""Office files: a zip whose every part is read once, so that its sum, its names and what hides in it are known."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath
from re import compile as pattern
from typing import BinaryIO

from kuznia.files.kinds import (
    BROKEN,
    HAS_ARCHIVE,
    HAS_ENTITIES,
    HAS_MACROS,
    HAS_PASSWORD,
    HAS_PROGRAM,
    TOO_MUCH_INSIDE,
    ContentType,
    NotTaken,
)
from kuznia.lib.errors import Refused

MOST_UNPACKED = 200_000_000
MOST_PARTS = 2_000
HIGHEST_RATIO = 100
LARGEST_CHART = 5_000_000
LONGEST_TYPE = 4_096
PIECE = 1 << 20
IS_ENCRYPTED = 0x1
ARCHIVES = {".zip", ".jar", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".tgz", ".cab", ".iso"}
ARCHIVE_HEADS = (b"PK\x03\x04", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"MSCF\0\0\0\0")
# An OLE object, a Windows program, a Linux program, a script.
PROGRAM_HEADS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MZ", b"\x7fELF", b"#!")
MACRO_PARTS = {"vbaproject.bin", "script-lc.xml", "script-lb.xml", "vbadata.xml"}
MACRO_FOLDERS = {"activex", "macrosheets", "basic", "scripts", "ctrlprops"}
# Only what Office and LibreOffice themselves never write: an external entity is how a document reads a server's files.
_ORDERS = pattern(rb"<!(DOCTYPE|ENTITY)")
_FETCHED = pattern(rb"<Relationship\s[^<>]*(attachedTemplate|oleObject)[^<>]*>")
_FROM_OUTSIDE = pattern(rb"Target\s*=\s*[\"'](https?|ftp):")
_OFFICE_PARTS = {
    "word/document.xml": ContentType.DOCX,
    "xl/workbook.xml": ContentType.XLSX,
    "ppt/presentation.xml": ContentType.PPTX,
}
_OPEN_DOCUMENTS = {kind.encode(): kind for kind in (ContentType.ODT, ContentType.ODS, ContentType.ODP)}


def office_kind(file: BinaryIO) -> ContentType:
    """Return the type of the office file, or refuse it in words."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            kind = _kind(archive)
            _demand_bounded(archive.infolist())
            for part in archive.infolist():
                _demand_harmless(archive, part, is_inside=False)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise Refused(BROKEN) from error
    return kind


def _kind(archive: zipfile.ZipFile) -> ContentType:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        for part, kind in _OFFICE_PARTS.items():
            if part in names:
                return kind
    first = archive.infolist()[0] if names else None
    if (
        first is not None
        and first.filename == "mimetype"
        and first.file_size < LONGEST_TYPE
        and "content.xml" in names
    ):
        _demand_readable(first)
        named = archive.read(first)
        if named in _OPEN_DOCUMENTS:
            return _OPEN_DOCUMENTS[named]
    raise NotTaken


def _demand_bounded(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse what unpacks to too much, or has parts that would land elsewhere."""
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or unpacked > HIGHEST_RATIO * max(packed, 1):
        raise Refused(TOO_MUCH_INSIDE)
    names = [part.filename for part in parts]
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise Refused(BROKEN)


def _demand_harmless(archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, is_inside: bool) -> None:
    """Refuse a part that is an archive, a macro, a program or an order to read something else."""
    _demand_readable(part)
    path = PurePosixPath(part.filename.lower())
    if path.suffix in ARCHIVES:
        raise Refused(HAS_ARCHIVE)
    if path.name in MACRO_PARTS or MACRO_FOLDERS & set(path.parts[:-1]):
        raise Refused(HAS_MACROS)
    with archive.open(part) as content:
        before = content.read(PIECE)
        _demand_no_other_file(archive, part, before, is_inside=is_inside)
        # The end of one piece is looked at again with the next; reading to the end also proves the checksum.
        _demand_plain(path, before)
        while piece := content.read(PIECE):
            _demand_plain(path, before[-PIECE // 8 :] + piece)
            before = piece


def _demand_no_other_file(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, head: bytes, *, is_inside: bool
) -> None:
    if head.startswith(PROGRAM_HEADS):
        raise Refused(HAS_PROGRAM)
    if not head.startswith(ARCHIVE_HEADS):
        return
    # A chart of Word or PowerPoint carries its numbers in a workbook of its own.
    is_chart = "/embeddings/" in part.filename and part.filename.endswith(".xlsx")
    if is_inside or not is_chart or part.file_size > LARGEST_CHART:
        raise Refused(HAS_ARCHIVE)
    with zipfile.ZipFile(io.BytesIO(archive.read(part))) as chart:
        _demand_bounded(chart.infolist())
        for each in chart.infolist():
            _demand_harmless(chart, each, is_inside=True)


def _demand_plain(path: PurePosixPath, piece: bytes) -> None:
    if path.suffix not in {".xml", ".rels", ".rdf", ".vml"}:
        return
    # UTF-16 is the same letters with a zero beside each.
    text = piece.replace(b"\0", b"")
    if _ORDERS.search(text):
        raise Refused(HAS_ENTITIES)
    if path.name == "[content_types].xml" and b"macroenabled" in text.lower():
        raise Refused(HAS_MACROS)
    if path.suffix == ".rels" and any(_FROM_OUTSIDE.search(tag.group()) for tag in _FETCHED.finditer(text)):
        raise Refused(HAS_ENTITIES)


def _demand_readable(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & IS_ENCRYPTED:
        raise Refused(HAS_PASSWORD)
    if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Refused(BROKEN)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts
