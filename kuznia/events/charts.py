"""Answers drawn as bars on the server; the same numbers stand in a table beneath each chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from textwrap import wrap

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kuznia.events.queries import Summary, SummaryRow

WIDTH, AXIS, LONGEST_BAR = 360, 1, 250
BAR, LINE, GAP = 22, 19, 16
LETTERS_IN_LINE = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its words above it and its number to the right, so that it fits a phone."""

    row: SummaryRow
    lines: tuple[tuple[int, str], ...]
    y: int
    length: int

    @property
    def words_at(self) -> int:
        """The base line of the number."""
        return self.y + 16

    @property
    def ends_at(self) -> int:
        """The lower edge of the bar."""
        return self.y + BAR

    @property
    def number_x(self) -> int:
        """Where the number begins."""
        return AXIS + self.length + 10

    @property
    def value(self) -> str:
        """What stands at the end of the bar."""
        return f"{self.row.number} ({self.row.share}%)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One question with its bars, ready to print."""

    number: int
    summary: Summary
    finding: str
    bars: tuple[Bar, ...]
    height: int

    width = WIDTH
    axis = AXIS


def charts_of(summaries: Iterable[Summary]) -> list[Chart]:
    """Return the answers to each question as a chart; a question answered in words has no bars."""
    return [_chart(number, summary) for number, summary in zip(count(1), summaries, strict=False)]


def _chart(number: int, summary: Summary) -> Chart:
    bars, y = [], 4
    for row in summary.rows:
        words = wrap(row.label, LETTERS_IN_LINE)
        lines = tuple((y + 12 + LINE * index, line) for index, line in enumerate(words))
        y += LINE * len(words)
        bars.append(Bar(row, lines, y, LONGEST_BAR * row.share // 100))
        y += BAR + GAP
    return Chart(number=number, summary=summary, finding=_finding(summary), bars=tuple(bars), height=y)


def _finding(summary: Summary) -> str:
    """Say what most people answered; computed, so that it can't be left stale."""
    top = max(summary.rows, key=lambda row: row.number, default=None)
    if top is None or not top.number:
        return ""
    others = [row for row in summary.rows if row.number == top.number and row is not top]
    if others:
        return _("No single answer leads")
    words = ngettext(
        "Most often: %(label)s (%(number)d of %(all)d person)",
        "Most often: %(label)s (%(number)d of %(all)d people)",
        summary.answered,
    )
    return words % {"label": top.label, "number": top.number, "all": summary.answered}
