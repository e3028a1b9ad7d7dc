"""Names made of capitals, letter by letter; those that are said as words stay."""

from __future__ import annotations

import re

_LETTERS = {
    "A": "a", "Ą": "ą", "B": "be", "C": "ce", "Ć": "cie", "D": "de", "E": "e", "Ę": "ę", "F": "ef", "G": "gie",
    "H": "ha", "I": "i", "J": "jot", "K": "ka", "L": "el", "Ł": "eł", "M": "em", "N": "en", "Ń": "eń", "O": "o",
    "Ó": "u", "P": "pe", "Q": "ku", "R": "er", "S": "es", "Ś": "eś", "T": "te", "U": "u", "V": "fał", "W": "wu",
    "X": "iks", "Y": "igrek", "Z": "zet", "Ź": "ziet", "Ż": "żet",
}  # fmt: skip
# With vowels inside, and spelled all the same.
_SPELLED = {
    "NGO",
    "OPP",
    "UE",
    "EU",
    "KPA",
    "OSP",
    "ONZ",
    "IT",
    "AED",
    "UKS",
    "LKS",
    "USA",
    "RIO",
    "ID",
    "ODT",
    "DOCX",
}
_AS_WORDS = {"VAT": "wat", "WWW": "wu wu wu"}
_CAPITALS = re.compile(r"(?<![\w-])([A-ZĄĆĘŁŃÓŚŹŻ]{2,5})(?:-[a-ząćęłńóśźż]{1,4})?(?![\w-])")
_VOWELS = set("AĄEĘIOÓUY")


def _name(match: re.Match[str]) -> str:
    name = match[1]
    if name in _AS_WORDS:
        return _AS_WORDS[name]
    if name in _SPELLED or not _VOWELS & set(name):
        return " ".join(_LETTERS[letter] for letter in name)
    return match[0]


RULES = ((_CAPITALS, _name),)
