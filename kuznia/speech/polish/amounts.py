"""Sums, shares and measures with their units; then every number that is left, with the noun that it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kuznia.speech.numerals import Case, Gender, cardinal, combining, digits, is_few


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted, in the four forms that numbers ask for."""

    one: str
    few: str
    many: str
    of_one: str
    gender: Gender = Gender.HE


ZLOTY = Unit("złoty", "złote", "złotych", "złotego")
GROSZ = Unit("grosz", "grosze", "groszy", "grosza")
MEASURES = {
    r"%|proc\.": Unit("procent", "procent", "procent", "procent"),
    r"euro|eur|€": Unit("euro", "euro", "euro", "euro"),
    r"gr": GROSZ,
    r"godz\.|godz|h": Unit("godzina", "godziny", "godzin", "godziny", Gender.SHE),
    r"min\.|min": Unit("minuta", "minuty", "minut", "minuty", Gender.SHE),
    r"km2|km²": Unit(
        "kilometr kwadratowy", "kilometry kwadratowe", "kilometrów kwadratowych", "kilometra kwadratowego"
    ),
    r"m2|m²|mkw\.?": Unit("metr kwadratowy", "metry kwadratowe", "metrów kwadratowych", "metra kwadratowego"),
    r"km": Unit("kilometr", "kilometry", "kilometrów", "kilometra"),
    r"cm": Unit("centymetr", "centymetry", "centymetrów", "centymetra"),
    r"m": Unit("metr", "metry", "metrów", "metra"),
    r"kg": Unit("kilogram", "kilogramy", "kilogramów", "kilograma"),
    r"ha": Unit("hektar", "hektary", "hektarów", "hektara"),
    r"MB": Unit("megabajt", "megabajty", "megabajtów", "megabajta"),
    r"KB": Unit("kilobajt", "kilobajty", "kilobajtów", "kilobajta"),
    r"os\.": Unit("osoba", "osoby", "osób", "osoby", Gender.SHE),
    r"szt\.": Unit("sztuka", "sztuki", "sztuk", "sztuki", Gender.SHE),
    r"egz\.": Unit("egzemplarz", "egzemplarze", "egzemplarzy", "egzemplarza"),
    r"pkt\.?": Unit("punkt", "punkty", "punktów", "punktu"),
    r"°C": Unit("stopień Celsjusza", "stopnie Celsjusza", "stopni Celsjusza", "stopnia Celsjusza"),
}
SCALES = {
    "tys": Unit("tysiąc", "tysiące", "tysięcy", "tysiąca"),
    "mln": Unit("milion", "miliony", "milionów", "miliona"),
    "mld": Unit("miliard", "miliardy", "miliardów", "miliarda"),
}
_NUMBER = r"(?:\d{1,3}(?:[ .]\d{3})+|\d+)(?:,\d+)?"
_START = r"(?<![\w,.])"
_OF = r"do|od|około|ok\.|powyżej|poniżej|bez|dla|spośród|oprócz|wśród|ciągu|terminie|blisko|wysokości|kwoty|kwocie"
_PREP = rf"(?P<prep>\b(?:{_OF})\s)?"
_SPAN = rf"(?:(?P<first>{_NUMBER}) ?[–—-] ?)?"
_SCALE = r"(?: ?(?P<scale>tys|mln|mld)\b\.?)"
_ZLOTY = re.compile(rf"{_PREP}{_START}{_SPAN}(?P<number>{_NUMBER}){_SCALE}? ?(?:zł|PLN)(?!\w)", re.IGNORECASE)
_SCALED = re.compile(rf"{_PREP}{_START}{_SPAN}(?P<number>{_NUMBER}){_SCALE}(?!\w)", re.IGNORECASE)
_MEASURED = [
    (re.compile(rf"{_PREP}{_START}{_SPAN}(?P<number>{_NUMBER}) ?(?:{sign})(?![\w²³])"), unit)
    for sign, unit in MEASURES.items()
]
_COMPOUND = re.compile(r"(?<![\w,.])(\d{1,3})-(?=[a-ząćęłńóśźż]{4,})")
_COUNTED = re.compile(
    rf"(?P<prep>\b(?:{_OF}|z|ze)\s)?{_START}{_SPAN}(?P<number>{_NUMBER})"
    r"(?=(?P<next> [^\W\d]+)?(?P<after> [^\W\d]+)?)",
    re.IGNORECASE,
)
_MINUS = re.compile(r"(?<![\w)])-(?=\d)")
_DOTTED = re.compile(r"(?<![\d.,])(\d+)\.(?!\d{3}\b)(\d+)(?![.,]?\d)")
_AGAINST = re.compile(r"(?<![\d.,:])(\d+):(\d+)(?![\d:])")
_ABOVE_ONE = re.compile(r"(\d+)/(\d+)")
_FEMININE = re.compile(
    r"(?:organizacj|osob|gmin|godzin|minut|stron|sal|ofert|umow|umów|rzecz|wiadomoś|rezerwacj|edycj|książ|sztuk|"
    r"fundacj|konferencj|fotografi|inicjatyw|grup|kobiet|firm|nagrod|sesj|spraw|częś|lekcj|szk[oó]ł|drużyn|noc|ulic|"
    r"decyzj|propozycj|kart|list[aey]|próśb|prośb|uwag|zmian|odpowiedzi|drog|złotówk|dotacj|aplikacj|instytucj|placów|"
    r"przerw|rad[ay]|komisj|ankiet|grze|publikacj|relacj|par[ay]|ławk|parti|delegacj|tabel|prac[ae]|funkcj|kategori)",
    re.IGNORECASE,
)
_NEUTER = re.compile(r"(?:[^\W\d]*(?:o|e|ę|um))\Z", re.IGNORECASE)


