"""Single cells: spaces and dashes in numbers, zeros that a spreadsheet lost, words that mean “nothing here”."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from kuznia.directory.importing.limits import LONGEST_CELL
from kuznia.lib.errors import Refused
from kuznia.lib.identifiers import clean_account, clean_krs, clean_nip, clean_regon
from kuznia.lib.text import fold

NUMBERS = {
    "krs": clean_krs,
    "nip": clean_nip,
    "regon": clean_regon,
    "tax_share_krs": clean_krs,
    "account": clean_account,
}
CHECKED = frozenset({"public_email", "website"})
NOTHING = frozenset(
    {"brak", "nie ma", "nie dotyczy", "n/d", "nd", "n.d.", "b/d", "bd", "none", "null", "n/a", "?", "x"}
)
YES = frozenset({"tak", "t", "yes", "y", "1", "x", "true", "prawda", "posiada", "jest", "opp", "v", "✓"})
NO = frozenset({"nie", "n", "no", "0", "false", "falsz", "brak", "-", "–", "—"})
LONGEST_ADDRESS = 300
LONGEST_EMAIL = 254
_DASHES = re.compile("[‐‑‒–—−­]")
_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_AS_TEXT = re.compile(r'="([^"=]*)"')
_LABELS = re.compile(r"^(?:(?:krs|nip|regon|nrb|iban|konto|nr|numer|no)\b[\s.:]*)+", re.IGNORECASE)
_NOUGHTS_BEHIND = re.compile(r"^(\d+)[.,]0+$")
_SHORTENED_BY_EXCEL = re.compile(r"^\d[.,]\d+E\+?\d+$", re.IGNORECASE)
_REGON_SHORT, _REGON_LONG = 9, 14
_is_url = URLValidator(schemes=["http", "https"])


def tidy(text: str, *, keeps_lines: bool = False) -> str:
    """Return the cell composed, without signs that nobody sees and without needless spaces."""
    lines = text[:LONGEST_CELL].replace("\r\n", "\n").replace("\r", "\n")
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFC", lines))
    found = _AS_TEXT.fullmatch(seen.strip())
    bare = _SPACES.sub(" ", found[1] if found else seen)
    if keeps_lines:
        return "\n".join(line.strip() for line in bare.split("\n")).strip()
    return " ".join(bare.split())


def number_of(register: str, text: str) -> str:
    """Return the number as its register writes it, nothing for “none”, or refuse it in words."""
    bare = _LABELS.sub("", _DASHES.sub("-", text)).strip()
    if not bare.strip("-/. ") or fold(bare) in NOTHING:
        return ""
    if _SHORTENED_BY_EXCEL.match(bare):
        raise Refused(
            _("A spreadsheet has shortened a number to “%(number)s”. Write it as a text.")
            % {"number": bare[:30]}
        )
    whole = _NOUGHTS_BEHIND.sub(r"\1", bare)
    return NUMBERS[register](_with_zeros(whole) if register == "regon" else whole)


def yes_or_no(text: str, notes: list[str]) -> bool | None:
    """Return whether the cell says yes; what says neither is left out and noted."""
    word = fold(text).strip(" .")
    if word in YES:
        return True
    if word in NO or word in NOTHING:
        return False
    notes.append(_("Left out, because it says neither yes nor no: %(text)s.") % {"text": text[:60]})
    return None


def checked(field: str, text: str, notes: list[str]) -> str:
    """Return the e-mail or web address; one that cannot be right is left out and noted."""
    if fold(text) in NOTHING or not text.strip("-–— "):
        return ""
    address = _with_scheme(text) if field == "website" else text.removeprefix("mailto:")
    try:
        if field == "website":
            _is_url(address)
        else:
            validate_email(address)
    except ValidationError:
        address = ""
    if not address or len(address) > (LONGEST_ADDRESS if field == "website" else LONGEST_EMAIL):
        notes.append(_("Left out, because it is no such address: %(text)s.") % {"text": text[:60]})
        return ""
    return address


def shortened(field: str, text: str, longest: int, notes: list[str]) -> str:
    """Return the text, and note where it had to be cut."""
    if fold(text) in NOTHING or not text.strip("-–— "):
        return ""
    if len(text) > longest:
        notes.append(_("Cut to %(count)s characters: %(text)s…") % {"count": longest, "text": text[:40]})
    return text[:longest].rstrip()


def _with_zeros(number: str) -> str:
    digits = re.sub(r"[\s./-]", "", number)
    if not digits.isdigit() or not digits.strip("0"):
        return number
    return digits.zfill(_REGON_SHORT if len(digits) <= _REGON_SHORT else _REGON_LONG)


def _with_scheme(text: str) -> str:
    return text if text.lower().startswith(("http://", "https://")) else f"https://{text}"
