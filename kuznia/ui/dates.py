"""Dates as people read them: "sobota, 12 grudnia, godz. 10.00"; words come from Django's own catalogues.

Who writes hundreds of them asks for the active language once and says it; it is no choice of another one.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

from django.utils.dateformat import format as formatted
from django.utils.dateformat import time_format as time_formatted
from django.utils.translation import get_language, gettext, pgettext

from kuznia.lib.clock import WARSAW


def day(value: date, language: str = "") -> str:
    """Return the day and the month: "3 grudnia"."""
    return _day(_local_day(value), language or get_language())


def day_and_year(value: date, language: str = "") -> str:
    """Return the whole date: "3 grudnia 2026"."""
    return _day_and_year(_local_day(value), language or get_language())


def month(value: date, language: str = "") -> str:
    """Return the month as it stands after a day: "grudnia"."""
    return _month(_local_day(value), language or get_language())


def month_and_year(value: date) -> str:
    """Return the month as a heading: "Grudzień 2026"."""
    named = formatted(_local_day(value), "F Y")
    return named[:1].upper() + named[1:]


def weekday(value: date, language: str = "") -> str:
    """Return the day of the week as it stands inside a sentence: "sobota"."""
    return _weekday(_local_day(value), language or get_language())


def weekday_and_day(value: date) -> str:
    """Return the day of the week and the day: "sobota, 12 grudnia"."""
    return f"{weekday(value)}, {day(value)}"


def hour(value: datetime, language: str = "") -> str:
    """Return the hour in Warsaw: "16.00"."""
    local = value.astimezone(WARSAW) if value.tzinfo is not None else value
    return _hour(local.hour, local.minute, language or get_language())


def moment(value: datetime) -> str:
    """Return the day and the hour: "3 grudnia, godz. 16.00"."""
    return gettext("%(day)s at %(hour)s") % {"day": day(value), "hour": hour(value)}


def dated_moment(value: datetime) -> str:
    """Return the day with its year and the hour: "3 grudnia 2026, godz. 16.00"."""
    return gettext("%(day)s at %(hour)s") % {"day": day_and_year(value), "hour": hour(value)}


def full_moment(value: datetime) -> str:
    """Return everything: "sobota, 12 grudnia 2026, godz. 10.00"."""
    whole = f"{weekday(value)}, {day_and_year(value)}"
    return gettext("%(day)s at %(hour)s") % {"day": whole, "hour": hour(value)}


def _local_day(value: date) -> date:
    """Return the day in Warsaw of an aware instant; a day stays as it is."""
    if not isinstance(value, datetime):
        return value
    return (value.astimezone(WARSAW) if value.tzinfo is not None else value).date()


# What a day or an hour is called, a language never changes: pages ask for the same ones hundreds of times.


@lru_cache(maxsize=4096)
def _day(value: date, _language: str | None) -> str:
    return formatted(value, pgettext("date format", "j E"))


@lru_cache(maxsize=4096)
def _month(value: date, _language: str | None) -> str:
    return formatted(value, "E")


@lru_cache(maxsize=4096)
def _day_and_year(value: date, _language: str | None) -> str:
    return formatted(value, pgettext("date format", "j E Y"))


@lru_cache(maxsize=4096)
def _weekday(value: date, language: str | None) -> str:
    name = formatted(value, "l")
    return name.lower() if language == "pl" else name


@lru_cache(maxsize=4096)
def _hour(hours: int, minutes: int, _language: str | None) -> str:
    return time_formatted(time(hours, minutes), pgettext("time format", "G:i"))
