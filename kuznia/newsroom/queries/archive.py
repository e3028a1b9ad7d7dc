"""The news by subject and by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import Count
from django.db.models.functions import ExtractMonth, ExtractYear

from kuznia.lib.policy import Actor
from kuznia.newsroom.queries.news import visible_to
from kuznia.newsroom.states import Category

if TYPE_CHECKING:
    from wagtail.query import PageQuerySet


@dataclass(frozen=True, slots=True)
class Asked:
    """Which news somebody asked for; what is empty was not asked."""

    category: Category | None = None
    year: int | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the archive and how many news it has."""

    first_day: date
    count: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the archive with its months, the newest first."""

    number: int
    months: tuple[Month, ...]

    @property
    def count(self) -> int:
        """How many news the year has."""
        return sum(month.count for month in self.months)


def news_asked_for(asked: Asked, *, actor: Actor) -> PageQuerySet:
    """Return the published news of a subject and a time, newest first."""
    found = visible_to(actor)
    if asked.category:
        found = found.filter(category=asked.category)
    if asked.year:
        found = found.filter(published_on__year=asked.year)
    return found.filter(published_on__month=asked.month) if asked.year and asked.month else found


def archive(*, actor: Actor, category: Category | None = None) -> list[Year]:
    """Return the months that have news, by year, the newest first."""
    found = news_asked_for(Asked(category), actor=actor).order_by()
    by_month = found.values(year=ExtractYear("published_on"), month=ExtractMonth("published_on"))
    found = by_month.annotate(number=Count("pk")).order_by("-year", "-month")
    return [Year(year, _months(rows)) for year, rows in groupby(found, key=lambda row: row["year"])]


def counted(years: Iterable[Year], asked: Asked) -> int:
    """Return how many news of these years are of the time that was asked for."""
    months = [month for year in years if asked.year in {None, year.number} for month in year.months]
    return sum(month.count for month in months if asked.month in {None, month.first_day.month})


def _months(rows: Iterable[dict[str, int]]) -> tuple[Month, ...]:
    return tuple(Month(date(row["year"], row["month"], 1), row["number"]) for row in rows)
