"""Reads what typst writes: the objects of a PDF, its text and its fonts. Enough for tests, no reader of any PDF."""

from __future__ import annotations

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
STREAM = re.compile(rb"^(.*?)stream\r?\n(.*)\r?\nendstream", re.DOTALL)
FONT_NAME = re.compile(
    rb"/BaseFont/[A-Z]{6}\+([A-Za-z-]+)/Encoding/Identity-H.*?/ToUnicode (\d+) 0 R", re.DOTALL
)
FONT_OF = re.compile(rb"/(f\d+) (\d+) 0 R")
# Brackets that come in pairs stand inside a string as they are.
WITHIN = rb"(?:\\.|[^\\()])*"
STRING = rb"\(((?:\\.|[^\\()]|\(" + WITHIN + rb"\))*)\)"
# A string after a name, as in /Lang(pl), is no text that is set.
SET = re.compile(rb"/[A-Z]\w+\(" + WITHIN + rb"\)|/(f\d+) [\d.]+ Tf|" + STRING, re.DOTALL)
MAPPED = re.compile(rb"<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>")
RANGE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]{4})>")
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def objects_of(pdf: bytes) -> dict[int, bytes]:
    """Return every object by its number, streams unpacked."""
    return {int(number): _unpacked(body) for number, body in OBJECT.findall(pdf)}


def text_of(pdf: bytes) -> str:
    """Return the text of the document in the order in which it is set, pages one after another."""
    objects = objects_of(pdf)
    fonts = {}
    for body in objects.values():
        for name, number in FONT_OF.findall(body):
            described = FONT_NAME.search(objects[int(number)])
            if described:
                fonts[name] = _letters(objects[int(described[2])])
    pages = [body for body in objects.values() if b" Tf" in body and b"BT" in body]
    return "".join(_set_in(page, fonts) for page in pages)


def fonts_of(pdf: bytes) -> set[str]:
    """Return the names of the fonts that are used."""
    found = [FONT_NAME.search(body) for body in objects_of(pdf).values()]
    return {each[1].decode("ascii") for each in found if each}


def _unpacked(body: bytes) -> bytes:
    parts = STREAM.match(body)
    if parts is None or b"/FlateDecode" not in parts[1]:
        return body
    return parts[1] + zlib.decompress(parts[2])


def _letters(table: bytes) -> dict[int, str]:
    letters = {int(a, 16): bytes.fromhex(b.decode()).decode("utf-16-be") for a, b in MAPPED.findall(table)}
    for first, last, letter in RANGE.findall(table):
        for step in range(int(last, 16) - int(first, 16) + 1):
            letters[int(first, 16) + step] = chr(int(letter, 16) + step)
    return letters


def _set_in(page: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    text, letters = [], {}
    for font, packed in SET.findall(page):
        if font:
            letters = fonts[font]
            continue
        glyphs = ESCAPE.sub(_escaped, packed)
        text += [letters[int.from_bytes(glyphs[at : at + 2])] for at in range(0, len(glyphs), 2)]
    return "".join(text)


def _escaped(match: re.Match[bytes]) -> bytes:
    sign = match[1]
    return bytes([int(sign, 8)]) if sign.isdigit() else NAMED.get(sign, sign)
