"""The smallest valid files of each kind, and their evil twins."""

from __future__ import annotations

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kuznia.files.kinds import ContentType
from kuznia.files.models import StoredFile
from kuznia.files.services import store_upload
from kuznia.lib.policy import AsSelf
from kuznia.people.models import Person

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nstartxref\n9\n%%EOF\n"


def picture(kind: str = "PNG", size: tuple[int, int] = (3, 2)) -> bytes:
    target = io.BytesIO()
    Image.new("1" if kind == "PNG" else "RGB", size).save(target, kind)
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


def odt() -> bytes:
    return archive({"mimetype": ContentType.ODT.encode(), "content.xml": b"<document/>"})


def upload(content: bytes, name: str = "plik.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/x-lie")


def uploader() -> Person:
    return Person.objects.create(name="Ewa Zmyślona", email="ewa@przyklad.pl", password="!")


def stored(content: bytes = PDF, name: str = "plik.pdf") -> StoredFile:
    person = uploader()
    actor = AsSelf(person.pk, person.name)
    return store_upload(upload=upload(content, name), owner=person, actor=actor)
