"""The first shelf of guides, kept as text files beside the code, and how such a file becomes parts of a page.

A file is TOML. Its text knows four things: "## " begins a heading, "- " a point of a list, "1. " a step whose first
sentence is its title, and whatever else stands between two empty lines is a paragraph.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.html import escape

SHELF = Path(__file__).parents[1] / "data" / "guides"
STEP = re.compile(r"[0-9]+\. (?P<title>[^.?!]+[.?!]) (?P<text>.+)")
Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GuideWords:
    """A guide in one language; `parts` are as Wagtail stores them."""

    title: str
    lead: str
    for_whom: str
    legal_basis: str
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class WrittenGuide:
    """A guide as its file has it."""

    slug: str
    facts_on: date
    polish: GuideWords
    english: GuideWords


def written_guides(shelf: Path = SHELF) -> list[WrittenGuide]:
    """Return the guides of the folder, in the order of their file names."""
    return [_guide(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(shelf.glob("*.toml"))]


def parts_of(text: str) -> list[Part]:
    """Return the text as the parts of a page."""
    return [_part(block.strip().splitlines()) for block in re.split(r"\n\s*\n", text.strip())]


def _guide(kept: dict[str, Any]) -> WrittenGuide:
    return WrittenGuide(
        slug=kept["slug"], facts_on=kept["facts_on"], polish=_words(kept["pl"]), english=_words(kept["en"])
    )


def _words(kept: dict[str, str]) -> GuideWords:
    return GuideWords(
        title=kept["title"],
        lead=kept["lead"],
        for_whom=kept["for_whom"],
        legal_basis=kept["legal_basis"],
        parts=parts_of(kept["text"]),
    )


def _part(lines: list[str]) -> Part:
    if lines[0].startswith("## "):
        return {"type": "heading", "value": lines[0].removeprefix("## ")}
    if lines[0].startswith("- "):
        return {"type": "paragraph", "value": _list(line.removeprefix("- ") for line in lines)}
    if STEP.fullmatch(lines[0]):
        return {"type": "steps", "value": [_step(line) for line in lines]}
    return {"type": "paragraph", "value": f"<p>{escape(' '.join(lines))}</p>"}


def _list(points: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(point)}</li>' for point in points)}</ul>"


def _step(line: str) -> Part:
    step = STEP.fullmatch(line)
    if step is None:
        raise ValueError(f"Not a step: {line}")
    text = f"<p>{escape(step['text'])}</p>"
    return {"title": step["title"].rstrip("."), "text": text}
