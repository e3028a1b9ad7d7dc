"""Reads of printouts and of those whom they name."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max, Prefetch, Q, QuerySet

from kuznia.events.models import Event, Place, Printout, Registration, Session
from kuznia.events.queries.certificates import by_surname
from kuznia.events.queries.events import run_by
from kuznia.events.states import SEATED, PrintoutKind
from kuznia.lib import clock
from kuznia.lib.policy import Actor

# A badge names people; after the event nobody needs it.
PRINTOUTS_KEPT = timedelta(days=30)


def printouts_of(event: Event) -> QuerySet[Printout]:
    """Return the printouts of the event, newest first."""
    return event.printouts.select_related("session", "made_by")


def printouts_visible_to(actor: Actor) -> QuerySet[Printout]:
    """Return the printouts that the actor may open: those of her office's events."""
    return Printout.objects.filter(event__in=run_by(actor).order_by().values("pk"))


def old_printouts() -> QuerySet[Printout]:
    """Return the printouts of events that ended 30 days ago or earlier."""
    return Printout.objects.filter(event__ends_at__lt=clock.now() - PRINTOUTS_KEPT)


def people_on_list(event: Event, session: Session | None) -> list[Registration]:
    """Return whoever holds a seat at the event, or in its parallel session, by surname, with whom she comes for."""
    seated = event.registrations.filter(state__in=SEATED).select_related("organisation")
    if session is not None and session.block is not None:
        seated = seated.filter(places__session=session)
    chosen = Prefetch("places", Place.objects.select_related("session__room").order_by("session__starts_at"))
    return by_surname(seated.prefetch_related(chosen))


def badges_printed_at(event: Event) -> datetime | None:
    """Return when badges of everybody, or of those new then, were last made."""
    made = event.printouts.filter(
        kind__in=(PrintoutKind.BADGES, PrintoutKind.NEW_BADGES), session__isnull=True
    )
    last: datetime | None = made.aggregate(last=Max("made_at"))["last"]
    return last


def people_since(event: Event, since: datetime | None) -> list[Registration]:
    """Return those of the list who signed up, or got their seat, after the instant."""
    people = people_on_list(event, None)
    if since is None:
        return people
    newer = event.registrations.filter(Q(arrived_at__gt=since) | Q(confirmed_at__gt=since))
    fresh = set(newer.values_list("pk", flat=True))
    return [each for each in people if each.pk in fresh]
