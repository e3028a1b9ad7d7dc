"""English text as it is said: its voices read numbers themselves, so only our own signs are put in words."""

from __future__ import annotations

import re

_PAGE = re.compile(
    r"\b(?:https?://)?(?:www\.)?((?:[a-z\d-]+\.)+(?:pl|eu|org|com|net))\b(?:/\S*)?", re.IGNORECASE
)
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d])")
_WORDS = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "and so on", "No.": "number", "Art.": "article",
    "ul.": "ulica", "approx.": "about", "&": "and", "tel.": "telephone", "Tel.": "telephone", "m²": "square metres",
    "km²": "square kilometres", "→": ",", "•": ",",
}  # fmt: skip
_WORD = re.compile("|".join(rf"(?<!\w){re.escape(each)}" for each in sorted(_WORDS, key=len, reverse=True)))


def spoken(text: str) -> str:
    """Return the text with addresses, sums and abbreviations in words."""
    said = re.sub(r"\s+", " ", text.replace("\u00ad", ""))
    said = _MAIL.sub(lambda match: match[0].replace("@", " at ").replace(".", " dot "), said)
    said = _PAGE.sub(lambda match: match[1].replace(".", " dot "), said)
    said = _GROUPS.sub(lambda match: match[0].replace(" ", ","), said)
    said = re.sub(r"\b1 (?:zł|PLN)(?!\w)", "1 zloty", said)
    said = re.sub(r"(?<=\d) ?(?:zł|PLN)(?!\w)", " zlotys", said)
    said = re.sub(r"(?<=\d) ?[–—] ?(?=\d)", " to ", said)
    return re.sub(r"\s+", " ", _WORD.sub(lambda match: _WORDS[match[0]], said)).strip()
