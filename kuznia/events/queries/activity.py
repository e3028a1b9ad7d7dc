"""Reads what an organisation did in events, for its page in the directory."""

from __future__ import annotations

from functools import cache

from django.db.models import OuterRef, QuerySet, Subquery

from kuznia.events.models import Event, EventParty
from kuznia.events.states import EventState
from kuznia.lib.prepared import NUMBER, Prepared


def events_with(organisation_id: int, *, limit: int) -> list[Event]:
    """Return the announced events of the organisation, the latest first, with its `role`: nothing where it is host."""
    return _events_with(limit).rows(organisation_id)


@cache
def _events_with(limit: int) -> Prepared[Event]:
    return Prepared(lambda number: _with_role(number)[:limit], NUMBER)


def _with_role(number: int) -> QuerySet[Event]:
    parties = EventParty.objects.filter(organisation=number).order_by("-role", "-position", "-pk")
    hosted = Event.objects.filter(host_organisation=number).order_by()
    # Either way has its index; one condition with "or" would go through all events.
    named = parties.order_by().values("event").union(hosted.values("pk"), all=True)
    role = Subquery(parties.filter(event=OuterRef("pk")).values("role")[:1])
    announced = Event.objects.exclude(state=EventState.DRAFT).filter(pk__in=named)
    return announced.annotate(role=role).only("slug", "title", "title_en", "starts_at").order_by("-starts_at")
