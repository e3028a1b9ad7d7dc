"""What an office sees of its events and of those who signed up, computed once for the templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Min, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from kuznia.events.announcement import block_title
from kuznia.events.models import Event, Place, Registration, Session, SessionPerson
from kuznia.events.queries import SignUp, figures_of, registrations_of, sign_up_state, visible_to
from kuznia.events.seating import Seats, seats_of
from kuznia.events.states import SEATED, ComingFor, EventState, RegistrationState
from kuznia.lib.clock import Now
from kuznia.lib.folding import Folded, PolishKey
from kuznia.lib.policy import Actor
from kuznia.lib.text import fold, typed_code
from kuznia.ui.dates import day, hour, moment, weekday_and_day

LONGEST_SEARCH = 100
MOST_WORDS = 6


class Shelf:
    """The three lists of an office's events."""

    COMING, DRAFTS, PAST = "coming", "drafts", "past"
    LABELS = {
        COMING: gettext_lazy("Coming"),
        DRAFTS: gettext_lazy("Drafts"),
        PAST: gettext_lazy("Past"),
    }


_SHELVES = {
    Shelf.COMING: ~Q(state=EventState.DRAFT) & Q(ends_at__gte=Now()),
    Shelf.DRAFTS: Q(state=EventState.DRAFT),
    Shelf.PAST: ~Q(state=EventState.DRAFT) & Q(ends_at__lt=Now()),
}


def searched(events: QuerySet[Event], words: str) -> QuerySet[Event]:
    """Return the events whose title has every word, with or without Polish diacritics."""
    found = events.alias(folded=Folded("title"))
    for word in _words(words):
        found = found.filter(Q(folded__contains=fold(word)) | Q(title__icontains=word))
    return found


def shelf_counts(events: QuerySet[Event]) -> dict[str, int]:
    """Return how many events each list has, in one query."""
    return events.aggregate(**{shelf: Count("pk", filter=rule) for shelf, rule in _SHELVES.items()})


def on_shelf(events: QuerySet[Event], shelf: str) -> QuerySet[Event]:
    """Return the events of one list: those that come and drafts the nearest first, the past ones the latest first."""
    order = ("-starts_at", "-pk") if shelf == Shelf.PAST else ("starts_at", "pk")
    return events.filter(_SHELVES[shelf]).order_by(*order).annotate(read_at=Now())


@dataclass(frozen=True, slots=True)
class StateWords:
    """A state in words, with the kind of its tag."""

    kind: str
    words: str


def event_words(event: Event, at: datetime) -> StateWords:
    """Return what the tag of an event says at the instant."""
    if event.state == EventState.DRAFT:
        return StateWords("warn", _("draft"))
    words = {
        SignUp.CANCELLED: StateWords("err", pgettext("event", "cancelled")),
        SignUp.OVER: StateWords("", _("it has taken place")),
        SignUp.NONE: StateWords("info", _("without sign-up")),
        SignUp.CLOSED: StateWords("", _("sign-up is closed")),
    }
    state = sign_up_state(event, at)
    if state == SignUp.SOON:
        return StateWords("info", _("sign-up from %(day)s") % {"day": day(event.registration_opens_at)})  # type: ignore[arg-type]
    if state == SignUp.OPEN:
        return StateWords("ok", _("sign-up until %(day)s") % {"day": day(event.closes_at)})
    return words[state]


def time_words(event: Event) -> str:
    """Return day and hours of the event in one line."""
    start, end = event.starts_at, event.ends_at
    if day(start) == day(end):
        first = weekday_and_day(start)
        return f"{first[:1].upper()}{first[1:]}, {hour(start)}–{hour(end)}"
    return f"{moment(start)} – {moment(end)}"


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of the office's list."""

    event: Event
    when: str
    state: StateWords
    seats: Seats


def event_rows(events: Iterable[Event]) -> list[EventRow]:
    """Return events read by `on_shelf`, ready to print."""
    return [
        EventRow(event, time_words(event), event_words(event, event.read_at), seats_of(event))  # type: ignore[attr-defined]
        for event in events
    ]


@dataclass(frozen=True, slots=True)
class Kpi:
    """One number of the desk."""

    label: str
    value: int
    note: str = ""


