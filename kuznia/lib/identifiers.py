"""Numbers from public registers: KRS, NIP, REGON and bank accounts, cleaned, checked and printed."""

import re

from django.utils.translation import gettext as _
from stdnum import iban
from stdnum.exceptions import ValidationError
from stdnum.pl import nip, regon

from kuznia.lib.errors import Refused

KRS_LENGTH = 10
_BETWEEN_DIGITS = re.compile(r"[\s./-]+")


class IdentifierError(Refused, ValueError):
    """A number that its register cannot have issued."""


class InvalidKrs(IdentifierError):
    """Not a number of the National Court Register."""


class InvalidNip(IdentifierError):
    """Not a tax number."""


class InvalidRegon(IdentifierError):
    """Not a statistical number."""


class InvalidAccount(IdentifierError):
    """Not a Polish bank account number."""


def clean_krs(text: str) -> str:
    """Return the ten digits of a KRS number, zero-padded; it has no check digit to verify."""
    digits = _digits(text)
    if not 0 < len(digits) <= KRS_LENGTH:
        raise InvalidKrs(_("A KRS number has 10 digits, for example 0000123456."))
    if not digits.strip("0"):
        raise InvalidKrs(_("There is no such KRS number: nobody has one of zeros alone. Check the digits."))
    return digits.zfill(KRS_LENGTH)


def clean_nip(text: str) -> str:
    """Return the ten digits of a NIP whose check digit is right; a leading PL is left out."""
    digits = _digits(text, prefix="PL")
    try:
        if digits.strip("0"):
            return str(nip.validate(digits))
    except ValidationError:
        pass
    raise InvalidNip(_("This is not a NIP: check the 10 digits, one of them is wrong or missing."))


def clean_regon(text: str) -> str:
    """Return the 9 or 14 digits of a REGON whose check digits are right."""
    digits = _digits(text)
    try:
        if digits.strip("0"):
            return str(regon.validate(digits))
    except ValidationError:
        pass
    raise InvalidRegon(_("This is not a REGON: check the 9 or 14 digits, one of them is wrong or missing."))


def clean_account(text: str) -> str:
    """Return the 26 digits of a Polish bank account number (NRB) whose check digits are right."""
    digits = _digits(text, prefix="PL")
    try:
        return str(iban.validate(f"PL{digits}"))[2:]
    except ValidationError as wrong:
        raise InvalidAccount(
            _("This is not a bank account number: check the 26 digits, one of them is wrong or missing.")
        ) from wrong


def format_nip(digits: str) -> str:
    """Return a NIP as offices print it: 123-456-32-18."""
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:8]}-{digits[8:]}"


def format_account(digits: str) -> str:
    """Return an account number as banks print it: 61 1090 1014 0000 0712 1981 2874, with hard spaces."""
    groups = [digits[:2], *(digits[start : start + 4] for start in range(2, len(digits), 4))]
    return "\u00a0".join(groups)


def _digits(text: str, prefix: str = "") -> str:
    """Return the ASCII digits of the text without separators and prefix, or nothing if it holds anything else."""
    bare = _BETWEEN_DIGITS.sub("", text).upper().removeprefix(prefix)
    return bare if re.fullmatch("[0-9]*", bare) else ""
