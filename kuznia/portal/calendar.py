"""One page of the calendar: its filters as read from the address, its days and what is on each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from kuznia.directory.models import Organisation
from kuznia.directory.queries import municipalities, organisation_called
from kuznia.lib.clock import WARSAW
from kuznia.lib.deadlines import free_day_names, is_free_day
from kuznia.lib.ports import CalendarEntry, CalendarFilters, calendar_entries
from kuznia.portal.periods import Period
from kuznia.ui import dates
from kuznia.ui.rows import row
from kuznia.ui.templatetags.ui import hard_spaces

LONGEST = 200
SHOWN_IN_CELL = 3
SUNDAY = 6
YES = "tak"
# Six tempered colours, one for each kind in the order in which apps name theirs.
COLOURS = 6
UNKNOWN = ("", COLOURS)
NAMES = ("gmina", "rodzaj", "organizacja", "miejsca", "bez-barier")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, as it was typed, and what was understood of it."""

    typed: Mapping[str, str]
    filters: CalendarFilters
    organisation: Organisation | None
    gminas: list[tuple[str, str]]
    kinds: list[tuple[str, str]]

    @property
    def is_unknown(self) -> bool:
        """True where an organisation was typed of which the directory doesn't know."""
        return bool(self.typed["organizacja"]) and self.organisation is None

    @property
    def count(self) -> int:
        """How many filters are set."""
        return sum(bool(value) for value in self.typed.values())

    @property
    def query(self) -> str:
        """What is asked, as the next address says it; empty where nothing is."""
        chosen = urlencode({name: value for name, value in self.typed.items() if value})
        return f"?{chosen}" if chosen else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry on one of its days, in the words of the page: `language` only where it isn't the page's."""

    uid: str
    title: str
    url: str
    hours: str
    kind: str
    organisation: str
    colour: int
    language: str
    is_cancelled: bool
    about: str

    @property
    def facts(self) -> list[str]:
        """What decides how it is printed."""
        return ["is_cancelled"] * self.is_cancelled + ["is_foreign"] * bool(self.language)

    def in_cell(self, language: str) -> SafeString:
        """The entry as it stands in the cell of its day."""
        words = {"colour": self.colour, "url": self.url, "title": self.title, "hours": self.hours}
        languages = {"language": self.language, "page_language": language}
        return row("portal/calendar_cell_entry.html", language, words | languages, *self.facts)

    def in_list(self, language: str) -> SafeString:
        """The entry as it stands in the list."""
        words = {"colour": self.colour, "url": self.url, "hours": self.hours, "about": self.about}
        names = {"title": hard_spaces(self.title), "language": self.language}
        return row("portal/calendar_entry.html", language, words | names, *self.facts)


@dataclass(frozen=True, slots=True)
class Day:
    """One day with what is on."""

    day: date
    lines: tuple[Line, ...]
    is_out: bool
    is_today: bool
    anchor: str
    language: str

    @property
    def shown(self) -> tuple[Line, ...]:
        """What stands in the cell: all of a few, or one less than fits, for the rest is named in its place."""
        return self.lines if len(self.lines) <= SHOWN_IN_CELL else self.lines[: SHOWN_IN_CELL - 1]

    @property
    def left(self) -> int:
        """How many entries don't stand in the cell."""
        return len(self.lines) - len(self.shown)

    @property
    def cell(self) -> SafeString:
        """The day as a cell of the month."""
        holiday = free_day_names(self.day.year, self.language).get(self.day, "")
        words = {"number": self.day.day, "name": dates.day(self.day, self.language), "holiday": holiday}
        facts = {
            "is_out": self.is_out,
            "is_free": is_free_day(self.day),
            "is_today": self.is_today,
            "is_holiday": holiday,
            "has_entries": self.lines and not self.is_out,
            "has_more": self.left,
        }
        true = [fact for fact, is_true in facts.items() if is_true]
        return row("portal/calendar_cell.html", self.language, words | self._said_of_entries(), *true)

    @property
    def item(self) -> SafeString:
        """The day with what is on, as it stands in the list."""
        words = {
            "anchor": self.anchor,
            "number": self.day.day,
            "month": dates.month(self.day, self.language),
            "weekday": dates.weekday(self.day, self.language),
            "entries": SafeString("\n".join(line.in_list(self.language) for line in self.lines)),
        }
        return row("portal/calendar_day.html", self.language, words)

    def _said_of_entries(self) -> dict[str, object]:
        if not self.lines or self.is_out:
            return {}
        count, left = len(self.lines), self.left
        return {
            "anchor": self.anchor,
            "entries": SafeString("".join(line.in_cell(self.language) for line in self.shown)),
            "count": count,
            "noun": _noun(count, self.language),
            "more": ngettext("+ %(count)s more", "+ %(count)s more", left) % {"count": left} if left else "",
        }


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """What one page of the calendar shows."""

    period: Period
    asked: Asked
    weeks: list[list[Day]]
    count: int
    today: date

    @property
    def days(self) -> list[Day]:
        """The days of the period on which something is, for the list."""
        return [day for week in self.weeks for day in week if day.lines and not day.is_out]

    @property
    def key(self) -> list[tuple[int, str]]:
        """The colours that are seen here, with the kinds they stand for."""
        return sorted({(line.colour, line.kind) for day in self.days for line in day.lines if line.kind})

    @property
    def organisations(self) -> list[str]:
        """The organisations that host something here, to choose from."""
        return sorted({line.organisation for day in self.days for line in day.lines} - {""})


