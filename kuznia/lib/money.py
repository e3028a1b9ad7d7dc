"""Amounts in złoty: reading what people type, printing, and splitting without losing a grosz. Decimal only."""

import re
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from kuznia.lib.errors import Refused

HARD_SPACE = "\u00a0"
GROSZ = Decimal("0.01")
# The column type is numeric(14, 2).
LARGEST = Decimal("999999999999.99")

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t"), " ")
_CURRENCY = re.compile(r" ?(?:zł|zl|pln)\.?$", re.IGNORECASE)
# Thousands are parted by spaces or by dots, never by both; grosze follow a comma or, where no dot parts
# thousands, a dot. "1.234" can only mean thousands, because grosze have at most two digits.
_READINGS = (
    re.compile(r"(?P<whole>[0-9]+)(?:[,.](?P<grosze>[0-9]{1,2}))?"),
    re.compile(r"(?P<whole>[0-9]{1,3}(?: [0-9]{3})+)(?:[,.](?P<grosze>[0-9]{1,2}))?"),
    re.compile(r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+)(?:,(?P<grosze>[0-9]{1,2}))?"),
)


class AmountError(Refused, ValueError):
    """A text that cannot be taken as an amount."""


class UnreadableAmount(AmountError):
    """The text is not an amount, or could mean two amounts."""


class AmountOutOfRange(AmountError):
    """The amount is below zero or too large to be kept."""


def parse_pln(text: str) -> Decimal:
    """Return the amount that a person typed, with two places; refuse what has no single meaning."""
    typed = _CURRENCY.sub("", text.translate(_SPACES).strip())
    if typed.startswith(("-", "\u2212", "\u2013")):
        raise AmountOutOfRange(_("An amount cannot be below zero."))
    for reading in _READINGS:
        if match := reading.fullmatch(typed):
            return _amount(match["whole"], match["grosze"] or "")
    raise UnreadableAmount(_("Write the amount in digits, for example 1 234,50."))


def _amount(whole: str, grosze: str) -> Decimal:
    digits = whole.replace(" ", "").replace(".", "").lstrip("0")
    if len(digits) > len(str(int(LARGEST))):
        raise AmountOutOfRange(_("The amount is too large."))
    return Decimal(f"{digits or 0}.{grosze.ljust(2, '0')}")


def format_pln(amount: Decimal) -> str:
    """Return the amount as Polish print has it, with hard spaces and without zero grosze: 200 000 zł."""
    _demand_grosze(amount)
    sign = "\u2212" if amount < 0 else ""
    whole, grosze = f"{abs(amount):,.2f}".split(".")
    tail = "" if grosze == "00" else f",{grosze}"
    return f"{sign}{whole.replace(',', HARD_SPACE)}{tail}{HARD_SPACE}zł"


def largest_remainder(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Split the total in proportion to the weights, in whole grosze, so that the parts add up to it exactly."""
    _demand_grosze(total)
    if total < 0 or not weights or min(weights) < 0 or sum(weights) == 0:
        raise ValueError("A split needs a total from zero up and weights, none below zero and not all zero.")
    grosze = int(total * 100)
    shares = [_share(grosze, weight, weights) for weight in weights]
    left_over = grosze - sum(whole for whole, _remainder in shares)
    # The largest remainders take what is left; among equal ones the first in order does.
    by_remainder = sorted(range(len(shares)), key=lambda place: (-shares[place][1], place))
    favoured = set(by_remainder[:left_over])
    return [(whole + (place in favoured)) * GROSZ for place, (whole, _remainder) in enumerate(shares)]


def _share(grosze: int, weight: Decimal, weights: Sequence[Decimal]) -> tuple[int, int]:
    """Return the whole grosze of one weight and its remainder, over the same denominator for all."""
    scale = max(-int(each.as_tuple().exponent) for each in (*weights, Decimal(0)))
    whole_weights = [int(each.scaleb(scale)) for each in weights]
    return divmod(grosze * int(weight.scaleb(scale)), sum(whole_weights))


def _demand_grosze(amount: Decimal) -> None:
    if not isinstance(amount, Decimal):
        raise TypeError("Money is a Decimal.")
    if not amount.is_finite() or amount != amount.quantize(GROSZ):
        raise ValueError("Money has at most two decimal places.")
