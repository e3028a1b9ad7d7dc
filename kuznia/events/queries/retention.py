"""Reads of how long events keep what is personal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet

from kuznia.events.models import KEPT_MONTHS, Event, EventProposal
from kuznia.events.queries.events import run_by
from kuznia.events.states import ProposalState
from kuznia.lib import clock
from kuznia.lib.deadlines import months_after, warsaw
from kuznia.lib.policy import Actor

NEEDS_KEPT = timedelta(days=7)
_KEPT = Q(registrations__forgotten_at__isnull=True, registrations__isnull=False) | Q(
    delegations__forgotten_at__isnull=True, delegations__isnull=False
)


@dataclass(frozen=True, slots=True)
class Keeping:
    """What one event still keeps of people, until when, and what has gone."""

    event: Event
    sign_ups: int
    needs: int
    forgotten: int
    forgotten_at: datetime | None
    needs_kept_to: date
    kept_to: date
    is_due: bool


def kept_to(event: Event) -> date:
    """Return the last day on which the event keeps who signed up."""
    return months_after(warsaw(event.ends_at).date(), event.kept_months)


def is_due_for_forgetting(event: Event, at: datetime) -> bool:
    """Say whether the time of keeping has passed at the instant."""
    return kept_to(event) < warsaw(at).date()


def due_for_forgetting(at: datetime) -> list[Event]:
    """Return the events that still keep people after their time, the oldest first."""
    ended = Event.objects.filter(_KEPT, ends_at__lt=at).distinct().order_by("ends_at", "pk")
    return [event for event in ended if is_due_for_forgetting(event, at)]


def is_proposal_due_for_forgetting(proposal: EventProposal, at: datetime) -> bool:
    """Say whether nobody announced the event and the months after the day for which it was planned have passed."""
    if proposal.state == ProposalState.ACCEPTED or not proposal.contact_email:
        return False
    return months_after(warsaw(proposal.ends_at).date(), KEPT_MONTHS) < warsaw(at).date()


def proposals_due_for_forgetting(at: datetime) -> list[EventProposal]:
    """Return the proposals that still name their contact person after that time, the oldest first."""
    past = EventProposal.objects.filter(ends_at__lt=at).exclude(contact_email="")
    kept = past.exclude(state=ProposalState.ACCEPTED).select_related("organisation")
    return [each for each in kept.order_by("ends_at", "pk") if is_proposal_due_for_forgetting(each, at)]


def retention_plan(actor: Actor) -> list[Keeping]:
    """Return what each event of the actor's office keeps and until when, what goes next first."""
    return keepings_of(run_by(actor), clock.now())


def keepings_of(events: QuerySet[Event], at: datetime) -> list[Keeping]:
    """Return what these events keep, those without any sign-up left out, what goes next first."""
    still = Q(registrations__forgotten_at__isnull=True)
    counted = events.filter(registrations__isnull=False).annotate(
        sign_ups_kept=Count("registrations", filter=still, distinct=True),
        sign_ups_forgotten=Count("registrations", filter=~still, distinct=True),
        needs_kept=Count("registrations__needs", distinct=True),
        last_forgotten_at=Max("registrations__forgotten_at"),
    )
    found = [_keeping(event, at) for event in counted]
    return sorted(found, key=lambda each: (not each.sign_ups, each.kept_to, each.event.pk))


def _keeping(event: Event, at: datetime) -> Keeping:
    sign_ups = event.sign_ups_kept  # type: ignore[attr-defined]
    return Keeping(
        event=event,
        sign_ups=sign_ups,
        needs=event.needs_kept,  # type: ignore[attr-defined]
        forgotten=event.sign_ups_forgotten,  # type: ignore[attr-defined]
        forgotten_at=event.last_forgotten_at,  # type: ignore[attr-defined]
        needs_kept_to=warsaw(event.ends_at + NEEDS_KEPT).date(),
        kept_to=kept_to(event),
        is_due=bool(sign_ups) and is_due_for_forgetting(event, at),
    )
