"""Documents as DOCX, for an office that goes on editing them: headings, tables and pictures are real ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kuznia.lib.blocks import Block, Facts, Heading, Paragraph, Picture, Quote, Signatures, Table
from kuznia.lib.text import printable

if TYPE_CHECKING:
    from docx.document import Document as DocumentType

PAGE_WIDTH_CM = 16
LANGUAGES = {"pl": "pl-PL", "en": "en-GB"}


def compile_docx(blocks: Sequence[Block], *, title: str, at: datetime, language: str = "pl") -> bytes:
    """Return the document that the blocks make; `at` is the date in its properties. Only jobs call this."""
    from docx import Document

    document = Document()
    _describe(document, title=title, at=at, language=language)
    document.add_heading(printable(title), level=1)
    for block in blocks:
        _WRITERS[type(block)](document, block)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _describe(document: DocumentType, *, title: str, at: datetime, language: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    properties = document.core_properties
    properties.title, properties.language = printable(title), LANGUAGES[language]
    properties.author = ""
    properties.created = properties.modified = at.replace(tzinfo=None)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal = document.styles["Normal"]
    normal.font.size = Pt(11)
    marks = normal.element.get_or_add_rPr()
    spoken = marks.makeelement(qn("w:lang"), {qn("w:val"): LANGUAGES[language]})
    marks.append(spoken)


def _heading(document: DocumentType, block: Heading) -> None:
    document.add_heading(printable(block.text), level=block.level)


def _paragraph(document: DocumentType, block: Paragraph) -> None:
    document.add_paragraph(printable(block.text))


def _quote(document: DocumentType, block: Quote) -> None:
    written = document.add_paragraph(style="Intense Quote")
    written.add_run(printable(block.source)).bold = True
    written.add_run(f"\n{printable(block.text)}")


def _facts(document: DocumentType, block: Facts) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for name, value in block.pairs:
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(printable(name)).bold = True
        cells[1].text = printable(value)


def _table(document: DocumentType, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(printable(words)).bold = True
    _repeat_head(table)
    for row in block.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(words)


def _repeat_head(table: Any) -> None:
    """Mark the first row as the head: it is repeated on each page and read as one."""
    from docx.oxml.ns import qn

    row = table.rows[0]._tr.get_or_add_trPr()
    row.append(row.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))


def _picture(document: DocumentType, block: Picture) -> None:
    from docx.shared import Cm

    shape = document.add_picture(BytesIO(block.content), width=Cm(PAGE_WIDTH_CM))
    shape._inline.docPr.set("descr", printable(block.alt))
    document.add_paragraph(printable(block.alt), style="Caption")


def _signatures(document: DocumentType, block: Signatures) -> None:
    for name, role in block.people:
        document.add_paragraph("\n" + "." * 40)
        document.add_paragraph(f"{printable(name)}, {printable(role)}" if role else printable(name))


_WRITERS: dict[type, Callable[[Any, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Quote: _quote,
    Facts: _facts,
    Table: _table,
    Picture: _picture,
    Signatures: _signatures,
}
