"""Articles, paragraphs, points and journals of laws."""

from __future__ import annotations

import re

from kuznia.speech.numerals import Ending, cardinal, ordinal

_PREPOSITION = r"(?P<prep>\b(?:w|o|po|przy|na|z|ze|do|od|wg|według|zgodnie z|podstawie|mowa w)\s)?"
_JOURNAL = re.compile(_PREPOSITION + r"(?P<name>Dz\. ?U\.|M\. ?P\.)", re.IGNORECASE)
_ARTICLES = re.compile(r"\bart\. ?(\d{1,4}) ?[–—-] ?(\d{1,4})\b", re.IGNORECASE)
_ARTICLE = re.compile(
    _PREPOSITION + r"(?P<what>\bart\.|§) ?(?P<number>\d{1,4})(?P<letter>[a-z]\b)?", re.IGNORECASE
)
_PART = re.compile(r"\b(ust\.|pkt\.?|par\.) ?(\d{1,4})([a-z]\b)?", re.IGNORECASE)
_LETTER = re.compile(r"\blit\. ?([a-z])\b", re.IGNORECASE)
_NUMBER = re.compile(r"\b(poz\.|nr|numer) ?(\d{1,6})(?![\d ]*\d)(?!/)", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:s|str)\. ?(\d{1,4})\b")
_PARTS = {"ust": "ustęp", "pkt": "punkt", "par": "paragraf"}
_COUNTED = {"poz.": "pozycja", "nr": "numer", "numer": "numer"}
_INSIDE = {"w", "o", "po", "przy", "na", "mowa w"}
_JOURNALS = {
    "d": ("Dziennik Ustaw", "Dzienniku Ustaw", "Dziennika Ustaw"),
    "m": ("Monitor Polski", "Monitorze Polskim", "Monitora Polskiego"),
}


def _case(prep: str | None) -> int:
    """0 where it stands alone, 1 after in, 2 after of."""
    word = (prep or "").strip().lower()
    return 0 if not word else 1 if word in _INSIDE else 2


def _journal(match: re.Match[str]) -> str:
    forms = _JOURNALS[match["name"][0].lower()]
    return (match["prep"] or "") + forms[_case(match["prep"])]


def _article(match: re.Match[str]) -> str:
    case = _case(match["prep"])
    nouns = (
        ("paragraf", "paragrafie", "paragrafu")
        if match["what"] == "§"
        else ("artykuł", "artykule", "artykułu")
    )
    turn = ordinal(int(match["number"]), (Ending.HE, Ending.IN_HIM, Ending.OF_HIM)[case])
    return f"{match['prep'] or ''}{nouns[case]} {turn}" + (f" {match['letter']}" if match["letter"] else "")


def _articles(match: re.Match[str]) -> str:
    first, last = (ordinal(int(number), Ending.OF_HIM) for number in match.groups())
    return f"artykuły od {first} do {last}"


def _part(match: re.Match[str]) -> str:
    name, number, letter = match.groups()
    words = f"{_PARTS[name.rstrip('.').lower()]} {ordinal(int(number))}"
    return f"{words} {letter}" if letter else words


RULES = (
    (_JOURNAL, _journal),
    (_ARTICLES, _articles),
    (_ARTICLE, _article),
    (_PART, _part),
    (_PAGE, lambda match: f"strona {cardinal(int(match[1]))}"),
    (_LETTER, lambda match: f"litera {match[1]}"),
    (_NUMBER, lambda match: f"{_COUNTED[match[1].lower()]} {cardinal(int(match[2]))}"),
)
