"""An event is held again: its description, programme and people become the draft of another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.directory.services.joinings import hold_joinings
from kuznia.events.models import Event, EventParty, Session, SessionPerson
from kuznia.events.services.announcing import EventEntry, draft_event_once
from kuznia.events.services.questions import copy_questions
from kuznia.events.services.seats import lock_event
from kuznia.events.shifts import moved, moved_if_set, shift_between
from kuznia.lib.policy import Actor, demand


@transaction.atomic
def clone_event(*, event: Event, title: str, starts_at: datetime, actor: Actor) -> Event:
    """Draft a new event from this one: every time moves by as much as the start, on the clock of the wall.

    Description, programme with its people and rooms, questions, organisers and partners come along; sign-ups,
    documents, history and the case reference don't. The same form sent twice makes one draft.
    """
    # The draft names the same organisations: none of them is joined with another until it stands.
    hold_joinings()
    event = lock_event(event.pk)
    demand(actor, "events.edit_event", event)
    shift = shift_between(event.starts_at, starts_at)
    entry = replace(
        EventEntry.of(event),
        title=title,
        title_en="",
        starts_at=starts_at,
        ends_at=moved(event.ends_at, shift),
        registration_opens_at=moved_if_set(event.registration_opens_at, shift),
        registration_closes_at=moved_if_set(event.registration_closes_at, shift),
        follows=None,
        case_reference="",
    )
    drafted = draft_event_once(entry=entry, authority=event.authority, actor=actor)
    if drafted.is_new:
        _fill(event, drafted.event, shift, actor)
    return drafted.event


def _fill(event: Event, draft: Event, shift: timedelta, actor: Actor) -> None:
    _copy_programme(event, draft, shift)
    _copy_parties(event, draft)
    copy_questions(source=event, target=draft, actor=actor)
    record(
        subject=draft,
        actor=actor,
        sentence=gettext_noop("It was made as a copy of “%(title)s”."),
        params={"title": event.title},
    )


def _copy_programme(event: Event, draft: Event, shift: timedelta) -> None:
    for session in event.sessions.order_by("pk").prefetch_related("people"):
        people = list(session.people.all())
        copy = Session.objects.create(
            event=draft,
            kind=session.kind,
            title=session.title,
            title_en=session.title_en,
            lead=session.lead,
            starts_at=moved(session.starts_at, shift),
            ends_at=moved(session.ends_at, shift),
            room_id=session.room_id,
            block=session.block,
            capacity=session.capacity,
        )
        SessionPerson.objects.bulk_create(
            SessionPerson(
                session=copy, person_id=one.person_id, role=one.role, title=one.title, position=one.position
            )
            for one in people
        )


def _copy_parties(event: Event, draft: Event) -> None:
    EventParty.objects.bulk_create(
        EventParty(
            event=draft,
            role=party.role,
            organisation_id=party.organisation_id,
            name=party.name,
            position=party.position,
        )
        for party in event.parties.all()
    )
