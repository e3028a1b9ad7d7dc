"""Months and weeks of the calendar: their days, their neighbours, their bounds."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from kuznia.portal.periods import LIST_VIEW, MONTH_VIEW, WEEK_VIEW, Period, month_of, this_month, week_of

TODAY = date(2026, 11, 16)


def _month(year: int, month: int, view: str = MONTH_VIEW) -> Period:
    found = month_of(year, month, today=TODAY, view=view)
    assert found is not None
    return found


def _week(year: int, week: int) -> Period:
    found = week_of(year, week, today=TODAY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("year", "month"), [(2026, 0), (2026, 13), (1, 1), (9999, 12), (2015, 12), (2030, 1), (10**30, 1)]
)
def test_month_is_none_when_there_is_none_or_the_calendar_ends_before(year, month):
    assert month_of(year, month, today=TODAY) is None


@pytest.mark.parametrize(
    ("year", "week"), [(2026, 0), (2026, 54), (2025, 53), (1, 1), (9999, 52), (2026, 10**30)]
)
def test_week_is_none_when_the_year_has_none_or_the_calendar_ends_before(year, week):
    assert week_of(year, week, today=TODAY) is None


def test_week_53_is_there_when_the_year_has_one():
    assert (_week(2026, 53).first, _week(2026, 53).after) == (date(2026, 12, 28), date(2027, 1, 4))


@pytest.mark.parametrize(
    ("month", "weeks", "first", "last"),
    [
        (12, 5, date(2026, 11, 30), date(2027, 1, 3)),
        (2, 5, date(2026, 1, 26), date(2026, 3, 1)),
        (11, 6, date(2026, 10, 26), date(2026, 12, 6)),
    ],
)
def test_grid_holds_whole_weeks_from_monday(month, weeks, first, last):
    grid = _month(2026, month).grid

    assert (len(grid), grid[0][0], grid[-1][-1]) == (weeks, first, last)


def test_grid_has_four_weeks_when_the_month_is_exactly_four():
    found = month_of(2021, 2, today=TODAY)

    assert found is not None
    assert len(found.grid) == 4


def test_period_begins_and_ends_at_midnight_in_warsaw_when_the_clocks_change_in_it():
    october = _month(2026, 10)

    assert october.since.astimezone(UTC) == datetime(2026, 9, 30, 22, tzinfo=UTC)
    assert october.until.astimezone(UTC) == datetime(2026, 10, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("period", "url"),
    [
        (lambda: _month(2026, 12), "/kalendarz/2026/12/"),
        (lambda: _month(2026, 12, LIST_VIEW), "/kalendarz/2026/12/lista/"),
        (lambda: _week(2026, 53), "/kalendarz/2026/tydzien/53/"),
    ],
)
def test_period_has_an_address_of_its_own(period, url):
    assert period().url == url


def test_title_names_the_month_or_the_days_of_the_week():
    with translation.override("pl"):
        assert _month(2026, 12).title == "Grudzień 2026"
        assert _week(2026, 49).title == "30 listopada – 6 grudnia 2026"
        assert (_month(2026, 12).short_title, _week(2026, 49).short_title) == (
            "Grudzień 2026",
            "30 listopada",
        )


def test_neighbours_end_at_the_bounds_of_the_calendar():
    first, last = _month(2016, 1), _month(2029, 12)

    assert (first.before(today=TODAY), last.next(today=TODAY)) == (None, None)
    assert (first.next(today=TODAY), last.before(today=TODAY)) == (_month(2016, 2), _month(2029, 11))


def test_week_beside_a_week_crosses_the_year():
    assert _week(2026, 53).next(today=TODAY) == _week(2027, 1)
    assert _week(2027, 1).before(today=TODAY) == _week(2026, 53)


def test_other_view_shows_the_present_time_when_the_period_holds_today():
    assert _month(2026, 11).seen_as(WEEK_VIEW, today=TODAY) == _week(2026, 47)
    assert _month(2026, 12).seen_as(WEEK_VIEW, today=TODAY) == _week(2026, 49)


def test_month_of_a_week_is_that_of_its_thursday():
    assert _week(2026, 49).seen_as(MONTH_VIEW, today=TODAY) == _month(2026, 12)
    assert _week(2026, 47).seen_as(LIST_VIEW, today=TODAY) == _month(2026, 11, LIST_VIEW)


def test_this_month_is_that_of_the_day():
    assert this_month(TODAY) == _month(2026, 11)
