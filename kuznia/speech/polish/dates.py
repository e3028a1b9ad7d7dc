"""Days, months and years."""

from __future__ import annotations

import re

from kuznia.speech.numerals import Ending, cardinal, ordinal

_MONTHS_OF = (
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"
)
_OTHER_MONTHS = (
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień "
    "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie grudniu"
)
MONTHS_OF = _MONTHS_OF.split()
_MONTH = "|".join(MONTHS_OF)
_ANY_MONTH = "|".join([*MONTHS_OF, *_OTHER_MONTHS.split()])
_YEAR = r"(?P<year>[12]\d{3})"
_R = r"(?: ?r\.(?!\w)| roku\b)"
_DASH = r" ?[–—-] ?"

_NUMERIC = re.compile(
    rf"(?<![\d.])(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})(?!\d)(?:{_R})?"
)
_ISO = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])")
_DAYS = re.compile(
    rf"(?P<from>\bod )?(?<![\d.,])\b(?P<first>\d{{1,2}})(?P<between>{_DASH}|, | i | oraz | do )(?P<last>\d{{1,2}}) "
    rf"(?P<month>{_MONTH})\b(?: {_YEAR}(?:{_R})?)?",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"(?<![\d.,])\b(?P<day>\d{{1,2}}) (?P<month>{_MONTH})\b(?: {_YEAR}\b(?:{_R})?)?", re.IGNORECASE
)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_ANY_MONTH}) {_YEAR}\b(?:{_R})?", re.IGNORECASE)
_YEARS = re.compile(
    rf"\b(?P<word>lat|lata|latach|latami) (?P<first>[12]\d{{3}}){_DASH}(?P<last>[12]\d{{3}})\b", re.IGNORECASE
)
_SPAN = re.compile(rf"(?<![\d.,])(?P<first>(?:19|20)\d\d){_DASH}(?P<last>(?:19|20)\d\d)\b(?:{_R})?")
_NAMED = re.compile(rf"\b(?P<prep>(?:w|o|po) )?(?P<word>rok|roku|rokiem) {_YEAR}\b", re.IGNORECASE)
_ENDED = re.compile(
    rf"(?P<prep>\b(?:w|we|o|po|przed) )?(?<![\d.,])\b{_YEAR}(?: ?r\.(?!\w)| (?P<word>rok|roku|rokiem)\b)",
    re.IGNORECASE,
)
_THIS = re.compile(r"\b(?P<prep>w )?(?:br\.|b\.r\.)", re.IGNORECASE)
_THIS_MONTH = re.compile(r"\bbm\.", re.IGNORECASE)


def _is_day(day: int, month: int = 1) -> bool:
    return 1 <= day <= 31 and 1 <= month <= 12


def _with_year(words: str, year: str | None) -> str:
    return f"{words} {ordinal(int(year), Ending.OF_HIM)} roku" if year else words


def _numeric(match: re.Match[str]) -> str:
    day, month = int(match["day"]), int(match["month"])
    if not _is_day(day, month):
        return match[0]
    return _with_year(f"{ordinal(day, Ending.OF_HIM)} {MONTHS_OF[month - 1]}", match["year"])


def _day(match: re.Match[str]) -> str:
    if not _is_day(int(match["day"])):
        return match[0]
    return _with_year(f"{ordinal(int(match['day']), Ending.OF_HIM)} {match['month']}", match["year"])


def _days(match: re.Match[str]) -> str:
    first, last = int(match["first"]), int(match["last"])
    if not (_is_day(first) and _is_day(last)):
        return match[0]
    between = match["between"]
    is_span = between.strip() in {"–", "—", "-", "do"}
    words = [ordinal(each, Ending.OF_HIM) for each in (first, last)]
    said = f"od {words[0]} do {words[1]}" if is_span else (match["from"] or "") + between.join(words)
    return _with_year(f"{said} {match['month']}", match["year"])


def _years(match: re.Match[str]) -> str:
    return f"{match['word']} {cardinal(int(match['first']))} do {cardinal(int(match['last']))}"


def _named(match: re.Match[str]) -> str:
    endings = {"rok": Ending.HE, "roku": Ending.OF_HIM, "rokiem": Ending.IN_HIM}
    ending = Ending.IN_HIM if match["prep"] else endings[match["word"].lower()]
    return f"{match['prep'] or ''}{match['word']} {ordinal(int(match['year']), ending)}"


def _ended(match: re.Match[str]) -> str:
    prep, year = match["prep"] or "", int(match["year"])
    if match["word"] == "rok":
        return f"{prep}{ordinal(year)} rok"
    is_inside = bool(prep) or match["word"] == "rokiem"
    noun = "rokiem" if match["word"] == "rokiem" or prep.strip().lower() == "przed" else "roku"
    return f"{prep}{ordinal(year, Ending.IN_HIM if is_inside else Ending.OF_HIM)} {noun}"


RULES = (
    (_NUMERIC, _numeric),
    (_ISO, _numeric),
    (_DAYS, _days),
    (_DAY, _day),
    (_MONTH_YEAR, lambda match: _with_year(match["month"], match["year"])),
    (_YEARS, _years),
    (_SPAN, lambda match: f"{cardinal(int(match['first']))} do {cardinal(int(match['last']))}"),
    (_NAMED, _named),
    (_ENDED, _ended),
    (_THIS, lambda match: "w bieżącym roku" if match["prep"] else "bieżącego roku"),
    (_THIS_MONTH, lambda _match: "bieżącego miesiąca"),
)
