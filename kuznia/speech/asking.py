"""What a browser asks to hear: the paragraphs it shows, the page they stand on, and the voices it has itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from kuznia.lib.errors import Refused
from kuznia.speech.page_text import Paragraph

# Twelve pages of print, some forty minutes.
MOST_SIGNS: Final = 40_000
TOO_LONG = _("That is too much to read at once. Select a part of it and press Listen again.")
UNREADABLE = _("The browser asked for something that cannot be read aloud. Reload the page and try again.")


@dataclass(frozen=True, slots=True)
class Asked:
    """The address of the page, the languages that the browser itself speaks, and the text as it shows it."""

    address: str
    own_voices: frozenset[str]
    paragraphs: tuple[Paragraph, ...]


def asked_in(body: bytes) -> Asked:
    """Return what was asked, or refuse what is not of this form or too long."""
    try:
        sent = json.loads(body)
        asked = Asked(
            _text(sent["page"]),
            frozenset(_text(voice) for voice in sent["voices"]),
            tuple(Paragraph(_text(language), _text(text)) for language, text in sent["paragraphs"]),
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        raise Refused(UNREADABLE) from None
    if sum(len(paragraph.text) for paragraph in asked.paragraphs) > MOST_SIGNS:
        raise Refused(TOO_LONG)
    return asked


def _text(value: Any) -> str:
    """Return a text that can be written again: halves of signs come from no keyboard."""
    if not isinstance(value, str):
        raise TypeError
    value.encode()
    return value
