"""The words that stand for a picture: what it shows, or a plain word that it only decorates."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NEITHER = _("Say what the picture shows, or mark that it only decorates.")
BOTH = _("A picture that only decorates needs no words: take out the words or the mark.")
FILE_NAME = _("This looks like the name of a file. Say in a few words what the picture shows.")
TOO_SHORT = _("Say in a few words what the picture shows.")
FEWEST_LETTERS = 3
_FILE = re.compile(
    r"\S*\.(jpe?g|png|webp|gif|heic|tiff?|bmp|svg)|(img|dsc|dscn|pict?|image|photo|foto|zdj[eę]cie|obraz)[\W_]*\d+",
    re.IGNORECASE,
)


def fault_of_words(words: str, *, is_decorative: bool) -> str | Promise | None:
    """Return what is wrong with the words of a picture, or nothing."""
    said = words.strip()
    if is_decorative:
        return BOTH if said else None
    if not said:
        return NEITHER
    if _FILE.fullmatch(said):
        return FILE_NAME
    return TOO_SHORT if sum(sign.isalpha() for sign in said) < FEWEST_LETTERS else None
