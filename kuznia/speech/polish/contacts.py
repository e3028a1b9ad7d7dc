"""Addresses of e-mail and pages, telephones, and long numbers that are not amounts."""

from __future__ import annotations

import re

from kuznia.speech.numerals import digits, group

_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PAGE = re.compile(
    r"\b(?:https?://|www\.)[^\s<>„”\"')\]]+|(?<![\w@.-])[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:pl|eu|org|com|net)\b(?:/\S*)?",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\d,.])(?:\+\d{2}[ -]?)?(?:\(?\d{2}\)?[ -]\d{3}[ -]\d{2}[ -]\d{2}|[4-8]\d{2}[ -]\d{3}[ -]\d{3})(?![ -]?\d)"
)
_ABROAD = re.compile(r"(?<!\w)\+\d{2}[ -]?\d{9}\b")
_POSTCODE = re.compile(r"(?<![\d-])(\d{2})-(\d{3})(?![\d-])")
_REGISTER = re.compile(r"\b(KRS|NIP|REGON|PESEL)((?: nr| numer)?:? )(\d[\d -]*\d)", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?<!\d)\d{2}(?: \d{4}){6}(?!\d)")
# Nobody says thirty million for a number without spaces, nor drops a nought at its beginning.
_LONG = re.compile(r"(?<![\d,.])(?:(?<!\d )0\d+|\d{7,})(?![\d,])")
_NAMES = {".": " kropka ", "-": " myślnik ", "_": " podkreślnik ", "@": " małpa ", "+": " plus "}


def _spelled(address: str) -> str:
    return "".join(_NAMES.get(sign, sign) for sign in address).strip()


def _page(match: re.Match[str]) -> str:
    """The site alone: nobody listens to the rest of an address."""
    end = "." if match[0].endswith(".") else ""
    site = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0], flags=re.IGNORECASE)
    return _spelled(re.split(r"[/?#:]", site.rstrip(".,;"))[0]) + end


def _grouped(match: re.Match[str]) -> str:
    groups = [group(part) for part in re.findall(r"\d+", match[0])]
    return ("plus " if match[0].startswith("+") else "") + ", ".join(groups)


def _account(match: re.Match[str]) -> str:
    """In pairs, as people dictate it."""
    parts = [re.findall(r"\d\d", part) for part in match[0].split()]
    return ", ".join(" ".join(group(pair) for pair in pairs) for pairs in parts)


def _abroad(match: re.Match[str]) -> str:
    number = re.sub(r"\D", "", match[0])
    return "plus " + ", ".join(group(part) for part in (number[:2], number[2:5], number[5:8], number[8:]))


WRITTEN = ((_PAGE, _page), (_MAIL, lambda match: _spelled(match[0])))
NUMBERS = (
    (_ACCOUNT, _account),
    (_REGISTER, lambda match: f"{match[1]}{match[2]}{digits(match[3])}"),
    (_ABROAD, _abroad),
    (_PHONE, _grouped),
    (_POSTCODE, _grouped),
    (_LONG, lambda match: digits(match[0])),
)
