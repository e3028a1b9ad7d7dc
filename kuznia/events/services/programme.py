"""The programme of an event: its items, and who speaks or leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kuznia.directory.models import Room
from kuznia.events.models import Broadcast, Event, Place, Session, SessionPerson, Wish
from kuznia.events.services import waiting
from kuznia.events.services.announcing import Change, locked_for_change, save_changed
from kuznia.events.states import CHOSEN_KINDS, LIVE, EventState
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor
from kuznia.lib.races import tried_again
from kuznia.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionEntry:
    """A filled-in form of one item of the programme, parsed."""

    kind: str
    title: str
    title_en: str = ""
    lead: str = ""
    starts_at: datetime
    ends_at: datetime
    room: Room | None = None
    block: int | None = None
    capacity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """One person of an item: who, as what, and how the programme calls her."""

    person: Person
    role: str
    title: str = ""


@tried_again
@transaction.atomic
def add_session(
    *, event: Event, entry: SessionEntry, people: Sequence[PersonEntry], version: int, actor: Actor
) -> Session:
    """Add an item to the programme."""
    event = locked_for_change(event=event, version=version, actor=actor)
    _demand_fits(event, entry)
    session = Session.objects.create(event=event, **_values(entry))
    _write_people(session, people)
    _save(event, (gettext_noop("Added to the programme: “%(title)s”."), {"title": entry.title}), actor)
    return session


@tried_again
@transaction.atomic
def change_session(
    *, session: Session, entry: SessionEntry, people: Sequence[PersonEntry], version: int, actor: Actor
) -> Session:
    """Change an item of the programme; refused when fewer seats than are taken would be left."""
    event = locked_for_change(event=session.event, version=version, actor=actor)
    session = Session.objects.get(pk=session.pk)
    _demand_fits(event, entry)
    _demand_room_for_taken(session, entry)
    for name, value in _values(entry).items():
        setattr(session, name, value)
    session.save()
    session.people.all().delete()
    _write_people(session, people)
    _save(event, (gettext_noop("Changed in the programme: “%(title)s”."), {"title": entry.title}), actor)
    waiting.hand_on(event=event)
    return session


@tried_again
@transaction.atomic
def remove_session(*, session: Session, version: int, actor: Actor) -> Event:
    """Take an item off the programme; refused when somebody chose it, was let in or written to there."""
    event = locked_for_change(event=session.event, version=version, actor=actor)
    _demand_unused(session)
    Place.objects.filter(session=session).delete()
    Wish.objects.filter(session=session).delete()
    title = session.title
    session.delete()
    return _save(event, (gettext_noop("Taken off the programme: “%(title)s”."), {"title": title}), actor)


def _save(event: Event, change: Change, actor: Actor) -> Event:
    return save_changed(event=event, changes=[change], actor=actor)


def _values(entry: SessionEntry) -> dict[str, object]:
    return {field.name: getattr(entry, field.name) for field in fields(entry)}


def _demand_fits(event: Event, entry: SessionEntry) -> None:
    if entry.ends_at <= entry.starts_at:
        raise Refused(_("The end must be later than the start."), field="ends_at")
    if entry.starts_at < event.starts_at or entry.ends_at > event.ends_at:
        raise Refused(_("The item must lie within the time of the event."), field="starts_at")
    if entry.kind not in CHOSEN_KINDS and (entry.block is not None or entry.capacity is not None):
        raise Refused(_("Only workshops and discussion groups have seats of their own."), field="capacity")
    if entry.block is None and (entry.capacity is not None or _must_be_choosable(event, entry)):
        raise Refused(
            _("Give the number of the parallel block: participants choose one session in it."), field="block"
        )


def _must_be_choosable(event: Event, entry: SessionEntry) -> bool:
    """True for a workshop of an announced event with sign-up: without a block nobody could choose it."""
    is_open = event.state == EventState.PUBLISHED and event.takes_registrations
    return is_open and entry.kind in CHOSEN_KINDS


def _demand_room_for_taken(session: Session, entry: SessionEntry) -> None:
    if entry.block != session.block and _is_chosen(session):
        raise Refused(_("Somebody has chosen this session: its block stays as it is."), field="block")
    if entry.capacity is not None and entry.capacity < session.taken:
        raise Refused(
            ngettext(
                "%(taken)d person has chosen this session: the limit can’t be lower.",
                "%(taken)d people have chosen this session: the limit can’t be lower.",
                session.taken,
            )
            % {"taken": session.taken},
            field="capacity",
        )


def _demand_unused(session: Session) -> None:
    if _is_chosen(session):
        raise Refused(_("Somebody has chosen this session. Cancel those sign-ups or move them first."))
    # An entry that was taken back stays too: it says who stood at the door.
    if session.attendances.exists():
        raise Refused(
            _("Somebody was let in here, even if the entry was taken back: the item stays in the programme.")
        )
    if Broadcast.objects.filter(session=session).exists():
        raise Refused(
            _("A message was sent to those who chose this session: the item stays in the programme.")
        )


def _is_chosen(session: Session) -> bool:
    """True while somebody sits in the session, waits for it, or for the organiser's yes."""
    chosen = Place.objects.filter(session=session, registration__state__in=LIVE)
    return chosen.exists() or Wish.objects.filter(session=session, ended_at__isnull=True).exists()


def _write_people(session: Session, people: Sequence[PersonEntry]) -> None:
    SessionPerson.objects.bulk_create(
        SessionPerson(
            session=session, person=entry.person, role=entry.role, title=entry.title, position=position
        )
        for position, entry in enumerate(people)
    )
