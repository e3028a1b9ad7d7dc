"""What the public page of an event says, computed once for the template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from kuznia.audit.queries import HistoryLine, history_of
from kuznia.directory.queries.venues import accessible_features
from kuznia.events.charts import Chart, charts_of
from kuznia.events.models import Event, EventParty, Session, SessionPerson
from kuznia.events.queries import (
    Block,
    PublicRecords,
    SignUp,
    choices_of,
    choosable_sessions,
    documents_of,
    in_blocks,
    programme_of,
    public_follow_ups,
    public_records,
    public_results,
    sign_up_state,
)
from kuznia.events.queries.waiting import Waiting, waiting_counts
from kuznia.events.seating import Seats, seats_of
from kuznia.events.states import EventState, PartyRole, SessionKind, SessionRole
from kuznia.files.models import StoredFile
from kuznia.lib.clock import WARSAW
from kuznia.lib.prepared import NUMBER, Prepared

POLISH = "pl"
# Role, the name as typed, and name and address of the organisation where it is one of the directory.
PartyRow = tuple[str, str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class NamedParty:
    """An organisation or a person named on the page; `url` where there is a profile."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Parties:
    """Those who do one thing for the event, with the word for it."""

    label: str
    icon: str
    names: tuple[NamedParty, ...]


@dataclass(frozen=True, slots=True)
class CastMember:
    """One person as the programme names her."""

    name: str
    title: str

    @property
    def initials(self) -> str:
        """The letters of her round sign."""
        return "".join(word[0] for word in self.name.split() if word[0].isupper())[:2]


