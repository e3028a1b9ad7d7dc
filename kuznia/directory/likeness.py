"""How alike the names of two organisations are: what each is called counts, what kind of body it is hardly does.

Pure: no table is asked. Names are compared word by word, folded, in any order, with Polish endings and small slips.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from kuznia.lib.text import fold

# From here on two names may well be those of one organisation.
ALIKE = 0.8
# Two words are one if so much of them is the same; below it they have nothing in common.
SAME_WORD = 0.75
FORM_WEIGHT = 0.2
PREFIX = 4
_SIGNS = re.compile(r"[a-z0-9]+")
# Short forms that people write in place of the words.
_WRITTEN_OUT = {
    "osp": ("ochotnicza", "straz", "pozarna"),
    "kgw": ("kolo", "gospodyn", "wiejskich"),
    "uks": ("uczniowski", "klub", "sportowy"),
    "lks": ("ludowy", "klub", "sportowy"),
    "mks": ("miejski", "klub", "sportowy"),
    "gks": ("gminny", "klub", "sportowy"),
    "ks": ("klub", "sportowy"),
    "stow": ("stowarzyszenie",),
    "fund": ("fundacja",),
    "tow": ("towarzystwo",),
    "zs": ("zespol", "szkol"),
    "sp": ("szkola", "podstawowa"),
}
# Words of many names: they say what kind of body it is, for whom and where, and tell few bodies apart.
_FORM_WORDS = """
stowarzyszenie stowarzyszenia stowarzyszen zwykle fundacja fundacji towarzystwo zwiazek federacja klub sportowy
uczniowski ludowy miejski gminny kolo gospodyn wiejskich ochotnicza straz pozarna parafia rzymskokatolicka
spoldzielnia socjalna spolka akcyjna organizacja grupa nieformalna komitet rada oddzial rejonowy powiatowy
okregowy zespol szkola podstawowa szkol biblioteka publiczna osrodek centrum kultury instytut inicjatywa
rzecz dla rozwoju wsi gminy miasta powiatu ziemi przyjaciol milosnikow mieszkancow pomocy wspierania
"""
_FORM = frozenset(_FORM_WORDS.split())
# What joins words, and what stands for "named after".
_JOINING = frozenset(
    {"im", "imienia", "nr", "na", "przy", "pod", "ze", "we", "oraz", "oo", "sa", "w", "z", "i", "o", "u", "a"}
)


@lru_cache(maxsize=50_000)
def words_of(name: str) -> tuple[str, ...]:
    """Return the words that count, each once, in the order of the alphabet, short forms written out."""
    found: set[str] = set()
    for word in _SIGNS.findall(fold(name)):
        if word not in _JOINING:
            found.update(_WRITTEN_OUT.get(word, (word,)))
    return tuple(sorted(found))


def telling_words(name: str) -> tuple[str, ...]:
    """Return the words that tell this organisation from others of its kind."""
    return tuple(word for word in words_of(name) if word not in _FORM)


def stems_of(name: str) -> frozenset[str]:
    """Return the beginnings of its telling words, or of all where none tells: under these it is looked for."""
    return frozenset(word[:PREFIX] for word in telling_words(name) or words_of(name))


def likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 1; the same in both directions, 1 for a name and itself."""
    here, there = words_of(one), words_of(other)
    if not here or not there:
        return 0.0
    shared = _shared(here, there) + _shared(there, here)
    return shared / (_weight(here) + _weight(there))


def are_alike(one: str, other: str) -> bool:
    """Say whether both names may well be those of one organisation."""
    return likeness(one, other) >= ALIKE


def _shared(here: Iterable[str], there: tuple[str, ...]) -> float:
    return sum(_weight_of(word) * max(_same(*sorted((word, other))) for other in there) for word in here)


def _weight(words: Iterable[str]) -> float:
    return sum(map(_weight_of, words))


def _weight_of(word: str) -> float:
    return FORM_WEIGHT if word in _FORM else 1.0


@lru_cache(maxsize=200_000)
def _same(first: str, second: str) -> float:
    """Return how much of two words is the same; numbers are the same or not, and slips come after the first letter."""
    if first == second:
        return 1.0
    if first[0] != second[0] or any(sign.isdigit() for sign in first + second):
        return 0.0
    ratio = SequenceMatcher(None, first, second, autojunk=False).ratio()
    return ratio if ratio >= SAME_WORD else 0.0
