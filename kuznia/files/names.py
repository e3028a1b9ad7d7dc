"""Names of files as people sent them, made harmless."""

from __future__ import annotations

import re
import unicodedata

from kuznia.files.kinds import ENDINGS, ContentType

LONGEST_STEM = 100
NAMELESS = "plik"
_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff<>:"|?*%&#;]')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def safe_name(name: str, kind: ContentType) -> str:
    """Return the name without folders and odd signs, with the ending of what the file really is."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem = _ENDING.sub("", " ".join(_UNFIT.sub(" ", base).split()))
    stem = stem.strip(" .-")[:LONGEST_STEM].rstrip() or NAMELESS
    return f"{stem}{ENDINGS[kind]}"