def _parts(number: str) -> tuple[int, str]:
    whole, _comma, part = number.partition(",")
    return int(re.sub(r"[ .]", "", whole)), part


def _words(number: str, gender: Gender, case: Case) -> str:
    """Return a number as words; a half is said as people say it."""
    whole, part = _parts(number)
    if not part.strip("0"):
        return cardinal(whole, gender, case)
    if part.rstrip("0") == "5":
        return _and_half(whole, gender, case)
    tail = cardinal(int(part)) if len(part) <= 3 else digits(part)
    zeros = "zero " * (len(part) - len(part.lstrip("0"))) if len(part) <= 3 else ""
    return f"{cardinal(whole, gender, case)} przecinek {zeros}{tail}"


def _and_half(whole: int, gender: Gender, case: Case) -> str:
    if not whole:
        return "pół"
    if whole == 1:
        return "półtorej" if gender is Gender.SHE else "półtora"
    return f"{cardinal(whole, gender, case)} i pół"


def _form(number: str, unit: Unit, case: Case) -> str:
    whole, part = _parts(number)
    if part.strip("0"):
        return unit.of_one
    if whole == 1:
        return unit.one if case is Case.PLAIN else unit.of_one
    return unit.few if case is Case.PLAIN and is_few(whole) else unit.many


def _case(match: re.Match[str]) -> Case:
    return Case.OF if match["prep"] or match["first"] else Case.PLAIN


def _beginning(match: re.Match[str], gender: Gender) -> str:
    """Return the preposition, and the lower end of a span where there is one."""
    prep = "około " if (match["prep"] or "").strip().lower() == "ok." else match["prep"] or ""
    if not match["first"]:
        return prep
    return f"{prep or 'od '}{_words(match['first'], gender, Case.OF)} do "


def _measured(match: re.Match[str], unit: Unit) -> str:
    case = _case(match)
    number = f"{_words(match['number'], unit.gender, case)} {_form(match['number'], unit, case)}"
    return _beginning(match, unit.gender) + number


def _scaled(match: re.Match[str]) -> str:
    unit, case = SCALES[match["scale"].lower()], _case(match)
    if match["number"] == "1":
        return _beginning(match, Gender.HE) + _form("1", unit, case)
    return _measured(match, unit)


def _zloty(match: re.Match[str]) -> str:
    if match["scale"]:
        return f"{_scaled(match)} złotych"
    whole, part = _parts(match["number"])
    grosze = int(part.ljust(2, "0")[:2] or 0)
    if len(part) > 2 or not grosze:
        return _measured(match, ZLOTY)
    case = _case(match)
    small = f"{cardinal(grosze, case=case)} {_form(str(grosze), GROSZ, case)}"
    large = f"{cardinal(whole, case=case)} {_form(str(whole), ZLOTY, case)} " if whole else ""
    return _beginning(match, Gender.HE) + large + small


def _counted(match: re.Match[str]) -> str:
    following = [(match[name] or "").strip() for name in ("next", "after")]
    gender, case = _gender(_parts(match["number"])[0], following), _noun_case(match, following)
    return f"{_beginning(match, gender)}{_words(match['number'], gender, case)}"


def _noun_case(match: re.Match[str], following: list[str]) -> Case:
    noun = following[0].lower()
    if noun.endswith(("ami", "mi")):
        return Case.WITH
    if match["prep"] or match["first"] or (noun.endswith("ach") and len(noun) > 4):
        return Case.OF
    return Case.TO if noun.endswith("om") else Case.PLAIN


def _gender(number: int, following: list[str]) -> Gender:
    if any(_FEMININE.match(word) for word in following):
        return Gender.SHE
    if number == 1 and following[0]:
        return (
            Gender.SHE
            if following[0].endswith("a")
            else Gender.IT
            if _NEUTER.match(following[0])
            else Gender.HE
        )
    return Gender.HE


def _rule(unit: Unit) -> Callable[[re.Match[str]], str]:
    return lambda match: _measured(match, unit)


UNITS = (
    (_MINUS, lambda _match: "minus "),
    (_ZLOTY, _zloty),
    *((pattern, _rule(unit)) for pattern, unit in _MEASURED),
    (_SCALED, _scaled),
)
PLAIN = (
    (_COMPOUND, lambda match: combining(int(match[1]))),
    (_ABOVE_ONE, lambda match: f"{cardinal(int(match[1]))} łamane przez {cardinal(int(match[2]))}"),
    (_DOTTED, lambda match: f"{cardinal(int(match[1]))} kropka {cardinal(int(match[2]))}"),
    (_AGAINST, lambda match: f"{cardinal(int(match[1]))} do {cardinal(int(match[2]))}"),
    (_COUNTED, _counted),
)
