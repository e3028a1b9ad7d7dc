"""Hours of the day."""

from __future__ import annotations

import re

from kuznia.speech.numerals import Ending, cardinal, ordinal

_HOUR = r"(?:[01]?\d|2[0-4])"
_WORD = r"(?P<word>godz\.|godziną|godzinie|godziny|godzina|godzinach|godzin) "
_PREP = r"(?P<prep>\b(?:o|od|do|po|przed|około|ok\.|w|między|a) )?"
_TIME = rf"{_HOUR}(?:[.:][0-5]\d)?"
_CLOCK = rf"{_HOUR}[.:][0-5]\d"
_DASH = r" ?[–—-] ?"
_END = r"(?![\d:]|[.,]\d)"
_START = r"(?<![\d.,:])"
_NAMED_SPAN = re.compile(rf"{_PREP}{_WORD}(?P<first>{_TIME}){_DASH}(?P<last>{_TIME}){_END}", re.IGNORECASE)
_NAMED = re.compile(rf"{_PREP}{_WORD}(?P<first>{_TIME}){_END}", re.IGNORECASE)
_SPAN = re.compile(
    rf"{_PREP}{_START}\b(?P<first>{_CLOCK}){_DASH}(?P<last>{_CLOCK}){_END}(?! ?(?:zł|%|tys|mln))",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"{_PREP}{_START}\b(?P<first>{_CLOCK}){_END}(?! ?(?:zł|%|tys|mln))", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?P<day>(?:poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|pn|pon|wt|śr|czw|pt|sob|niedz|nd)\.?:?) "
    rf"(?P<first>{_HOUR}){_DASH}(?P<last>{_HOUR}){_END}",
    re.IGNORECASE,
)
_OF = {"od", "do", "około", "ok."}
_WITH = {"przed", "między", "a"}


def _said(time: str, ending: Ending) -> str:
    hour, _dot, minutes = time.replace(".", ":").partition(":")
    words = ordinal(int(hour), ending)
    if not int(minutes or 0):
        return words
    return f"{words} {'zero ' if minutes.startswith('0') else ''}{cardinal(int(minutes))}"


def _preposition(match: re.Match[str]) -> tuple[str, str, Ending]:
    """Return the preposition as it is said, the noun in its case, and the ending of the hour."""
    prep = (match["prep"] or "").strip().lower()
    noun = "godziny" if prep in _OF else "godziną" if prep in _WITH else "godzinie" if prep else "godzina"
    ending = Ending.WITH_HER if prep in _WITH else Ending.OF_HER if prep else Ending.SHE
    said = "około " if prep == "ok." else match["prep"] or ""
    return said, noun, ending


def _named(match: re.Match[str]) -> str:
    prep, noun, ending = _preposition(match)
    written = match["word"].lower()
    if written != "godz.":
        noun = match["word"]
        ending = {"godziną": Ending.WITH_HER, "godzina": Ending.SHE}.get(written, Ending.OF_HER)
    if written in {"godzin", "godzinach"} or (
        written == "godziny" and not match["prep"] and "." not in match[0]
    ):
        return match[0]
    return f"{prep}{noun} {_said(match['first'], ending)}"


def _span(match: re.Match[str]) -> str:
    first, last = (_said(match[name], Ending.OF_HER) for name in ("first", "last"))
    return f"od {first} do {last}"


def _named_span(match: re.Match[str]) -> str:
    is_inside = (match["prep"] or "").strip().lower() == "w"
    return f"{match['prep']}godzinach {_span(match)}" if is_inside else f"godziny {_span(match)}"


def _alone(match: re.Match[str]) -> str:
    prep, _noun, ending = _preposition(match)
    return prep + _said(match["first"], ending)


RULES = (
    (_OPEN, lambda match: f"{match['day']} {_span(match)}"),
    (_NAMED_SPAN, _named_span),
    (_NAMED, _named),
    (_SPAN, _span),
    (_ALONE, _alone),
)
