"""Sentences: where one ends, and the words in which it is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from kuznia.speech import english, polish

LONGEST: Final = 400
POLISH, ENGLISH = "pl", "en"
_SPOKEN: Final[dict[str, Callable[[str], str]]] = {POLISH: polish.spoken, ENGLISH: english.spoken}
# A row of signs is taken once and whole: tried from every one of them, a page of exclamation marks would take minutes.
_END = re.compile(r"(?<![.!?…])[.!?…]++[”\"»)\]]*+(?=\s++[„\"«(–—]?\s?[A-ZĄĆĘŁŃÓŚŹŻ\d])")
# A dot after these does not end a sentence, nor one after an initial.
_GOES_ON = re.compile(
    r"(?:\b(?:ul|al|pl|os|im|św|ks|dr|prof|mgr|inż|płk|gen|np|tj|tzn|tzw|m\.in|in|godz|nr|art|ust|poz|pkt|tel|ok|woj|pow|"
    r"gm|Dz|U|wg|lit|br|str|zob|por|ds|min|max|mln|tys|stow|e\.g|i\.e|No|Mr|Mrs|Dr|St)|\b[A-ZĄĆĘŁŃÓŚŹŻ]|^\s*\d{1,3})\.\Z",
    re.IGNORECASE,
)
_BREATH = re.compile(r"[,;:–—]\s|\s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it is written and as it is said; `text` is cut from its paragraph unchanged."""

    text: str
    spoken: str
    language: str


def sentences_of(text: str, language: str) -> Iterator[Sentence]:
    """Return the sentences of a paragraph; what holds no letter and no digit is not said."""
    speak = _SPOKEN.get(language, polish.spoken)
    for sentence in _parted(text):
        for piece in _breaths(sentence.strip()):
            if any(sign.isalnum() for sign in piece):
                yield Sentence(piece, speak(piece), voiced(language))


def voiced(language: str) -> str:
    """Return the language in which a text of this language is said: Polish for every one that we have no words for."""
    return language if language in _SPOKEN else POLISH


def _parted(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        if not _GOES_ON.search(text[max(start, end.end() - 12) : end.end()]):
            yield text[start : end.end()]
            start = end.end()
    yield text[start:]


def _breaths(sentence: str) -> Iterator[str]:
    """Part a very long sentence where one takes a breath, at the latest after so many signs."""
    while len(sentence) > LONGEST:
        breaths = [match.end() for match in _BREATH.finditer(sentence, LONGEST // 2, LONGEST)]
        commas = [end for end in breaths if sentence[end - 2 : end - 1] in ",;:–—"]
        end = max(commas or breaths or [LONGEST])
        yield sentence[:end].strip()
        sentence = sentence[end:].strip()
    yield sentence
