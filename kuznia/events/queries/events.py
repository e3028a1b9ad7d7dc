"""Reads of events and their programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from kuznia.directory.queries.venues import FEATURES
from kuznia.events.models import Event, Session, SessionPerson
from kuznia.events.states import EventState
from kuznia.files.models import StoredFile
from kuznia.files.queries import files_of
from kuznia.lib.clock import Now, NowOnce
from kuznia.lib.policy import Actor, ForAuthority, Visitor, is_officer
from kuznia.lib.prepared import NUMBER, WORD, Prepared

# A joined row of forty columns costs more than the query that brings it: pages name what they print.
SHOWN_OF_HOST = (
    *("authority__name", "host_organisation__name", "host_organisation__slug"),
    *(f"venue__{name}" for name in ("name", "address", *FEATURES, "accessibility", "directions")),
    *(f"follows__{name}" for name in ("slug", "title", "title_en", "starts_at", "state")),
)


def visible_to(actor: Actor) -> QuerySet[Event]:
    """Return the events that `actor` may see: those announced, and the drafts of her own office."""
    announced = ~Q(state=EventState.DRAFT)
    if isinstance(actor, ForAuthority) and is_officer(actor):
        announced |= Q(authority_id=actor.authority_id)
    return Event.objects.filter(announced)


def run_by(actor: Actor) -> QuerySet[Event]:
    """Return the events that `actor`'s office runs."""
    if isinstance(actor, ForAuthority) and is_officer(actor):
        return Event.objects.filter(authority_id=actor.authority_id)
    return Event.objects.none()


def upcoming() -> QuerySet[Event]:
    """Return the announced events that are not over, the nearest first; a cancelled one stays to be seen as such."""
    return (
        Event.objects.exclude(state=EventState.DRAFT)
        .filter(ends_at__gte=NowOnce())
        .order_by("starts_at", "id")
    )


def past() -> QuerySet[Event]:
    """Return the announced events that are over, the latest first."""
    return (
        Event.objects.exclude(state=EventState.DRAFT)
        .filter(ends_at__lt=NowOnce())
        .order_by("-starts_at", "-id")
    )


def with_host(events: QuerySet[Event]) -> QuerySet[Event]:
    """Add what a list or a page says about host and place, without a query per row."""
    return events.select_related("authority", "host_organisation", "venue")


def read_event(events: QuerySet[Event], slug: str) -> tuple[Event, datetime]:
    """Return the event of that address with host and place, and the instant of reading, in one query."""
    event = _shown_whole(events).get(slug=slug)
    return event, event.read_at  # type: ignore[attr-defined]


def read_visible_event(actor: Actor, slug: str) -> tuple[Event, datetime]:
    """Return the event of that address as `read_event` does, if `actor` may see it."""
    if isinstance(actor, ForAuthority):
        return read_event(visible_to(actor), slug)
    event = _ANNOUNCED.one(slug)
    return event, event.read_at  # type: ignore[attr-defined]


def _shown_whole(events: QuerySet[Event]) -> QuerySet[Event]:
    shown = with_host(events).select_related("follows").only(*_all_of(Event), *SHOWN_OF_HOST)
    follow_ups = Event.objects.filter(follows=OuterRef("pk")).exclude(state=EventState.DRAFT)
    marks = {"read_at": Now(), "has_follow_ups": Exists(follow_ups.order_by())}
    return marked_with_documents(shown).annotate(**marks)


def read_event_alone(events: QuerySet[Event], slug: str) -> tuple[Event, datetime]:
    """Return the event of that address without host and place, and the instant of reading: for what is sent there."""
    event = events.annotate(read_at=Now()).get(slug=slug)
    return event, event.read_at


def marked_with_documents(events: QuerySet[Event]) -> QuerySet[Event]:
    """Note on each event whether it has documents: most have none, and their pages ask for none."""
    documents = StoredFile.objects.filter(owner_label=Event._meta.label, owner_id=OuterRef("pk"))
    return events.annotate(has_documents=Exists(documents.order_by()))


