"""Reads of minutes and reports, and the figures that they take from the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from kuznia.events.models import Action, Attendance, Event, EventReport, Minutes, Registration, Session
from kuznia.events.queries.events import run_by
from kuznia.events.states import SEATED, ComingFor, RecordState
from kuznia.lib.policy import Actor

SIGNED_UP, CAME, ORGANISATIONS, GMINAS, SESSION = "signed-up", "came", "organisations", "gminas", "session-"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the report and the list that it opens; `key` names the list in its address."""

    key: str
    value: int
    session: Session | None = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One line of the list behind a figure: whom people came for, and how many they were."""

    name: str
    count: int
    slug: str = ""


def reports_visible_to(actor: Actor) -> QuerySet[EventReport]:
    """Return the reports that `actor` may read: those published, and those of her own office's events."""
    published = EventReport.objects.filter(state=RecordState.PUBLISHED)
    return published | EventReport.objects.filter(event__in=run_by(actor))


def minutes_visible_to(actor: Actor) -> QuerySet[Minutes]:
    """Return the minutes that `actor` may read: those published, and those of her own office's events."""
    published = Minutes.objects.filter(state=RecordState.PUBLISHED)
    return published | Minutes.objects.filter(event__in=run_by(actor))


@dataclass(frozen=True, slots=True)
class PublicRecords:
    """What anybody can read of an event that is over."""

    has_report: bool = False
    has_minutes: bool = False

    def __bool__(self) -> bool:
        return self.has_report or self.has_minutes


def public_records(event: Event, at: datetime) -> PublicRecords:
    """Return which records of the event are published; an event that is not over is not asked about."""
    if at <= event.ends_at:
        return PublicRecords()
    reports = EventReport.objects.filter(event=event, state=RecordState.PUBLISHED)
    minutes = Minutes.objects.filter(event=event, state=RecordState.PUBLISHED)
    return PublicRecords(has_report=reports.exists(), has_minutes=minutes.exists())


def open_actions_of(actor: Actor) -> QuerySet[Action]:
    """Return what was undertaken at events of the officer's own office and is not done, the nearest term first."""
    mine = Action.objects.filter(minutes__event__in=run_by(actor), done_on__isnull=True)
    return mine.select_related("minutes__event").order_by("due_on", "pk")


def is_attendance_kept(event: Event) -> bool:
    """True when somebody was let in at the door: then the report counts who came."""
    return Attendance.objects.filter(registration__event=event, undone_at__isnull=True).exists()


def figures_of_record(event: Event) -> list[Figure]:
    """Return the numbers of an event's report; each equals the sum of the list that it opens."""
    keys = [SIGNED_UP, *([CAME] if is_attendance_kept(event) else []), ORGANISATIONS, GMINAS]
    figures = [Figure(key, _total(figure_rows(event, key), key)) for key in keys]
    sessions = event.sessions.filter(block__isnull=False).order_by("block", "starts_at", "pk")
    for session in sessions:
        key = f"{SESSION}{session.pk}"
        figures.append(Figure(key, _total(figure_rows(event, key), key), session))
    return figures


def figure_rows(event: Event, key: str) -> list[FigureRow]:
    """Return the list behind a figure, without names of people; empty for a figure that the event does not have."""
    people = list(_people(event, key).select_related("organisation__municipality"))
    if key == ORGANISATIONS:
        return _by_organisation(people)
    if key == GMINAS:
        return _by_gmina(people)
    known = [one for one in people if one.organisation]
    return [*_by_organisation(known), *_by_kind([one for one in people if not one.organisation])]


def people_of_figure(event: Event, key: str) -> QuerySet[Registration]:
    """Return the sign-ups behind a figure, for the office alone."""
    return _people(event, key).select_related("person", "organisation").order_by("name", "pk")


def _people(event: Event, key: str) -> QuerySet[Registration]:
    """Return the sign-ups behind a figure: who came where that is known, else who had a seat."""
    rows = event.registrations.all()
    if key == SIGNED_UP:
        return rows.filter(state__in=SEATED)
    if key.startswith(SESSION):
        return _people_of_session(event, rows, key.removeprefix(SESSION))
    if key not in {CAME, ORGANISATIONS, GMINAS}:
        return rows.none()
    if key == CAME or is_attendance_kept(event):
        return rows.filter(_is_let_in_anywhere())
    return rows.filter(state__in=SEATED)


def _people_of_session(event: Event, rows: QuerySet[Registration], number: str) -> QuerySet[Registration]:
    session = event.sessions.filter(pk=int(number)).first() if number.isdecimal() else None
    if session is None:
        return rows.none()
    if Attendance.objects.filter(session=session, undone_at__isnull=True).exists():
        return rows.filter(_is_let_in_at(session))
    return rows.filter(state__in=SEATED, places__session=session)


def _is_let_in_anywhere() -> Exists:
    """True for who was let in at the event's door or at that of a session: an office may keep only some of them."""
    return Exists(_live_attendances().order_by())


def _is_let_in_at(session: Session) -> Exists:
    return Exists(_live_attendances().filter(session=session).order_by())


def _live_attendances() -> QuerySet[Attendance]:
    return Attendance.objects.filter(registration=OuterRef("pk"), undone_at__isnull=True)


def _by_organisation(people: Sequence[Registration]) -> list[FigureRow]:
    counted = Counter(one.organisation for one in people if one.organisation)
    rows = [FigureRow(each.name, count, each.slug) for each, count in counted.items()]
    return sorted(rows, key=lambda row: (-row.count, row.name))


def _by_gmina(people: Sequence[Registration]) -> list[FigureRow]:
    pairs = {
        (one.organisation_id, one.organisation.municipality.name)
        for one in people
        if one.organisation and one.organisation.municipality
    }
    counted = Counter(name for _organisation, name in pairs)
    return sorted(
        (FigureRow(name, count) for name, count in counted.items()), key=lambda row: (-row.count, row.name)
    )


def _by_kind(people: Sequence[Registration]) -> list[FigureRow]:
    counted = Counter(one.coming_for for one in people)
    return [
        FigureRow(str(ComingFor(kind).label), counted[kind]) for kind in ComingFor.values if counted[kind]
    ]


def _total(rows: Sequence[FigureRow], key: str) -> int:
    return len(rows) if key in {ORGANISATIONS, GMINAS} else sum(row.count for row in rows)