def kpis_of(event: Event) -> list[Kpi]:
    """Return the numbers of an event's desk with what explains them, in two queries."""
    figures, notes = figures_of(event), _notes_of(event)
    waiting = [Kpi(_("Waiting list"), figures.waiting, _("without a seat"))] if event.has_waiting_list else []
    return [
        Kpi(pgettext("people", "Signed up"), figures.seated, _of_seats(event)),
        Kpi(_("Organisations"), figures.organisations, _from_gminas(notes["gminas"])),
        *waiting,
        Kpi(_("Not confirmed yet"), figures.held, _oldest(notes["oldest"])),
        Kpi(_("Accessibility needs"), figures.with_needs, _kinds_of_needs(notes)),
        Kpi(_("Cancelled and lapsed"), figures.ended),
    ]


@dataclass(frozen=True, slots=True)
class Strip:
    """Parallel sessions with their seats."""

    title: str
    sessions: tuple[tuple[Session, Seats], ...]


def strips_of(sessions: Iterable[Session]) -> list[Strip]:
    """Return sessions read by `choosable_sessions`, block by block."""
    groups = [list(group) for _number, group in groupby(sessions, key=lambda session: session.block)]
    return [
        Strip(
            f"{block_title(group)}, {hour(group[0].starts_at)}",
            tuple((each, seats_of(each)) for each in group),
        )
        for group in groups
    ]


def choosable_sessions(event: Event) -> list[Session]:
    """Return the sessions that participants choose between, block by block."""
    chosen = event.sessions.filter(block__isnull=False).select_related("room")
    return list(chosen.order_by("block", "starts_at", "pk"))


def sessions_outside(event: Event) -> int:
    """Return how many items of the programme lie outside the time of the event: it was moved after they were set."""
    outside = Q(starts_at__lt=event.starts_at) | Q(ends_at__gt=event.ends_at)
    return event.sessions.filter(outside).count()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUpFilter:
    """What the officer asked of the list of sign-ups; what the event doesn't have asks for nothing."""

    words: str = ""
    session: int | None = None
    state: str = ""
    source: str = ""
    delegation: str = ""
    sort: str = "-when"


_SORTS: dict[str, tuple[str, ...]] = {
    "when": ("pk",),
    "-when": ("-pk",),
    "name": ("sort_key", "pk"),
    "-name": ("-sort_key", "-pk"),
}
SORTS = tuple(_SORTS)


def sign_ups_found(event: Event, asked: SignUpFilter) -> QuerySet[Registration]:
    """Return the sign-ups of the event that fit, in the order asked for, with all that a row shows."""
    chosen = Prefetch("places", Place.objects.select_related("session").order_by("block"))
    found = registrations_of(event).select_related("needs").prefetch_related(chosen)
    found = found.alias(
        folded=Folded("name"), folded_for=Folded("organisation_name"), sort_key=PolishKey("name")
    )
    for word in _words(asked.words):
        found = found.filter(_has_word(word))
    if asked.session is not None:
        found = found.filter(places__session_id=asked.session)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.source:
        found = found.filter(source=asked.source)
    if asked.delegation:
        found = found.filter(delegation__code=asked.delegation)
    return found.order_by(*_SORTS[asked.sort])


def state_counts(event: Event) -> dict[str, int]:
    """Return how many sign-ups of the event are in each state."""
    rows = event.registrations.order_by().values("state").annotate(count=Count("pk"))
    return {row["state"]: row["count"] for row in rows}


def source_counts(event: Event) -> dict[str, int]:
    """Return how many sign-ups of the event came in each way."""
    rows = event.registrations.order_by().values("source").annotate(count=Count("pk"))
    return {row["source"]: row["count"] for row in rows}


_KINDS = {
    RegistrationState.PENDING: "warn",
    RegistrationState.WAITING: "info",
    RegistrationState.HELD: "info",
    RegistrationState.CONFIRMED: "ok",
    RegistrationState.CANCELLED: "",
    RegistrationState.EXPIRED: "",
    RegistrationState.REFUSED: "",
    RegistrationState.COVERED: "",
    RegistrationState.COVERED_WAITING: "",
}


