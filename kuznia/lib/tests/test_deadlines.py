from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from kuznia.lib import deadlines

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 12, 31))
LENGTHS = st.integers(min_value=0, max_value=400)
MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1), max_value=datetime(2090, 12, 31), timezones=st.just(UTC)
)


# The vectors of the law sheet, section 3.
@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        pytest.param(date(2026, 2, 2), 21, date(2026, 2, 23), id="last publication, 21 days"),
        pytest.param(date(2026, 12, 3), 21, date(2026, 12, 28), id="Christmas Eve is free since 2025"),
        pytest.param(date(2026, 11, 30), 30, date(2026, 12, 30), id="report, 30 days"),
        pytest.param(date(2026, 11, 24), 30, date(2026, 12, 28), id="report that would end on Christmas Eve"),
        pytest.param(date(2026, 12, 31), 30, date(2027, 2, 1), id="report that would end on a Saturday"),
        pytest.param(date(2026, 10, 31), 15, date(2026, 11, 16), id="return that would end on a Sunday"),
        pytest.param(date(2026, 12, 31), 7, date(2027, 1, 7), id="remarks, 7 days"),
    ],
)
def test_term_end_agrees_with_the_law_sheet(start, days, end):
    assert deadlines.term_end(start, days) == end


def test_working_days_after_agrees_with_the_law_sheet():
    assert deadlines.working_days_after(date(2026, 12, 18), 7) == date(2026, 12, 31)


def test_term_end_stays_when_christmas_eve_was_not_yet_free():
    assert deadlines.term_end(date(2024, 12, 3), 21) == date(2024, 12, 24)


def test_term_end_moves_over_a_long_easter():
    good_friday = date(2026, 4, 3)

    assert deadlines.term_end(good_friday, 1) == date(2026, 4, 7)


def test_working_days_after_returns_the_start_when_no_day_is_counted():
    assert deadlines.working_days_after(date(2026, 12, 25), 0) == date(2026, 12, 25)


@pytest.mark.parametrize("term", [deadlines.term_end, deadlines.working_days_after])
def test_term_is_refused_when_it_runs_backwards(term):
    with pytest.raises(ValueError, match=r"^A term does not run backwards\.$"):
        term(date(2026, 1, 1), -1)


@pytest.mark.parametrize(
    ("day", "free"),
    [
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), True),
        (date(2026, 11, 11), True),
        (date(2026, 6, 4), True),
        (date(2027, 5, 27), True),
        (date(2024, 12, 24), False),
        (date(2025, 12, 24), True),
    ],
)
def test_is_free_day_knows_sundays_and_holidays_but_not_saturdays(day, free):
    assert deadlines.is_free_day(day) is free


def test_free_days_of_2026_are_those_of_the_statute():
    fixed = [(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 24), (12, 25), (12, 26)]
    movable = [(4, 5), (4, 6), (5, 24), (6, 4)]

    free = deadlines.free_days_of(2026)

    assert free == {date(2026, month, day) for month, day in fixed + movable}


@given(DAYS, LENGTHS)
def test_term_end_is_the_first_working_day_from_the_raw_end(start, days):
    raw = start + timedelta(days=days)

    end = deadlines.term_end(start, days)

    between = [raw + timedelta(days=step) for step in range((end - raw).days)]
    assert deadlines.is_working_day(end)
    assert not any(deadlines.is_working_day(day) for day in between)


@given(DAYS, LENGTHS)
def test_term_end_never_comes_earlier_when_the_term_is_longer(start, days):
    assert deadlines.term_end(start, days) <= deadlines.term_end(start, days + 1)


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_working_days_after_counts_exactly_that_many_working_days(start, days):
    end = deadlines.working_days_after(start, days)

    passed = [start + timedelta(days=step) for step in range(1, (end - start).days + 1)]
    assert sum(deadlines.is_working_day(day) for day in passed) == days
    assert deadlines.is_working_day(end)


def test_warsaw_shows_summer_and_winter_time():
    shown = [deadlines.warsaw(datetime(2026, month, 1, 12, tzinfo=UTC)).hour for month in (1, 7)]

    assert shown == [13, 14]


def test_warsaw_is_refused_when_the_moment_has_no_zone():
    with pytest.raises(ValueError, match=r"^An instant carries its time zone\.$"):
        deadlines.warsaw(datetime(2026, 1, 1))


def test_instant_is_refused_when_the_local_time_has_a_zone():
    with pytest.raises(ValueError, match=r"^A local time carries no time zone\.$"):
        deadlines.instant(datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("local", [datetime(2026, 10, 25, 2, 30), datetime(2027, 10, 31, 2, 0)])
def test_instant_is_refused_when_the_hour_comes_twice(local):
    with pytest.raises(deadlines.AmbiguousLocalTime) as refusal, translation.override("pl"):
        deadlines.instant(local)

    with translation.override("pl"):
        assert refusal.value.message == (
            "Tego dnia zegary cofamy, więc ta godzina wypada dwa razy. Podaj godzinę przed 2.00 albo od 3.00."
        )


@pytest.mark.parametrize("local", [datetime(2026, 3, 29, 2, 0), datetime(2027, 3, 28, 2, 30)])
def test_instant_is_refused_when_the_hour_is_skipped(local):
    with pytest.raises(deadlines.NonExistentLocalTime) as refusal, translation.override("pl"):
        deadlines.instant(local)

    with translation.override("pl"):
        assert refusal.value.message == (
            "Tego dnia zegary przesuwamy do przodu, więc tej godziny nie ma. "
            "Podaj godzinę przed 2.00 albo od 3.00."
        )


@pytest.mark.parametrize(
    ("local", "moment"),
    [
        (datetime(2026, 10, 25, 1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (datetime(2026, 10, 25, 3, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        (datetime(2027, 3, 28, 1, 59), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (datetime(2027, 3, 28, 3, 0), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
    ],
)
def test_instant_is_exact_at_the_edges_of_the_change(local, moment):
    assert deadlines.instant(local) == moment


@given(MOMENTS)
def test_instant_undoes_warsaw(moment):
    local = deadlines.warsaw(moment).replace(tzinfo=None, fold=0)
    try:
        returned = deadlines.instant(local)
    except deadlines.AmbiguousLocalTime:
        assume(False)

    assert returned == moment


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        pytest.param(date(2026, 12, 12), 12, date(2027, 12, 12), id="a year"),
        pytest.param(date(2026, 8, 31), 6, date(2027, 2, 28), id="the last of February"),
        pytest.param(date(2027, 8, 31), 6, date(2028, 2, 29), id="the last of a leap February"),
        pytest.param(date(2026, 11, 30), 1, date(2026, 12, 30), id="into December"),
        pytest.param(date(2026, 11, 30), 0, date(2026, 11, 30), id="none"),
    ],
)
def test_months_after_ends_on_the_last_day_when_the_month_is_shorter(start, months, end):
    assert deadlines.months_after(start, months) == end


def test_months_after_refuses_to_run_backwards():
    with pytest.raises(ValueError, match="backwards"):
        deadlines.months_after(date(2026, 11, 30), -1)