def documents_of(event: Event) -> list[StoredFile]:
    """Return the documents of an event that `marked_with_documents` noted, in the order in which they came."""
    return list(files_of(event)) if getattr(event, "has_documents", True) else []


def public_follow_ups(event: Event) -> list[Event]:
    """Return the announced events that followed from this one, the earliest first."""
    if not getattr(event, "has_follow_ups", True):
        return []
    return list(event.followed_by.exclude(state=EventState.DRAFT).order_by("starts_at"))


def programme_of(event: Event) -> list[Session]:
    """Return the items of the programme with rooms and people, in order, in two queries."""
    programme: list[Session] = _PROGRAMME.rows(event.pk)
    cast: defaultdict[int, list[SessionPerson]] = defaultdict(list)
    for member in _CAST.rows(event.pk):
        cast[member.session_id].append(member)
    for session in programme:
        session.event, session.cast = event, cast[session.pk]  # type: ignore[attr-defined]
    return programme


@dataclass(frozen=True, slots=True)
class Block:
    """Sessions that run side by side; `number` is None for a single item of the programme."""

    number: int | None
    sessions: tuple[Session, ...]

    @property
    def starts_at(self) -> datetime:
        """The instant at which the first of them starts."""
        return self.sessions[0].starts_at


def in_blocks(programme: Iterable[Session]) -> list[Block]:
    """Return the programme with parallel sessions gathered, in the order of the day."""
    blocks: list[Block] = []
    for number, sessions in groupby(programme, key=lambda session: session.block):
        if number is None:
            blocks += [Block(None, (session,)) for session in sessions]
        else:
            blocks.append(Block(number, tuple(sessions)))
    return blocks


def choosable_sessions(event: Event) -> list[Session]:
    """Return the sessions that a participant chooses between, with their seats, in order."""
    choosable = _CHOOSABLE.rows(event.pk)
    for session in choosable:
        session.event = event
    return choosable


def choices_of(event: Event) -> list[Block]:
    """Return the blocks in which a participant chooses a session, with rooms and people."""
    return in_blocks(session for session in programme_of(event) if session.block is not None)


def _with_room(sessions: QuerySet[Session]) -> QuerySet[Session]:
    return sessions.select_related("room").only(*_all_of(Session), "room__name")


def _with_name(cast: QuerySet[SessionPerson]) -> QuerySet[SessionPerson]:
    """Add the names of the people; their other columns are nobody's business on a page."""
    named = cast.select_related("person").order_by("position", "id")
    return named.only("session", "role", "title", "person__name")


def _all_of(model: type[Model]) -> tuple[str, ...]:
    """Return every field of the model itself: of what is joined to it, only the named ones are read."""
    return tuple(field.name for field in model._meta.concrete_fields)


class SignUp:
    """Whether people can sign up for an event at an instant; time is a query, never a state."""

    NONE, CANCELLED, SOON, OPEN, CLOSED, OVER = "none", "cancelled", "soon", "open", "closed", "over"


def sign_up_state(event: Event, at: datetime) -> str:
    """Return which of `SignUp` holds at the instant `at`; the deadline itself is still in time."""
    if event.state == EventState.CANCELLED:
        return SignUp.CANCELLED
    if at > event.ends_at:
        return SignUp.OVER
    if not event.takes_registrations or event.state != EventState.PUBLISHED:
        return SignUp.NONE
    if event.registration_opens_at and at < event.registration_opens_at:
        return SignUp.SOON
    if at > event.closes_at:
        return SignUp.CLOSED
    return SignUp.OPEN


# What every reader of an event's page asks: everybody but its office sees the same.
_ANNOUNCED = Prepared(lambda slug: _shown_whole(visible_to(Visitor())).filter(slug=slug), WORD)
_CHOOSABLE = Prepared(lambda number: Session.objects.filter(event_id=number, block__isnull=False), NUMBER)
_PROGRAMME = Prepared(lambda number: _with_room(Session.objects.filter(event_id=number)), NUMBER)
_CAST = Prepared(lambda number: _with_name(SessionPerson.objects.filter(session__event_id=number)), NUMBER)