@dataclass(frozen=True, slots=True)
class SignUpRow:
    """One sign-up as the desk and the exports show it."""

    registration: Registration

    @property
    def comes_for(self) -> str:
        """Whom the person comes for, by name."""
        return comes_for(self.registration)

    @property
    def sessions(self) -> str:
        """The titles of the sessions she chose."""
        return ", ".join(place.session.spoken_title for place in self.registration.places.all())

    @property
    def needs(self) -> str:
        """What she told about her needs, in few words."""
        needs = getattr(self.registration, "needs", None)
        if needs is None:
            return ""
        words = [_("wheelchair")] * needs.wheelchair + [_("sign language")] * needs.interpreter
        return ", ".join([*words, *([needs.diet] if needs.diet else [])])

    @property
    def source(self) -> str:
        """How the sign-up came, with the code of its delegation."""
        words = str(self.registration.get_source_display())
        return f"{words} {self.delegation}" if self.delegation else words

    @property
    def delegation(self) -> str:
        """The code of the delegation that names the person, or nothing."""
        return self.registration.delegation.code if self.registration.delegation else ""

    @property
    def state(self) -> StateWords:
        """The state in words."""
        state = RegistrationState(self.registration.state)
        return StateWords(_KINDS[state], str(state.label))


def comes_for(registration: Registration) -> str:
    """Return whom the person comes for, by name, or that she comes for herself."""
    if registration.coming_for == ComingFor.ONESELF:
        return pgettext("sign-up", "private person")
    if registration.organisation is not None:
        return registration.organisation.name
    return registration.organisation_name or registration.get_coming_for_display()


def sign_up_rows(registrations: Iterable[Registration]) -> list[SignUpRow]:
    """Return sign-ups read by `sign_ups_found`, ready to print."""
    return [SignUpRow(registration) for registration in registrations]


def known_cast_names(actor: Actor, *, most: int = 500) -> list[str]:
    """Return the names of people who stand in programmes that the actor may see, for suggestions."""
    standing = SessionPerson.objects.filter(session__event__in=visible_to(actor).order_by().values("pk"))
    return list(standing.order_by("person__name").values_list("person__name", flat=True).distinct()[:most])


def _words(typed: str) -> list[str]:
    return typed.replace("\x00", "")[:LONGEST_SEARCH].split()[:MOST_WORDS]


def _has_word(word: str) -> Q:
    bare, code = fold(word), typed_code(word)
    return (
        Q(folded__contains=bare)
        | Q(name__icontains=word)
        | Q(folded_for__contains=bare)
        | Q(organisation__folded_name__contains=bare)
        | Q(code__contains=code)
        | Q(delegation__code__contains=code)
    )


def _notes_of(event: Event) -> dict[str, Any]:
    seated = Q(state__in=SEATED)
    return event.registrations.aggregate(
        gminas=Count("organisation__municipality", filter=seated, distinct=True),
        oldest=Min("arrived_at", filter=Q(state=RegistrationState.HELD)),
        wheelchairs=Count("pk", filter=seated & Q(needs__wheelchair=True)),
        interpreters=Count("pk", filter=seated & Q(needs__interpreter=True)),
        diets=Count("pk", filter=seated & Q(needs__isnull=False) & ~Q(needs__diet="")),
    )


def _of_seats(event: Event) -> str:
    if event.capacity is None:
        return _("no limit of seats")
    return ngettext("of %(total)d seat", "of %(total)d seats", event.capacity) % {"total": event.capacity}


def _from_gminas(count: int) -> str:
    return (
        ngettext("from %(count)d gmina", "from %(count)d gminas", count) % {"count": count} if count else ""
    )


def _oldest(arrived: datetime | None) -> str:
    return _("oldest: %(moment)s") % {"moment": moment(arrived)} if arrived else ""


def _kinds_of_needs(notes: dict[str, Any]) -> str:
    kinds: Sequence[tuple[str, str]] = (
        ("wheelchairs", _("wheelchair")),
        ("interpreters", _("sign language")),
        ("diets", _("diet")),
    )
    return ", ".join(f"{words}: {notes[name]}" for name, words in kinds if notes[name])