@dataclass(frozen=True, slots=True)
class Cast:
    """People of one item of the programme in one role."""

    label: str
    people: tuple[CastMember, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeSession:
    """One session as the page shows it."""

    session: Session
    casts: tuple[Cast, ...]
    waiting: int | None = None

    @property
    def seats(self) -> Seats:
        """Its seats."""
        return seats_of(self.session, self.waiting)

    @property
    def is_break(self) -> bool:
        """True for coffee and lunch."""
        return self.session.kind == SessionKind.BREAK


@dataclass(frozen=True, slots=True)
class ProgrammeBlock:
    """Sessions of one hour: one of them, or parallel ones under a common name."""

    number: int | None
    title: str
    sessions: tuple[ProgrammeSession, ...]

    @property
    def starts_at(self) -> datetime:
        """The instant at which the first of them starts."""
        return self.sessions[0].session.starts_at

    @property
    def field(self) -> str:
        """The name of the choice in forms."""
        return f"block_{self.number}"

    @property
    def is_full(self) -> bool:
        """True where every parallel session is full."""
        return self.number is not None and all(line.seats.is_full for line in self.sessions)


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """An event at the instant `at`, ready to print."""

    event: Event
    at: datetime
    blocks: Sequence[ProgrammeBlock] = ()
    parties: Sequence[Parties] = ()
    follow_ups: Sequence[Event] = ()
    documents: Sequence[StoredFile] = ()
    history: Sequence[HistoryLine] = ()
    charts: Sequence[Chart] = ()
    records: PublicRecords | None = None
    waiting: Waiting | None = None

    @property
    def state(self) -> str:
        """Which of `queries.SignUp` holds."""
        return sign_up_state(self.event, self.at)

    @property
    def is_draft(self) -> bool:
        """True before the event is announced."""
        return self.event.state == EventState.DRAFT

    @property
    def is_cancelled(self) -> bool:
        """True for an event that will not take place."""
        return self.event.state == EventState.CANCELLED

    @property
    def is_full(self) -> bool:
        """True where there is no seat for anybody: the event is full, or every session of one of its blocks."""
        return self.seats.is_full or any(block.is_full for block in self.blocks)

    @property
    def is_open(self) -> bool:
        """True where people can sign up now: there is a seat, or a waiting list."""
        return self.state == SignUp.OPEN and (not self.is_full or self.event.lets_wait)

    @property
    def takes_waiting(self) -> bool:
        """True where people can sign up for the waiting list only."""
        return self.is_open and self.is_full

    @property
    def is_live(self) -> bool:
        """True while the numbers of seats change and somebody waits for them."""
        limits = [
            self.seats.is_limited,
            *(line.seats.is_limited for block in self.choices for line in block.sessions),
        ]
        return self.state == SignUp.OPEN and any(limits)

    @cached_property
    def seats(self) -> Seats:
        """The seats of the whole event."""
        return seats_of(self.event, self.waiting.event if self.waiting else None)

    @cached_property
    def choices(self) -> list[ProgrammeBlock]:
        """The blocks in which a participant chooses."""
        return [block for block in self.blocks if block.number is not None]

    @property
    def lasts_one_day(self) -> bool:
        """True where start and end fall on one day in Warsaw."""
        return self.event.starts_at.astimezone(WARSAW).date() == self.event.ends_at.astimezone(WARSAW).date()

    @property
    def cancel_reason(self) -> str:
        """Why the event was cancelled, as the officer wrote."""
        return next((line.reason for line in self.history if line.reason), "") if self.is_cancelled else ""

    @property
    def polish_words(self) -> str:
        """The language of what has no English version, where the page is in another one; else nothing."""
        return "" if get_language() == POLISH else POLISH

    @property
    def title_words(self) -> str:
        """The language of the title where it isn't the page's."""
        return _foreign(self.event.title_language)

    @property
    def lead_words(self) -> str:
        """The language of the lead where it isn't the page's."""
        return _foreign("en" if get_language() == "en" and self.event.lead_en else POLISH)

    @cached_property
    def place_features(self) -> list[str]:
        """What the place offers to those who need it, in words."""
        return accessible_features(self.event.venue)


def announcement_of(event: Event, at: datetime) -> Announcement:
    """Return all that the event's own page shows, in a constant number of queries."""
    waiting = _waiting_at(event)
    return Announcement(
        event=event,
        at=at,
        waiting=waiting,
        blocks=programme_blocks(event, waiting),
        parties=_parties_of(event),
        follow_ups=public_follow_ups(event),
        documents=documents_of(event),
        history=history_of(event, limit=20),
        charts=charts_of(public_results(event, at)),
        records=public_records(event, at),
    )


def choices_announcement(event: Event, at: datetime) -> Announcement:
    """Return the event with the sessions that a participant chooses between: what the form shows."""
    waiting = _waiting_at(event)
    blocks = [_shown(block, waiting) for block in choices_of(event)]
    return Announcement(event=event, at=at, blocks=blocks, waiting=waiting)


def seats_announcement(event: Event, at: datetime) -> Announcement:
    """Return the event with the seats of those sessions, who waits for them, and nothing more."""
    waiting = _waiting_at(event)
    blocks = [
        ProgrammeBlock(block.number, "", tuple(_bare(session, waiting) for session in block.sessions))
        for block in in_blocks(choosable_sessions(event))
    ]
    return Announcement(event=event, at=at, blocks=blocks, waiting=waiting)


def programme_blocks(event: Event, waiting: Waiting | None = None) -> list[ProgrammeBlock]:
    """Return the programme as the page shows it."""
    return [_shown(block, waiting) for block in in_blocks(programme_of(event))]


def block_title(sessions: Iterable[Session]) -> str:
    """Return what sessions that run side by side are called together."""
    kinds = {session.kind for session in sessions}
    if kinds == {SessionKind.WORKSHOP}:
        return _("Workshops")
    return _("Discussion groups") if kinds == {SessionKind.DISCUSSION_GROUP} else _("Parallel sessions")


def _foreign(language: str) -> str:
    return "" if get_language() == language else language


def _waiting_at(event: Event) -> Waiting | None:
    return waiting_counts(event) if event.lets_wait else None


def _bare(session: Session, waiting: Waiting | None) -> ProgrammeSession:
    return ProgrammeSession(session, (), waiting.sessions.get(session.pk, 0) if waiting else None)


def _shown(block: Block, waiting: Waiting | None) -> ProgrammeBlock:
    sessions = tuple(replace(_bare(session, waiting), casts=_casts_of(session)) for session in block.sessions)
    title = sessions[0].session.spoken_title if block.number is None else block_title(block.sessions)
    return ProgrammeBlock(block.number, title, sessions)


def _casts_of(session: Session) -> tuple[Cast, ...]:
    people: list[SessionPerson] = session.cast  # type: ignore[attr-defined]
    groups = ((role, _members(people, role)) for role in _CAST_ORDER) if people else ()
    return tuple(Cast(_cast_label(role, len(group)), group) for role, group in groups if group)


def _members(people: Iterable[SessionPerson], role: str) -> tuple[CastMember, ...]:
    return tuple(CastMember(each.person.name, each.title) for each in people if each.role == role)


_CAST_ORDER = (SessionRole.SPEAKER, SessionRole.PANELLIST, SessionRole.MODERATOR, SessionRole.LEADER)


def _cast_label(role: str, count: int) -> str:
    # One by one: the words of every role, looked up for every session, took a tenth of the page's time.
    if role == SessionRole.SPEAKER:
        return ngettext("Speaker", "Speakers", count)
    if role == SessionRole.PANELLIST:
        return ngettext("Panellist", "Panellists", count)
    if role == SessionRole.MODERATOR:
        return pgettext("role", "Moderated by")
    return ngettext("Led by", "Led by", count)


def _parties_of(event: Event) -> list[Parties]:
    rows = _PARTIES.rows(event.pk)
    hosts = [_host_of(event), *_named(rows, PartyRole.CO_ORGANISER)]
    patrons, partners = _named(rows, PartyRole.PATRON), _named(rows, PartyRole.PARTNER)
    groups = [
        Parties(ngettext("Organiser", "Organisers", len(hosts)), "users", tuple(hosts)),
        Parties(_("Patronage"), "badge-check", tuple(patrons)),
        Parties(ngettext("Partner", "Partners", len(partners)), "handshake", tuple(partners)),
    ]
    return [group for group in groups if group.names]


_PARTIES: Prepared[PartyRow] = Prepared(
    lambda number: EventParty.objects.filter(event_id=number).values_list(
        "role", "name", "organisation__name", "organisation__slug"
    ),
    NUMBER,
)


def _host_of(event: Event) -> NamedParty:
    host = event.host_organisation
    return NamedParty(event.authority.name) if host is None else _organisation(host.name, host.slug)


def _named(rows: Iterable[PartyRow], role: str) -> list[NamedParty]:
    return [
        _organisation(organisation, slug or "") if organisation else NamedParty(name)
        for its_role, name, organisation, slug in rows
        if its_role == role
    ]


def _organisation(name: str, slug: str) -> NamedParty:
    return NamedParty(name, reverse("directory:organisation", args=[slug]))


def schema_of(page: Announcement, *, url: str) -> dict[str, Any]:
    """Return the event as schema.org describes one."""
    event = page.event
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.spoken_title,
        "description": event.spoken_lead,
        "inLanguage": event.title_language,
        "url": url,
        "startDate": event.starts_at.astimezone(WARSAW).isoformat(),
        "endDate": event.ends_at.astimezone(WARSAW).isoformat(),
        "eventStatus": f"https://schema.org/{'EventCancelled' if page.is_cancelled else 'EventScheduled'}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": event.venue.name, "address": event.venue.address},
        "organizer": [
            {"@type": "Organization", "name": party.name}
            for party in (page.parties[0].names if page.parties else ())
        ],
    }
    if page.seats.is_limited:
        described["maximumAttendeeCapacity"] = page.seats.total
        described["remainingAttendeeCapacity"] = page.seats.free
    return described
