"""What of the news was asked for, read from an address and printed as choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from kuznia.newsroom.queries import Asked
from kuznia.newsroom.states import Category

SUBJECT, YEAR, MONTH = "temat", "rok", "miesiac"
YEARS, MONTHS = range(1990, 2200), range(1, 13)
MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject to choose, with its address; the first stands for all of them."""

    label: str
    query: str
    is_chosen: bool


def read_asked(typed: Mapping[str, str]) -> Asked:
    """Return what the address asks for; what makes no sense is not asked."""
    subject = typed.get(SUBJECT, "")
    year = _number(typed.get(YEAR, ""), YEARS)
    return Asked(
        category=Category(subject) if subject in Category.values else None,
        year=year,
        month=_number(typed.get(MONTH, ""), MONTHS) if year else None,
    )


def subjects(asked: Asked, *, everything: str) -> list[Subject]:
    """Return every subject, each with the time that was asked for kept."""
    time = {name: number for name, number in ((YEAR, asked.year), (MONTH, asked.month)) if number}
    whole = Subject(everything, urlencode(time), asked.category is None)
    return [
        whole,
        *(
            Subject(str(each.label), urlencode({SUBJECT: each.value} | time), asked.category is each)
            for each in Category
        ),
    ]


def _number(typed: str, allowed: range) -> int | None:
    is_short = typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS
    return int(typed) if is_short and int(typed) in allowed else None
