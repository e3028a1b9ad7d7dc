"""The months and weeks that the calendar shows, within bounds: nobody walks its pages for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.lib.clock import WARSAW
from kuznia.ui import dates

WEEK = timedelta(days=7)
YEARS_BACK, YEARS_AHEAD = 10, 3
MONTHS = range(1, 13)
MONTH_VIEW, WEEK_VIEW, LIST_VIEW = "month", "week", "list"
DECEMBER = 12
# The day of a week by which ISO 8601 says to which year, and we say to which month, the week belongs.
THURSDAY = 3


@dataclass(frozen=True, slots=True)
class Period:
    """The days that one page of the calendar is about: from `first` until the day before `after`."""

    view: str
    first: date
    after: date

    @property
    def since(self) -> datetime:
        """The instant at which the first day begins in Warsaw."""
        return datetime.combine(self.first, time(), WARSAW)

    @property
    def until(self) -> datetime:
        """The instant at which the last day is over in Warsaw."""
        return datetime.combine(self.after, time(), WARSAW)

    @property
    def grid(self) -> list[list[date]]:
        """The whole weeks, Monday first, that hold these days."""
        monday = self.first - timedelta(days=self.first.weekday())
        weeks = range((self.after - monday).days // 7 + bool((self.after - monday).days % 7))
        return [[monday + number * WEEK + timedelta(days=day) for day in range(7)] for number in weeks]

    @property
    def title(self) -> str:
        """The heading of the page."""
        if self.view == WEEK_VIEW:
            days = {
                "first": dates.day(self.first),
                "last": dates.day_and_year(self.after - timedelta(days=1)),
            }
            return _("%(first)s – %(last)s") % days
        return dates.month_and_year(self.first)

    @property
    def short_title(self) -> str:
        """What a link to the page says of its time."""
        return dates.day(self.first) if self.view == WEEK_VIEW else self.title

    @property
    def url(self) -> str:
        """The address of the page."""
        if self.view == WEEK_VIEW:
            year, week, _day = self.first.isocalendar()
            return reverse("portal:calendar-week", args=[year, week])
        name = "calendar-list" if self.view == LIST_VIEW else "calendar-month"
        return reverse(f"portal:{name}", args=[self.first.year, self.first.month])

    def holds(self, day: date) -> bool:
        """True where the day is one of these."""
        return self.first <= day < self.after

    def seen_as(self, view: str, *, today: date) -> Period:
        """Return the period of another view that shows the same time: the present one where this holds today."""
        day = today if self.holds(today) else self.first
        return _week_with(day) if view == WEEK_VIEW else _month_with(self._named_by(day), view)

    def before(self, *, today: date) -> Period | None:
        """Return the period before this one, if the calendar goes back so far."""
        return _within(self._beside(self.first - timedelta(days=1)), today)

    def next(self, *, today: date) -> Period | None:
        """Return the period after this one, if the calendar goes on so far."""
        return _within(self._beside(self.after), today)

    def _beside(self, day: date) -> Period:
        return _week_with(day) if self.view == WEEK_VIEW else _month_with(day, self.view)

    def _named_by(self, day: date) -> date:
        is_spread = self.view == WEEK_VIEW and day == self.first
        return day + timedelta(days=THURSDAY) if is_spread else day


def month_of(year: int, month: int, *, today: date, view: str = MONTH_VIEW) -> Period | None:
    """Return the month, or None where there is no such month or the calendar doesn't reach it."""
    if month not in MONTHS or not _reaches(year, today):
        return None
    return _month_with(date(year, month, 1), view)


def week_of(year: int, week: int, *, today: date) -> Period | None:
    """Return the week of ISO 8601, or None where the year has no such week or the calendar doesn't reach it."""
    if not _reaches(year, today) or not 1 <= week <= date(year, DECEMBER, 28).isocalendar().week:
        return None
    return _week_with(date.fromisocalendar(year, week, 1))


def this_month(today: date) -> Period:
    """Return the month in which the day is."""
    return _month_with(today, MONTH_VIEW)


def _month_with(day: date, view: str) -> Period:
    first = day.replace(day=1)
    return Period(view, first, (first + timedelta(days=31)).replace(day=1))


def _week_with(day: date) -> Period:
    monday = day - timedelta(days=day.weekday())
    return Period(WEEK_VIEW, monday, monday + WEEK)


def _within(period: Period, today: date) -> Period | None:
    year = period.first.isocalendar().year if period.view == WEEK_VIEW else period.first.year
    return period if _reaches(year, today) else None


def _reaches(year: int, today: date) -> bool:
    return today.year - YEARS_BACK <= year <= today.year + YEARS_AHEAD
