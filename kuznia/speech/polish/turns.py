"""Which one in turn: the fourth congress, the fifth edition, the second of three."""

from __future__ import annotations

import re

from kuznia.speech.numerals import Ending, ordinal

_ROMAN = re.compile(r"(?P<before>[^\W\d]+ )?(?<!\w)(?P<roman>[IVX]+)\b(?P<after>\.? [^\W\d]+)?")
_VALUES = {"I": 1, "V": 5, "X": 10}
_VALID = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_DOTTED = re.compile(r"(?<![\w.,])(?P<number>\d{1,3})\.(?P<after> [a-ząćęłńóśźż]{3,})")
_SUFFIXED = re.compile(r"(?<![\w.,])(?P<number>\d{1,4})-(?P<ending>ego|go|ej|tej|ty|ta|te|szy|sza|ym|tym)\b")
# Single letters are numbers only beside a word that comes in turns.
_IN_TURN = re.compile(
    r"(?:kongres|konferencj|edycj|etap|część|części|nab[oó]r|kwarta[lł]|piętr|stop|powiatow|forum|sesj|kadencj|półrocz|"
    r"rozdzia[lł]|tom|klas|wiek|ogólnopolsk|międzynarodow|miejsc|grup|dzień|dni[au]|tur[ay]|mazowiec|spotkani|święt)",
    re.IGNORECASE,
)
_BY_ENDING = (
    (re.compile(r"(?:ego|u)\Z"), Ending.OF_HIM),
    (re.compile(r"(?:anie|enie|ęcie|lecie|cze|sce)\Z"), Ending.IT),
    (re.compile(r"(?:em|ym|im|ie|le|rze)\Z"), Ending.IN_HIM),
    (re.compile(r"(?:ji|ej|ii|ści)\Z"), Ending.OF_HER),
    (re.compile(r"[ęą]\Z"), Ending.WITH_HER),
    (re.compile(r"(?:a|ść|erć)\Z"), Ending.SHE),
    (re.compile(r"(?:o|e|um)\Z"), Ending.IT),
)
_SUFFIXES = {
    "ego": Ending.OF_HIM, "go": Ending.OF_HIM, "ej": Ending.OF_HER, "tej": Ending.OF_HER, "ty": Ending.HE,
    "szy": Ending.HE, "ta": Ending.SHE, "sza": Ending.SHE, "te": Ending.IT, "ym": Ending.IN_HIM, "tym": Ending.IN_HIM,
}  # fmt: skip


def _value(roman: str) -> int:
    values = [_VALUES[sign] for sign in roman]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _ending(word: str) -> Ending:
    noun = word.strip(" .").lower()
    return next((ending for pattern, ending in _BY_ENDING if pattern.search(noun)), Ending.HE)


def _roman(match: re.Match[str]) -> str:
    before, roman, after = match["before"] or "", match["roman"], match["after"] or ""
    if not _VALID.fullmatch(roman) or not _comes_in_turn(before, roman, after):
        return match[0]
    noun = after if _IN_TURN.match(after.strip(" .")) or not _IN_TURN.match(before) else before
    return f"{before}{ordinal(_value(roman), _ending(noun))}{after}"


def _comes_in_turn(before: str, roman: str, after: str) -> bool:
    return len(roman) > 1 or bool(_IN_TURN.match(after.strip(" .")) or _IN_TURN.match(before))


def _dotted(match: re.Match[str]) -> str:
    return ordinal(int(match["number"]), _ending(match["after"])) + match["after"]


RULES = (
    (_ROMAN, _roman),
    (_DOTTED, _dotted),
    (_SUFFIXED, lambda match: ordinal(int(match["number"]), _SUFFIXES[match["ending"]])),
)
