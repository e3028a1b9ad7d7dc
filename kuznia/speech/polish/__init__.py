"""Polish text as it is said: numbers, dates, hours, sums, abbreviations in words, no digit left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from kuznia.speech.numerals import cardinal
from kuznia.speech.polish import amounts, contacts, dates, hours, law, names, turns, words

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
# Each rule leaves words where it found signs, so the narrower ones come first.
RULES: tuple[Rule, ...] = (
    *contacts.WRITTEN,
    *law.RULES,
    *dates.RULES,
    *hours.RULES,
    *amounts.UNITS,
    *contacts.NUMBERS,
    *turns.RULES,
    *amounts.PLAIN,
    *words.RULES,
    *names.RULES,
)
# Most sentences hold no number: these are enough for them.
_OF_WORDS: tuple[Rule, ...] = (
    *contacts.WRITTEN,
    *law.RULES,
    *dates.RULES,
    *turns.RULES,
    *words.RULES,
    *names.RULES,
)
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t\n\r"), " ")
_MARKS = {
    ord("\u00ad"): None,
    ord("\u200b"): None,
    ord("\u2060"): None,
    ord("\u2212"): "-",
    ord("\u2011"): "-",
}
_HALVES = {"½": " i pół", "¼": " i jedna czwarta", "¾": " i trzy czwarte"}
_SIGNS = {
    "&": " i ", "+": " plus ", "=": " równa się ", "%": " procent ", "°": " stopni ", "§": " paragraf ",
    "@": " małpa ", "/": " łamane przez ", "→": ", ", "•": ", ", "·": ", ", "|": ", ", "#": " numer ", "€": " euro ",
}  # fmt: skip
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))


@lru_cache(maxsize=4_096)
def spoken(text: str) -> str:
    """Return the text in words; never empty where it holds a letter or a digit."""
    said = _plain(text)
    for pattern, word in RULES if re.search(r"\d", said) else _OF_WORDS:
        said = pattern.sub(word, said)
    said = re.sub(r"(?<=[^\W\d_])/(?:a|y|ą|ka|em)\b", "", said)
    said = _SIGN.sub(lambda match: _SIGNS[match[0]], said)
    said = re.sub(r"\d+", lambda match: f" {cardinal(int(match[0]))} ", said)
    said = "".join(sign for sign in said if unicodedata.category(sign) not in {"So", "Cc", "Cf", "Co", "Cs"})
    return _tidy(said)


def _plain(text: str) -> str:
    """Return the text with plain spaces and ASCII digits."""
    plain = unicodedata.normalize("NFC", text).translate(_SPACES).translate(_MARKS)
    for half, word in _HALVES.items():
        plain = plain.replace(half, word)
    return "".join(_ascii_digit(sign) for sign in plain)


def _ascii_digit(sign: str) -> str:
    # A raised digit stands apart from the number before it: m² and 10² are read by their own rules or digit by digit.
    return (
        str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() and sign not in "²³" else sign
    )


def _tidy(text: str) -> str:
    spaced = re.sub(r"\s+", " ", text.replace("²", " kwadrat ").replace("³", " sześcian "))
    return re.sub(r" (?=[,.;:!?)\]”»])", "", spaced).strip()
