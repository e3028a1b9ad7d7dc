"""The smallest valid files of each kind; their evil twins stand in `evil`."""

from __future__ import annotations

import io
import struct
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kuznia.files.kinds import ContentType
from kuznia.files.models import StoredFile
from kuznia.files.services import store_upload
from kuznia.lib.policy import AsSelf
from kuznia.people.models import Person

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nstartxref\n9\n%%EOF\n"
MP3 = (b"\xff\xfb\x90\0" + bytes(413)) * 4
GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112
PLACE = "52.16N"


def picture(kind: str = "PNG", size: tuple[int, int] = (3, 2), mode: str = "", **options: object) -> bytes:
    target = io.BytesIO()
    Image.new(mode or ("1" if kind == "PNG" else "RGB"), size).save(target, kind, **options)
    return target.getvalue()


def photo(kind: str = "JPEG", *, orientation: int = 6, size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture that tells where and with what it was taken, red on its left half as it was held."""
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = "Aparat Ewy", orientation
    exif[GPS] = {1: "N", 2: (52.0, 9.0, 36.0), 29: PLACE}
    target, made = io.BytesIO(), Image.new("RGB", size, "blue")
    made.paste("red", (0, 0, size[0] // 2, size[1]))
    made.save(target, kind, exif=exif, comment=PLACE.encode(), quality=95)
    return target.getvalue()


def archive(parts: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


def docx(**more: bytes) -> bytes:
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
    return archive(
        parts | {name.replace("__", "/").replace("_dot_", "."): text for name, text in more.items()}
    )


def xlsx() -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})


def pptx(**more: bytes) -> bytes:
    parts = {"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<presentation/>"}
    return archive(parts | {f"ppt/embeddings/{name}.xlsx": content for name, content in more.items()})


def open_document(kind: ContentType = ContentType.ODT, **more: bytes) -> bytes:
    parts = {"mimetype": kind.encode(), "content.xml": b"<document/>"}
    return archive(parts | {name.replace("__", "/") + ".xml": text for name, text in more.items()})


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content


def mp4(brand: bytes = b"isom", *, tags: bytes = b"", sound: bytes = b"sound") -> bytes:
    tagged = box(b"udta", tags) if tags else b""
    movie = box(b"moov", box(b"mvhd", bytes(20)) + box(b"trak", box(b"tkhd", bytes(20)) + tagged) + tagged)
    return box(b"ftyp", brand + b"\0\0\2\0isommp42") + movie + box(b"mdat", sound)


def ogg(packet: bytes = b"OpusHead\1\2", *, pages: int = 2) -> bytes:
    head = b"OggS\0\2" + bytes(20) + b"\1"
    return (head + bytes([len(packet)]) + packet) * pages


def webm(kind: bytes = b"webm", *, inside: bytes = b"\xec\x81\0") -> bytes:
    head = (
        b"\x42\x86\x81\1\x42\xf7\x81\1\x42\xf2\x81\4\x42\xf3\x81\x08\x42\x82"
        + bytes([0x80 | len(kind)])
        + kind
    )
    return (
        b"\x1a\x45\xdf\xa3"
        + bytes([0x80 | len(head)])
        + head
        + b"\x18\x53\x80\x67"
        + bytes([0x80 | len(inside)])
        + inside
    )


def upload(content: bytes, name: str = "plik.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/x-lie")


def uploader() -> Person:
    return Person.objects.create(name="Ewa Zmyślona", email="ewa@przyklad.pl", password="!")


def stored(content: bytes = PDF, name: str = "plik.pdf") -> StoredFile:
    person = uploader()
    actor = AsSelf(person.pk, person.name)
    return store_upload(upload=upload(content, name), owner=person, actor=actor, alt="Sala pełna ludzi")
