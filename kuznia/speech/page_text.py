"""The text of a page as people meet it: what is hidden is left out, and what is pressed or filled in is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree, html

# Nothing inside them is text of the page.
_NEVER: Final = {
    "script", "style", "template", "noscript", "head", "iframe", "object", "audio", "video", "canvas", "svg",
    "select", "textarea", "datalist", "dialog",
}  # fmt: skip
# They stand on the page, but nobody who listens to a text wants to hear them.
_NOT_READ: Final = {"nav", "button"}
_INLINE: Final = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "label", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
}  # fmt: skip
# They never part a word: where one touches words, the style sets it apart.
_APART: Final = {"span", "small", "time"}
_SPACE = re.compile(r"[\s\u00ad\u200b]+")
# The longest page of a county's texts has a third of it.
MOST_BYTES: Final = 3_000_000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One stretch of text that belongs together, in one language."""

    language: str
    text: str


@dataclass(slots=True)
class PageText:
    """The visible text of a page: what is read where nothing is chosen, and everything that may be chosen."""

    title: str
    language: str
    main: list[Paragraph] = field(default_factory=list)
    everything: str = ""

    def holds(self, text: str) -> bool:
        """Say whether the text stands on the page; spaces and line ends don't count."""
        wanted = squeezed(text)
        return bool(wanted) and wanted in self.everything


def squeezed(text: str) -> str:
    """Return the text without spaces and invisible signs, as browsers and parsers agree on it."""
    return _SPACE.sub("", text)


def text_of(page: bytes) -> PageText:
    """Return the visible text of a page of ours."""
    try:
        root = html.document_fromstring(page[:MOST_BYTES], parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # An empty answer is no page.
        return PageText("", "pl")
    language = root.get("lang") or "pl"
    body = root.find("body")
    whole = [] if body is None else list(_paragraphs(body, language, _NEVER))
    main = next(iter(root.xpath("//main")), body)
    read = [] if main is None else list(_paragraphs(main, language, _NEVER | _NOT_READ))
    heading = next((_SPACE.sub(" ", "".join(each.itertext())).strip() for each in root.xpath("//h1")), "")
    return PageText(heading, language, read, squeezed("".join(each.text for each in whole)))


def _paragraphs(root: html.HtmlElement, language: str, unread: set[str]) -> Iterator[Paragraph]:
    pieces: list[tuple[object, str, str]] = []
    _collect(root, root, language, unread, pieces)
    block, spoken, text = None, language, ""
    for holder, language_of_piece, piece in pieces:
        if holder is not block or language_of_piece != spoken:
            yield from _paragraph(spoken, text)
            block, spoken, text = holder, language_of_piece, ""
        text += piece
    yield from _paragraph(spoken, text)


def _paragraph(language: str, text: str) -> Iterator[Paragraph]:
    words = re.sub(r"\s+", " ", text).strip()
    if words:
        yield Paragraph(language, words)


def _collect(
    element: html.HtmlElement,
    block: object,
    language: str,
    unread: set[str],
    pieces: list[tuple[object, str, str]],
) -> None:
    """Gather the text under an element in order, each piece with the block that holds it."""
    spoken = (element.get("lang") or language)[:2]
    pieces.append((block, spoken, element.text or ""))
    before = element.text or " "
    for child in element:
        if isinstance(child.tag, str) and child.tag not in unread and not _is_hidden(child):
            if child.tag == "br":
                pieces.append((child, spoken, " "))
            _collect(child, block if _goes_on(child, before) else child, spoken, unread, pieces)
        # Words that touch an element of the look follow it on a line of their own.
        is_apart = child.tag in _APART and (child.tail or " ")[0].isalnum()
        pieces.append((object() if is_apart else block, spoken, child.tail or ""))
        before = child.tail or ""


def _goes_on(element: html.HtmlElement, before: str) -> bool:
    """Say whether the element stands in the line of the text before it: two that touch are drawn side by side."""
    if element.tag not in _INLINE:
        return False
    return bool(before) and not (element.tag in _APART and before[-1].isalnum())


def _is_hidden(element: html.HtmlElement) -> bool:
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"
