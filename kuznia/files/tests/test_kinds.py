import io
import zipfile

import pytest
from django.utils import translation
from PIL import Image, PngImagePlugin

from kuznia.files.kinds import ContentType, kind_of
from kuznia.files.tests import factories
from kuznia.lib.errors import Refused

NOT_TAKEN = (
    "Przyjmujemy pliki PDF, JPEG, PNG, ODT, DOCX i XLSX. "
    "Zapisz plik w jednym z tych formatów i wyślij go jeszcze raz."
)
BROKEN = "Ten plik się nie otwiera. Zapisz go jeszcze raz i wyślij ponownie."
TWO_THINGS = "Ten plik jest naraz dwoma rodzajami pliku. Zapisz go jeszcze raz jako jeden z nich."
TOO_MANY_PIXELS = "To zdjęcie ma więcej niż 40 milionów pikseli. Zmniejsz je i wyślij jeszcze raz."
TOO_MUCH = (
    "Ten plik po rozpakowaniu jest o wiele większy. Zapisz go jeszcze raz bez tego, co jest w nim ukryte."
)
MACROS = "Ten plik ma makra. Zapisz go bez nich i wyślij jeszcze raz."
ARCHIVE = "W tym pliku jest archiwum. Wyjmij je i wyślij plik jeszcze raz."
PASSWORD = "Ten plik ma hasło. Zapisz go bez hasła i wyślij jeszcze raz."


def text_picture():
    """A PNG whose text unpacks to more than any caption."""
    target, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("bomb", "x" * 5_000_000, zip=True)
    Image.new("1", (1, 1)).save(target, "PNG", pnginfo=info)
    return target.getvalue()


def patched(content, position_of, offset, value):
    at = content.index(position_of) + offset
    return content[:at] + value + content[at + len(value) :]


def locked_docx():
    content = factories.docx()
    content = patched(content, b"PK\x03\x04", 6, b"\x01")
    return patched(content, b"PK\x01\x02", 8, b"\x01")


def damaged_docx():
    content = factories.archive(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"},
        compression=zipfile.ZIP_STORED,
    )
    return content.replace(b"<document/>", b"<ducoment/>")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (factories.PDF, ContentType.PDF),
        (factories.picture("PNG"), ContentType.PNG),
        (factories.picture("JPEG"), ContentType.JPEG),
        (factories.odt(), ContentType.ODT),
        (factories.docx(), ContentType.DOCX),
        (factories.xlsx(), ContentType.XLSX),
    ],
)
def test_kind_is_read_from_the_content_when_the_file_is_sound(tmp_path, content, kind):
    path = tmp_path / "without-ending"
    path.write_bytes(content)

    found = kind_of(path)

    assert found == kind


EVIL = {
    "text": (b"hello", NOT_TAKEN),
    "one byte": (b"P", NOT_TAKEN),
    "html": (b"<!doctype html><script>alert(1)</script>", NOT_TAKEN),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', NOT_TAKEN),
    "program": (b"MZ" + b"\0" * 200, NOT_TAKEN),
    "elf": (b"\x7fELF" + b"\0" * 200, NOT_TAKEN),
    "gif": (b"GIF89a\x01\0\x01\0\0\0\0;", NOT_TAKEN),
    "webp": (factories.picture("WEBP"), NOT_TAKEN),
    "plain zip": (factories.archive({"a.txt": b"a"}), NOT_TAKEN),
    "empty zip": (factories.archive({}), NOT_TAKEN),
    "presentation": (factories.archive({"[Content_Types].xml": b"<T/>", "ppt/presentation.xml": b"<p/>"}), NOT_TAKEN),
    "odt of another type": (
        factories.archive({"mimetype": b"application/epub+zip", "content.xml": b"<x/>"}), NOT_TAKEN),
    "script before the pdf": (b"<script></script>" + factories.PDF, NOT_TAKEN),
    "cut pdf": (factories.PDF[:30], BROKEN),
    "pdf with a zip behind": (factories.PDF + factories.archive({"a": b"a"}), TWO_THINGS),
    "jpeg with a zip behind": (factories.picture("JPEG") + factories.docx(), TWO_THINGS),
    "png with a zip behind": (factories.picture("PNG") + factories.archive({"a": b"a"}), TWO_THINGS),
    "cut png": (factories.picture("PNG")[:40], BROKEN),
    "cut jpeg": (factories.picture("JPEG", (300, 300))[:400], BROKEN),
    "png in name only": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, BROKEN),
    "png with a text bomb": (text_picture(), BROKEN),
    "pixel flood": (factories.picture("PNG", (8_000, 5_001)), TOO_MANY_PIXELS),
    "pixel flood past Pillow's own limit": (factories.picture("PNG", (20_000, 20_000)), TOO_MANY_PIXELS),
    "zip bomb": (factories.docx(bomb=b"0" * 5_000_000), TOO_MUCH),
    "too many parts": (factories.docx(**{f"p{n}": b"" for n in range(2_000)}), TOO_MUCH),
    "zip slip": (factories.docx(**{"..__..__etc__passwd": b"x"}), BROKEN),
    "absolute part": (factories.docx(__etc__passwd=b"x"), BROKEN),
    "windows part": (factories.docx(**{"C:\\x": b"x"}), BROKEN),
    "macros": (factories.docx(word__vbaProject_dot_bin=b"x"), MACROS),
    "archive inside": (factories.docx(word__inner_dot_zip=factories.archive({"a": b"a"})), ARCHIVE),
    "password": (locked_docx(), PASSWORD),
    "damaged part": (damaged_docx(), BROKEN),
    "cut docx": (factories.docx()[:60], BROKEN),
    "rare compression": (
        factories.archive({"[Content_Types].xml": b"x", "word/document.xml": b"x"}, compression=zipfile.ZIP_LZMA),
        BROKEN),
}  # fmt: skip


@pytest.mark.parametrize(("content", "sentence"), EVIL.values(), ids=EVIL.keys())
def test_kind_is_refused_in_words_when_the_file_is_evil(tmp_path, content, sentence):
    path = tmp_path / "file.pdf"
    path.write_bytes(content)

    with translation.override("pl"), pytest.raises(Refused) as refusal:
        kind_of(path)

    assert refusal.value.message == sentence
