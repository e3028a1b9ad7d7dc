"""Words of a text and what they are forms of: the one place that knows Polish inflection.

Morfeusz 2 with the dictionary SGJP knows the base forms of nearly every word; all of them are kept, for telling apart
homographs would need the sentence. From words that it does not know (fundraising), and from all where it is not
installed (there are no builds for some machines), common endings are cut off: that finds less, but it finds.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings

from kuznia.lib.text import fold

try:
    import morfeusz2
except ImportError:
    morfeusz2 = None

WORD = re.compile(r"[^\W_]+")
# Raised when the index keeps something else of the same words.
KEEPING = 2
LONGEST_WORD = 60
REMEMBERED = 60_000
UNKNOWN, SHORT_OF_TO_BE = "ign", "aglt"
SHORTEST_STEM = 4
# Folded, as words are when they are cut.
_ENDINGS = """
owskiego owskiemu owskich owskimi owskim owskiej owska owski owskie iejszych iejszego ajacych ajacego ajacym ajaca
ajacy ajace owaniem owania owanie owaniu eniach eniami eniem enia eniu enie ciach ciami owych owego owemu owymi owej
owym owie owi owa owe owy ami ach iami iach iemu iem iego ymi ych ego emu ej im ich imi ym om em ie ia iu ow a e i o u y
"""
# Words that stand in nearly every text.
_STOP_WORDS = """
a aby albo ale ani az bo by byc byl byla bylo byly co czy dla do gdy gdzie go i ich ile im inne iz ja jak jako je
jego jej jesli jest juz kazdy kiedy kto ktora ktore ktory lub ma mi mnie moze mu my na nad nam nas nie nim niz no o
od on ona one oni oraz po pod przed przez przy sa sie sobie ta tak takze tam te tego tej ten to tu ty tych tylko tym
u w we wszystko wy z za ze zeby
"""
ENDINGS = tuple(sorted(_ENDINGS.split(), key=len, reverse=True))
STOP_WORDS = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: how it stands there, from where to where, and folded."""

    text: str
    start: int
    end: int
    folded: str


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of the text in order; what is longer than any word is cut."""
    for found in WORD.finditer(text):
        word = found[0][:LONGEST_WORD]
        yield Token(word, found.start(), found.end(), fold(word))


def lemmas(word: str) -> tuple[str, ...]:
    """Return the folded base forms of the word, at least one."""
    return _lemmas(word.lower())


def is_known(word: str) -> bool:
    """Say whether the dictionary knows the word; where there is no dictionary, every word is unknown."""
    return _is_known(word.lower())


def analyser_name() -> str:
    """Return by what the words are analysed and how they are kept; an index made otherwise is made anew."""
    return f"morfeusz2 {_morfeusz().dict_id()} {KEEPING}" if _has_dictionary() else f"endings {KEEPING}"


@lru_cache(REMEMBERED)
def _lemmas(word: str) -> tuple[str, ...]:
    if not _is_known(word):
        return (stem(fold(word)),)
    found = [fold(name) for name, tag in _segments(word) if not tag.startswith(SHORT_OF_TO_BE)]
    return tuple(dict.fromkeys(found)) or (fold(word),)


@lru_cache(REMEMBERED)
def _is_known(word: str) -> bool:
    return _has_dictionary() and all(tag != UNKNOWN for _name, tag in _segments(word))


def _segments(word: str) -> list[tuple[str, str]]:
    """Return base form and tag of everything that the word may begin with."""
    analysed = _morfeusz().analyse(word)
    return [
        (name.partition(":")[0], tag) for start, _end, (_form, name, tag, *_rest) in analysed if not start
    ]


def stem(word: str) -> str:
    """Return the folded word without its ending; what is left may be no word, but is the same for most forms of one."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def _has_dictionary() -> bool:
    return morfeusz2 is not None and settings.KUZNIA_MORFEUSZ


_own = threading.local()


def _morfeusz() -> Any:
    """Return this thread's analyser: whether one may be shared is not promised."""
    if not hasattr(_own, "morfeusz"):
        _own.morfeusz = morfeusz2.Morfeusz(case_handling=morfeusz2.IGNORE_CASE, generate=False)
    return _own.morfeusz
