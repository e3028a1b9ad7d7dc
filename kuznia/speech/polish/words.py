"""Abbreviations as the words they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

# Alone, after in or at, after of.
_PLACES = {
    "ul": ("ulica", "ulicy", "ulicy"),
    "al": ("aleja", "alei", "alei"),
    "pl": ("plac", "placu", "placu"),
    "os": ("osiedle", "osiedlu", "osiedla"),
}
_WHERE = re.compile(
    r"(?P<prep>\b(?:przy|na|w|o|po|z|od|do|u|koło) )?\b(?P<place>ul|al|pl|os)\. ?(?=[A-ZĄĆĘŁŃÓŚŹŻ\d])",
    re.IGNORECASE,
)
_AT = {"przy", "na", "w", "o", "po"}
# Read as typed, case apart; a dot inside stands for itself.
_ALWAYS = {
    "m.in.": "między innymi", "m. in.": "między innymi", "np.": "na przykład", "tj.": "to jest", "tzn.": "to znaczy",
    "tzw.": "tak zwany", "itd.": "i tak dalej", "itp.": "i tym podobne", "ok.": "około", "tel.": "telefon",
    "nr tel.": "numer telefonu", "kom.": "komórka", "woj.": "województwo",
    "pow.": "powiat", "gm.": "gmina", "godz.": "godzina", "zł": "złotych",
    "dr": "doktor", "prof.": "profesor", "mgr": "magister", "inż.": "inżynier", "ks.": "ksiądz", "św.": "święty",
    "płk": "pułkownik", "gen.": "generał", "im.": "imienia", "ww.": "wyżej wymieniony", "wg": "według",
    "dot.": "dotyczy", "zob.": "zobacz", "por.": "porównaj", "cd.": "ciąg dalszy", "ds.": "do spraw", "nr": "numer",
    "art.": "artykuł", "ust.": "ustęp", "poz.": "pozycja", "pkt": "punkt", "tys.": "tysięcy", "mln": "milionów",
    "mld": "miliardów", "max.": "najwyżej", "maks.": "najwyżej", "min.": "co najmniej", "str.": "strona",
    "ur.": "urodzony", "śp.": "świętej pamięci", "pt.": "pod tytułem", "pn.": "pod nazwą", "szt.": "sztuk",
    "pon.": "poniedziałek", "wt.": "wtorek", "śr.": "środa", "czw.": "czwartek", "pt": "piątek", "sob.": "sobota",
    "niedz.": "niedziela", "sp. z o.o.": "spółka z ograniczoną odpowiedzialnością", "s.a.": "spółka akcyjna",
    "k.p.a.": "kodeks postępowania administracyjnego", "adm.": "administracji", "jedn.": "jednolity",
    "rozp.": "rozporządzenie", "zał.": "załącznik", "wyd.": "wydanie", "red.": "redakcja", "r.": "roku",
    "stow.": "stowarzyszenie",
}  # fmt: skip
_ABBREVIATION = re.compile(
    r"(?<![\w.])(?:" + "|".join(sorted(map(re.escape, _ALWAYS), key=len, reverse=True)) + r")(?![\w])",
    re.IGNORECASE,
)
_DAYS = {
    "pn": "poniedziałku", "pon": "poniedziałku", "poniedziałek": "poniedziałku", "wt": "wtorku", "wtorek": "wtorku",
    "śr": "środy", "środa": "środy", "czw": "czwartku", "czwartek": "czwartku", "pt": "piątku", "piątek": "piątku",
    "sob": "soboty", "sobota": "soboty", "niedz": "niedzieli", "nd": "niedzieli", "niedziela": "niedzieli",
}  # fmt: skip
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_WEEK = re.compile(
    rf"\b(?P<first>{_DAY})\.? ?[–—-] ?(?P<last>{_DAY})\b(?:\.(?! ?(?-i:[A-ZĄĆĘŁŃÓŚŹŻ])|$))?", re.IGNORECASE
)


def _place(match: re.Match[str]) -> str:
    alone, at, of = _PLACES[match["place"].lower()]
    prep = (match["prep"] or "").strip().lower()
    return f"{match['prep'] or ''}{alone if not prep else at if prep in _AT else of} "


def _expanded(match: re.Match[str]) -> str:
    """Return the words; a dot that also ended the sentence is given back."""
    words = _ALWAYS[match[0].lower()]
    is_end = match[0].endswith(".") and not match.string[match.end() :].strip()
    return words + ("." if is_end else "")


def _week(match: re.Match[str]) -> str:
    return f"od {_DAYS[match['first'].lower()]} do {_DAYS[match['last'].lower()]}"


RULES: tuple[Rule, ...] = (
    (_WHERE, _place),
    (_WEEK, _week),
    (_ABBREVIATION, _expanded),
    (re.compile(r"\bz (?=stu\b)"), lambda _match: "ze "),
)