def asked_of(typed: Mapping[str, str]) -> Asked:
    """Return what this address asks for; what nobody knows is asked for by nobody."""
    said = {name: str(typed.get(name, "")).replace("\x00", "").strip()[:LONGEST] for name in NAMES}
    gminas = [(each.teryt6, each.name) for each in municipalities()]
    kinds = [(value, str(label)) for answer in calendar_entries for value, label in answer.kinds()]
    organisation = organisation_called(said["organizacja"]) if said["organizacja"] else None
    filters = CalendarFilters(
        kind=_known(said["rodzaj"], kinds),
        municipality=_known(said["gmina"], gminas),
        organisation_id=organisation.pk if organisation else None,
        with_seats=said["miejsca"] == YES,
        step_free=said["bez-barier"] == YES,
    )
    return Asked(said, filters, organisation, gminas, kinds)


def page_of(period: Period, asked: Asked, *, today: date) -> CalendarPage:
    """Return the page of this period with what fits, in one query of each app that has entries."""
    grid, language = period.grid, get_language() or "pl"
    found = [
        entry
        for answer in calendar_entries
        for entry in answer.entries(since=period.since, until=period.until, filters=asked.filters)
    ]
    lines = _by_day(
        sorted(found, key=lambda entry: (entry.starts_at, entry.uid)), asked.kinds, grid, language
    )
    weeks = [[_day(day, lines, period, today, language) for day in week] for week in grid]
    shown = {line.uid for week in weeks for day in week if not day.is_out for line in day.lines}
    return CalendarPage(period, asked, weeks, len(shown), today)


@lru_cache(maxsize=128)
def _noun(count: int, _language: str) -> str:
    return ngettext("entry", "entries", count)


def _known(value: str, choices: Iterable[tuple[str, str]]) -> str:
    return value if value in {known for known, _label in choices} else ""


def _by_day(
    entries: Iterable[CalendarEntry], kinds: list[tuple[str, str]], grid: list[list[date]], language: str
) -> dict[date, list[Line]]:
    known = {value: (str(label), number % COLOURS + 1) for number, (value, label) in enumerate(kinds)}
    lines: dict[date, list[Line]] = {}
    for entry in entries:
        kind = known.get(entry.kind, UNKNOWN)
        starts, ends = entry.starts_at.astimezone(WARSAW), entry.ends_at.astimezone(WARSAW)
        last = _last_day(ends)
        day = max(starts.date(), grid[0][0])
        while day <= min(last, grid[-1][-1]):
            hours = _hours(starts, ends, day, last, language)
            lines.setdefault(day, []).append(_line(entry, hours, kind, language))
            day += timedelta(days=1)
    return lines


def _line(entry: CalendarEntry, hours: str, kind: tuple[str, int], language: str) -> Line:
    return Line(
        uid=entry.uid,
        title=entry.title,
        url=entry.url,
        hours=hours,
        kind=kind[0],
        organisation=entry.organisation,
        colour=kind[1],
        language="" if entry.language == language else entry.language,
        is_cancelled=entry.cancelled,
        about=" · ".join(part for part in (entry.place, kind[0], entry.organisation) if part),
    )


def _last_day(ends: datetime) -> date:
    """Return the last day; what ends at midnight doesn't touch the day that begins then."""
    return ends.date() - timedelta(days=ends.time() == time.min)


def _hours(starts: datetime, ends: datetime, day: date, last: date, language: str) -> str:
    starts_at, ends_at, first = dates.hour(starts, language), dates.hour(ends, language), starts.date()
    if first == last:
        return f"{starts_at}–{ends_at}"
    if day == first:
        return pgettext("calendar", "from %(hour)s") % {"hour": starts_at}
    if day == last:
        return pgettext("calendar", "until %(hour)s") % {"hour": ends_at}
    return _("all day")


def _day(day: date, lines: Mapping[date, list[Line]], period: Period, today: date, language: str) -> Day:
    return Day(
        day=day,
        lines=tuple(lines.get(day, ())),
        is_out=not period.holds(day),
        is_today=day == today,
        anchor=f"d{day:%Y%m%d}",
        language=language,
    )
