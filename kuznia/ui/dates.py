"""Dates as people read them: "sobota, 12 grudnia, godz. 10.00"; words come from Django's own catalogues."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.dateformat import format as formatted
from django.utils.translation import get_language, gettext, pgettext

from kuznia.lib.clock import WARSAW


def day(value: date) -> str:
    """Return the day and the month: "3 grudnia"."""
    return formatted(_local(value), pgettext("date format", "j E"))


def day_and_year(value: date) -> str:
    """Return the whole date: "3 grudnia 2026"."""
    return formatted(_local(value), pgettext("date format", "j E Y"))


def month_and_year(value: date) -> str:
    """Return the month as a heading: "Grudzień 2026"."""
    named = formatted(_local(value), "F Y")
    return named[:1].upper() + named[1:]


def weekday(value: date) -> str:
    """Return the day of the week as it stands inside a sentence: "sobota"."""
    name = formatted(_local(value), "l")
    return name.lower() if get_language() == "pl" else name


def weekday_and_day(value: date) -> str:
    """Return the day of the week and the day: "sobota, 12 grudnia"."""
    return f"{weekday(value)}, {day(value)}"


def hour(value: datetime) -> str:
    """Return the hour in Warsaw: "16.00"."""
    return formatted(_local(value), pgettext("time format", "G:i"))


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


def _local(value: date) -> date:
    """Bring an aware instant to Warsaw; a day stays as it is."""
    is_aware = isinstance(value, datetime) and value.tzinfo is not None
    return value.astimezone(WARSAW) if isinstance(value, datetime) and is_aware else value
