"""A document as plain blocks, from which PDF and DOCX are made alike: words, facts, tables, pictures."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part; level 2 or 3, the title is level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What one source says, beside what another says."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one under another."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head; every row has as many cells as the head."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG with what it shows, in words."""

    content: bytes
    content_type: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Signatures:
    """Places to sign: each a name and a role."""

    people: Sequence[tuple[str, str]]


Block: TypeAlias = Heading | Paragraph | Quote | Facts | Table | Picture | Signatures


def paragraphs(text: str) -> list[Block]:
    """Return typed text as paragraphs, parted where the writer left an empty line."""
    parts = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    return [Paragraph(part) for part in parts if part]


def as_data(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Return the blocks as the template of PDF documents reads them."""
    return [_AS_DATA[type(block)](block) for block in blocks]


def _picture(block: Picture) -> dict[str, Any]:
    # An SVG that holds the picture is text, and so travels with the other data.
    encoded = base64.b64encode(block.content).decode("ascii")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{block.width}" height="{block.height}"><image width="{block.width}" height="{block.height}" '
        f'xlink:href="data:{block.content_type};base64,{encoded}"/></svg>'
    )
    return {"kind": "picture", "svg": svg, "alt": block.alt}


_AS_DATA: dict[type, Any] = {
    Heading: lambda block: {"kind": "heading", "text": block.text, "level": block.level},
    Paragraph: lambda block: {"kind": "paragraph", "text": block.text},
    Quote: lambda block: {"kind": "quote", "source": block.source, "text": block.text},
    Facts: lambda block: {"kind": "facts", "pairs": [list(pair) for pair in block.pairs]},
    Table: lambda block: {
        "kind": "table",
        "head": list(block.head),
        "rows": [list(row) for row in block.rows],
    },
    Picture: _picture,
    Signatures: lambda block: {"kind": "signatures", "people": [list(pair) for pair in block.people]},
}
