"""Reads of events and sign-ups for calendars."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from psycopg.types.range import Range

from kuznia.events.links import calendar_key_of, fits_calendar
from kuznia.events.models import CalendarLink, Event, EventParty, Registration
from kuznia.events.states import LIVE, EventState, PartyRole
from kuznia.lib.clock import NowOnce
from kuznia.lib.ports import NO_CALENDAR_FILTERS, CalendarFilters
from kuznia.lib.prepared import Prepared
from kuznia.lib.spans import Span

ANNOUNCED = (EventState.PUBLISHED, EventState.CANCELLED)
HOSTS = (PartyRole.CO_ORGANISER, PartyRole.PARTNER)


class Announced(NamedTuple):
    """One announced event with what a calendar prints, so that none of the other columns of an event are read."""

    pk: int
    slug: str
    kind: str
    state: str
    title: str
    title_en: str
    lead: str
    lead_en: str
    starts_at: datetime
    ends_at: datetime
    version: int
    changed_at: datetime
    venue: str
    address: str
    gmina: str | None
    host: str | None

    @property
    def is_cancelled(self) -> bool:
        """True where it stands in the calendar only to say that it doesn't take place."""
        return self.state == EventState.CANCELLED


def events_between(
    *, since: datetime, until: datetime, filters: CalendarFilters = NO_CALENDAR_FILTERS
) -> QuerySet[Event, Any]:
    """Return the announced events that take place between two instants and fit, in the order of their starts.

    A row is what `Announced` holds.
    """
    return _within(Range(since, until)).filter(_asked(filters))


def events_within(*, since: datetime, until: datetime, filters: CalendarFilters) -> list[Announced]:
    """Return the same, read; what is mostly asked, for everything, is composed once."""
    if filters == NO_CALENDAR_FILTERS:
        return [Announced(*row) for row in _EVERYTHING.rows(Range(since, until))]
    return [Announced(*row) for row in events_between(since=since, until=until, filters=filters)]


def sign_ups_between(*, person_id: int, since: datetime, until: datetime) -> QuerySet[Registration]:
    """Return the person's sign-ups that have not ended, of announced events between two instants."""
    events = Event.objects.filter(state__in=ANNOUNCED).alias(span=Span("starts_at", "ends_at"))
    return (
        Registration.objects.filter(
            person_id=person_id, state__in=LIVE, event__in=events.filter(span__overlap=(since, until))
        )
        .select_related("event__venue")
        .order_by("event__starts_at", "pk")
    )


def calendar_address_of(person_id: int | None) -> tuple[int, str] | None:
    """Return the number and the secret key that open the person's calendar, if she has made them."""
    link = CalendarLink.objects.filter(person_id=person_id or 0).first()
    return (link.pk, calendar_key_of(link)) if link else None


def person_of_calendar(number: int, key: str) -> int | None:
    """Return the id of the person whose calendar this number and key open, if they open one."""
    link = CalendarLink.objects.filter(pk=number, person__is_active=True).first()
    return link.person_id if link is not None and fits_calendar(link, key) else None


def _within(span: Range[datetime]) -> QuerySet[Event, Any]:
    announced = Event.objects.filter(state__in=ANNOUNCED).alias(span=Span("starts_at", "ends_at"))
    return (
        announced.filter(span__overlap=span)
        .order_by("starts_at", "pk")
        .values_list(
            *("pk", "slug", "kind", "state"),
            *("title", "title_en", "lead", "lead_en", "starts_at", "ends_at", "version"),
            Coalesce("cancelled_at", "published_at", "created_at"),
            *("venue__name", "venue__address", "venue__municipality__name", "host_organisation__name"),
        )
    )


def _asked(filters: CalendarFilters) -> Q:
    asked = Q()
    if filters.kind:
        asked &= Q(kind=filters.kind)
    if filters.municipality:
        asked &= Q(venue__municipality__teryt6=filters.municipality)
    if filters.organisation_id is not None:
        named = EventParty.objects.filter(
            event=OuterRef("pk"), organisation=filters.organisation_id, role__in=HOSTS
        )
        asked &= Q(host_organisation=filters.organisation_id) | Q(Exists(named.order_by()))
    if filters.with_seats:
        asked &= _has_seats()
    if filters.step_free:
        asked &= Q(venue__step_free=True)
    return asked


def _has_seats() -> Q:
    """True where one can still sign up for a seat, or come without signing up."""
    is_free = Q(capacity__isnull=True) | Q(taken__lt=F("capacity"))
    closes_later = Q(registration_closes_at__gte=NowOnce()) | Q(
        registration_closes_at__isnull=True, starts_at__gte=NowOnce()
    )
    takes = Q(takes_registrations=True) & is_free & closes_later
    just_come = Q(takes_registrations=False, ends_at__gte=NowOnce())
    return Q(state=EventState.PUBLISHED) & (takes | just_come)


_SAMPLE = datetime(1900, 1, 1, tzinfo=UTC)
_EVERYTHING = Prepared(_within, Range(_SAMPLE, _SAMPLE.replace(day=2)))
