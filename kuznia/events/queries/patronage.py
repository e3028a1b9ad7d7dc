"""Reads of requests for honorary patronage."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from kuznia.events.models import Event, PatronageRequest
from kuznia.events.states import EventState, PatronageState
from kuznia.lib.clock import Now
from kuznia.lib.policy import Actor, ForAuthority, LinkHolder, is_officer, person_id_of


def link_to_patronage(request: PatronageRequest) -> str:
    """Return what a link to this request is said to open."""
    return f"events.patronage:{request.pk}"


def patronage_visible_to(actor: Actor) -> QuerySet[PatronageRequest]:
    """Return the requests that `actor` may see: her own, those to her office, the one a link opens."""
    if isinstance(actor, LinkHolder):
        label, _, number = actor.opens.partition(":")
        is_ours = label == "events.patronage" and number.isdecimal()
        return PatronageRequest.objects.filter(pk=int(number) if is_ours else 0)
    own = Q(person_id=person_id_of(actor)) if person_id_of(actor) else Q(pk__in=[])
    if isinstance(actor, ForAuthority) and is_officer(actor):
        own |= Q(authority_id=actor.authority_id)
    return PatronageRequest.objects.filter(own)


def patronage_requests_to(actor: Actor) -> QuerySet[PatronageRequest]:
    """Return the requests to the officer's own office: those that wait first, the nearest event first."""
    if not (isinstance(actor, ForAuthority) and is_officer(actor)):
        return PatronageRequest.objects.none()
    asked = PatronageRequest.objects.filter(authority_id=actor.authority_id)
    return asked.order_by(F("decided_at").desc(nulls_first=True), "starts_on", "pk")


def waiting_patronage_requests(actor: Actor) -> QuerySet[PatronageRequest]:
    """Return the requests to the officer's own office that nobody has decided, the nearest event first."""
    return patronage_requests_to(actor).filter(state=PatronageState.SUBMITTED).order_by("starts_on", "pk")


def patronage_with_code(code: str) -> PatronageRequest | None:
    """Return the request of that code; whoever asks must still show that it is hers."""
    related = ("authority", "organisation", "event", "notice", "person")
    return PatronageRequest.objects.filter(code=code).select_related(*related).first()


def events_to_mark(authority_id: int) -> QuerySet[Event]:
    """Return the events of the office that may still bear the mark of a patronage, the nearest first."""
    coming = Event.objects.filter(authority_id=authority_id, ends_at__gte=Now())
    return coming.exclude(state=EventState.CANCELLED).order_by("starts_at", "pk")
