"""A letter as plain data: one structure, from which the HTML and the plain text are both made.

Everything that people typed passes here on its way into a mail, so this is where it loses line breaks in places
of one line, and the invisible signs that could turn the reading order round.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from django.conf import settings

LONGEST_LINE = 200
# Controls but for line breaks, and the signs that override the direction of writing.
_INVISIBLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# U+0085, U+2028 and U+2029 are line breaks too; str.splitlines and some mail readers obey them.
_BREAKS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file that goes with the letter, such as an entry for a calendar."""

    filename: str
    content_type: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What one mail says. The greeting, the county's name and its address are added by the templates.

    `preheader` answers in one line whether the reader must do anything; `reason` says why she gets the mail;
    `reply_to` is the address of a person who answers questions; `qr` is what a QR code says, which is drawn when the
    mail is made and stands in the HTML alone, and the words for whoever doesn't see it.
    """

    subject: str
    preheader: str
    heading: str
    reason: str
    paragraphs: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    qr: tuple[str, str] | None = None
    button: tuple[str, str] | None = None
    closing: Sequence[str] = ()
    attachments: Sequence[Attachment] = ()
    reply_to: str = ""

    def __post_init__(self) -> None:
        cleaned: dict[str, Any] = {
            name: one_line(getattr(self, name))
            for name in ("subject", "preheader", "heading", "reason", "reply_to")
        }
        # A title that looks like an encoded word would be decoded by mail readers into something else.
        cleaned["subject"] = cleaned["subject"].replace("=?", "= ?")
        cleaned["paragraphs"] = tuple(lines(text) for text in self.paragraphs)
        cleaned["closing"] = tuple(lines(text) for text in self.closing)
        cleaned["facts"] = tuple((one_line(label), one_line(value)) for label, value in self.facts)
        cleaned["attachments"] = tuple(self.attachments)
        if self.qr is not None:
            cleaned["qr"] = (one_line(self.qr[0]), one_line(self.qr[1]))
        if self.button is not None:
            cleaned["button"] = (one_line(self.button[0]), _web_address(self.button[1]))
        for name, value in cleaned.items():
            object.__setattr__(self, name, value)

    def to_json(self) -> dict[str, Any]:
        """Return the letter as it is kept in the database."""
        kept = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**kept, "attachments": [asdict(attachment) for attachment in self.attachments]}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Return the letter that `to_json` kept."""
        parts = dict(kept)
        parts["facts"] = [(label, value) for label, value in kept["facts"]]
        parts["attachments"] = [Attachment(**attachment) for attachment in kept["attachments"]]
        # A letter that was queued by an earlier version knows no QR code.
        if kept.get("qr") is not None:
            text, words = kept["qr"]
            parts["qr"] = (text, words)
        if kept["button"] is not None:
            label, url = kept["button"]
            parts["button"] = (label, url)
        return cls(**parts)


def site_address(path: str) -> str:
    """Return the whole address of a page for a letter, begun as the settings say and never as a request's Host does."""
    return f"{settings.KUZNIA_BASE_URL}{path}"


def one_line(text: str) -> str:
    """Return the text as one line without invisible signs, cut where it would be too long for a header."""
    return " ".join(lines(text).split())[:LONGEST_LINE]


def lines(text: str) -> str:
    """Return the text without invisible signs, with plain line breaks."""
    return _INVISIBLE.sub("", _BREAKS.sub("\n", str(text))).strip()


def _web_address(url: str) -> str:
    if (
        not url.startswith(("https://", "http://"))
        or _INVISIBLE.search(url)
        or any(sign.isspace() for sign in url)
    ):
        raise ValueError("A button of a letter leads to a whole web address; make it with site_address().")
    return url
