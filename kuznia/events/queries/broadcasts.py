"""Whom a message to participants reaches, and what was written before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kuznia.events.models import Attendance, Broadcast, Delegation, Event, Registration, Session
from kuznia.events.queries.registrations import unconfirmed_holds
from kuznia.events.queries.standing import events_on
from kuznia.events.states import QUEUED, SEATED, BroadcastGroup, EventState, RegistrationState

LAST_CALL = timedelta(hours=6)


def recipients(*, event: Event, group: str, session: Session | None) -> QuerySet[Registration]:
    """Return the sign-ups of the group that an e-mail reaches, in a stable order."""
    rows = event.registrations.select_related("event", "event__venue", "person")
    rows = rows.filter(Q(person__email__isnull=False) | Q(delegation__isnull=False))
    return _GROUPS[group](rows, session).order_by("pk")


def broadcasts_of(event: Event) -> QuerySet[Broadcast]:
    """Return what was written to participants of the event, the latest first."""
    return event.broadcasts.select_related("session", "written_by")


def events_to_remind_of(now: datetime) -> list[Event]:
    """Return the announced events whose reminder is due and was not sent for their present start."""
    coming = Event.objects.filter(state=EventState.PUBLISHED, reminder_hours__gt=0, starts_at__gt=now)
    unreminded = coming.exclude(reminded_for=F("starts_at")).order_by("pk")
    return [event for event in unreminded if event.starts_at - timedelta(hours=event.reminder_hours) <= now]


def to_remind(event: Event) -> QuerySet[Registration]:
    """Return who is reminded of the event: whoever had a sure seat before the reminder was due."""
    return _sure_in_time(event).filter(delegation=None)


def delegations_to_remind(event: Event) -> QuerySet[Delegation]:
    """Return the delegations whose contacts are reminded of the event, once for all their people."""
    found = Delegation.objects.filter(pk__in=_sure_in_time(event).order_by().values("delegation"))
    return found.select_related("event", "event__venue", "contact").order_by("pk")


def holds_about_to_end(now: datetime) -> QuerySet[Registration]:
    """Return the held sign-ups that are freed within six hours and were made at least that long ago."""
    ending = _ending(now).filter(person__email__isnull=False, delegation=None)
    return ending.select_related("event", "event__venue", "person").order_by("pk")


def delegations_about_to_end(now: datetime) -> QuerySet[Delegation]:
    """Return the delegations of which such sign-ups are; each contact is reminded once."""
    found = Delegation.objects.filter(pk__in=_ending(now).values("delegation"))
    return found.select_related("event", "event__venue", "contact").order_by("pk")


def _sure_in_time(event: Event) -> QuerySet[Registration]:
    due_at = event.starts_at - timedelta(hours=event.reminder_hours)
    sure = recipients(event=event, group=BroadcastGroup.CONFIRMED, session=None)
    return sure.filter(confirmed_at__lt=due_at)


def _ending(now: datetime) -> QuerySet[Registration]:
    return unconfirmed_holds().filter(
        event__in=events_on(now),
        held_until__gt=now,
        held_until__lte=now + LAST_CALL,
        arrived_at__lte=now - LAST_CALL,
    )


def _came() -> Exists:
    rows = Attendance.objects.filter(registration=OuterRef("pk"), undone_at__isnull=True)
    return Exists(rows.order_by())


Group = Callable[[QuerySet[Registration], "Session | None"], QuerySet[Registration]]
_GROUPS: dict[str, Group] = {
    BroadcastGroup.SEATED: lambda rows, _session: rows.filter(state__in=SEATED),
    BroadcastGroup.CONFIRMED: lambda rows, _session: rows.filter(state=RegistrationState.CONFIRMED),
    BroadcastGroup.HELD: lambda rows, _session: rows.filter(state=RegistrationState.HELD),
    BroadcastGroup.WAITING: lambda rows, _session: rows.filter(state__in=QUEUED),
    BroadcastGroup.SESSION: lambda rows, session: rows.filter(state__in=SEATED, places__session=session),
    BroadcastGroup.CAME: lambda rows, _session: rows.filter(_came()),
    BroadcastGroup.MISSED: lambda rows, _session: rows.filter(~_came(), state=RegistrationState.CONFIRMED),
}
