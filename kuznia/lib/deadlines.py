"""Terms and local times: the calendar of art. 57 KPA, Polish free days, and the one place that converts time zones."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import holidays
from django.utils.translation import gettext as _

from kuznia.lib.clock import WARSAW
from kuznia.lib.errors import Refused

ONE_DAY = timedelta(days=1)
SATURDAY = 5
SUNDAY = 6


class LocalTimeError(Refused, ValueError):
    """A local time that cannot be turned into one instant."""


class NonExistentLocalTime(LocalTimeError):
    """The clocks jump over this local time in spring."""


class AmbiguousLocalTime(LocalTimeError):
    """The clocks show this local time twice in autumn."""


def term_end(start: date, days: int) -> date:
    """Return the last day of a term of `days` days counted after `start`, moved past Saturdays and free days."""
    _demand_length(days)
    # Art. 57 par. 1 KPA: the day of the event is not counted.
    end = start + days * ONE_DAY
    # Art. 57 par. 4 KPA: a term that ends on a Saturday or a free day ends on the next day that is neither.
    while not is_working_day(end):
        end += ONE_DAY
    return end


def working_days_after(start: date, days: int) -> date:
    """Return the `days`-th working day after `start`; `start` itself is not counted."""
    _demand_length(days)
    end = start
    for _step in range(days):
        end += ONE_DAY
        while not is_working_day(end):
            end += ONE_DAY
    return end


def months_after(start: date, months: int) -> date:
    """Return the same day so many calendar months later, or the last day of a month that has no such day."""
    _demand_length(months)
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def is_working_day(day: date) -> bool:
    """Say whether the day is neither a Saturday nor free from work by statute."""
    return day.weekday() != SATURDAY and not is_free_day(day)


def is_free_day(day: date) -> bool:
    """Say whether the day is free from work by statute: a Sunday or a public holiday (a Saturday is not)."""
    return day.weekday() == SUNDAY or day in free_days_of(day.year)


@lru_cache(maxsize=64)
def free_days_of(year: int) -> frozenset[date]:
    """Return the public holidays of one year, Sundays apart."""
    return frozenset(holidays.country_holidays("PL", years=year))


@lru_cache(maxsize=64)
def free_day_names(year: int, language: str) -> dict[date, str]:
    """Return the names of the public holidays of one year, in Polish or in English."""
    spoken = "en_US" if language == "en" else "pl"
    return dict(holidays.country_holidays("PL", years=year, language=spoken))


def warsaw(moment: datetime) -> datetime:
    """Return the same instant as the clocks in Poland show it."""
    if moment.tzinfo is None:
        raise ValueError("An instant carries its time zone.")
    return moment.astimezone(WARSAW)


def instant(local: datetime) -> datetime:
    """Return the instant, in UTC, at which the clocks in Poland show this local time; refuse none and two."""
    if local.tzinfo is not None:
        raise ValueError("A local time carries no time zone.")
    earlier = local.replace(tzinfo=WARSAW, fold=0)
    later = local.replace(tzinfo=WARSAW, fold=1)
    if earlier.utcoffset() == later.utcoffset():
        return earlier.astimezone(UTC)
    # PostgreSQL and Python guess differently here, one hour apart (reliability.md, M11): so nobody guesses.
    if _exists(local):
        raise AmbiguousLocalTime(
            _(
                "On this day the clocks go back, so this hour comes twice. Give a time before 2:00 or from 3:00."
            )
        )
    raise NonExistentLocalTime(
        _(
            "On this day the clocks go forward, so this hour does not exist. Give a time before 2:00 or from 3:00."
        )
    )


def _exists(local: datetime) -> bool:
    """Say whether the clocks in Poland ever show this local time."""
    there_and_back = local.replace(tzinfo=WARSAW).astimezone(UTC).astimezone(WARSAW)
    return there_and_back.replace(tzinfo=None, fold=0) == local.replace(fold=0)


def _demand_length(days: int) -> None:
    if days < 0:
        raise ValueError("A term does not run backwards.")
