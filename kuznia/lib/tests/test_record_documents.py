"""One list of blocks becomes a tagged PDF and an editable DOCX."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as DocumentType
from PIL import Image

from kuznia.lib.blocks import (
    Block,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Quote,
    Signatures,
    Table,
    as_data,
    paragraphs,
)
from kuznia.lib.docx import compile_docx
from kuznia.lib.pdf import compile_pdf
from kuznia.lib.ports import county_port
from kuznia.lib.text import printable
from tests.pdf_reader import text_of

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOSTILE = '#read("/etc/passwd") =HYPERLINK() <b>żółć</b> \x0b'


def _png() -> bytes:
    target = BytesIO()
    Image.new("RGB", (4, 2), "red").save(target, "PNG")
    return target.getvalue()


BLOCKS: list[Block] = [
    Heading("Przebieg"),
    Paragraph(HOSTILE),
    Heading("Źródła", level=3),
    Quote("Federacja, https://example.org", "Ponad 30 osób."),
    Facts([("Kiedy", "15 listopada 2012"), ("Gdzie", "Pruszków")]),
    Table(("Organizacja", "Osoby"), [("Koło", "3"), ("Szansa", "2")]),
    Picture(_png(), "image/png", "Sala pełna ludzi", 4, 2),
    Signatures([("Ewa Iskra", "prowadzi spotkanie")]),
]


@pytest.fixture(autouse=True)
def no_county(monkeypatch):
    """The documents here are of a nameless county, which asks no database."""
    monkeypatch.setattr(county_port, "_answers", [])


def _docx() -> DocumentType:
    return Document(BytesIO(compile_docx(BLOCKS, title="Sprawozdanie", at=AT)))


def test_pdf_says_everything_and_takes_markup_for_text():
    pdf = compile_pdf("lib/blocks", {"blocks": as_data(BLOCKS)}, title="Sprawozdanie", at=AT)

    text = text_of(pdf)
    wanted = (
        "Sprawozdanie",
        "Przebieg",
        "#read(",
        "Ponad 30 osób.",
        "Szansa",
        "Sala pełna ludzi",
        "Ewa Iskra",
    )
    assert [words for words in wanted if words not in text] == []


def test_docx_has_real_headings_in_their_levels():
    styled = [(str(p.style and p.style.name), p.text) for p in _docx().paragraphs]
    headings = [(name, text) for name, text in styled if name.startswith("Heading")]

    assert headings == [("Heading 1", "Sprawozdanie"), ("Heading 2", "Przebieg"), ("Heading 3", "Źródła")]


def test_docx_takes_markup_for_text_and_drops_what_xml_cannot_hold():
    assert HOSTILE.replace("\x0b", "") in [paragraph.text for paragraph in _docx().paragraphs]


def test_docx_has_tables_whose_head_is_repeated():
    facts, table = _docx().tables

    assert [[cell.text for cell in row.cells] for row in facts.rows][1] == ["Gdzie", "Pruszków"]
    assert [cell.text for cell in table.rows[0].cells] == ["Organizacja", "Osoby"]
    assert "tblHeader" in table.rows[0]._tr.xml


def test_docx_describes_its_pictures_and_says_its_language():
    document = _docx()

    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == ["Sala pełna ludzi"]
    assert (document.core_properties.title, document.core_properties.language) == ("Sprawozdanie", "pl-PL")


def test_paragraphs_are_parted_by_empty_lines():
    assert paragraphs("Pierwszy\r\nwiersz.\r\n\r\n\r\nDrugi.\n") == [
        Paragraph("Pierwszy wiersz."),
        Paragraph("Drugi."),
    ]


def test_printable_keeps_letters_and_drops_controls():
    assert printable("a\x00\x0bż\ufffe\n") == "aż\n"
