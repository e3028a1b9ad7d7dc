"""Events that an organisation proposes; every one goes through the services, as its people do it."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from kuznia.directory.models import Organisation
from kuznia.events.models import Event, EventProposal
from kuznia.events.services.proposal_decisions import accept_proposal
from kuznia.events.services.proposals import ProposalEntry, draft_proposal, submit_proposal
from kuznia.events.states import EventKind
from kuznia.events.tests.factories import (
    coming_day,
    make_county,
    make_officer,
    make_organisation,
    representative_actor,
)

_numbers = count(1)


def make_proposal_entry(**fields: Any) -> ProposalEntry:
    """Return a filled-in proposal with a typed place of no gmina of the county."""
    starts_at = fields.get("starts_at") or coming_day()
    values: dict[str, Any] = {
        "kind": EventKind.PICNIC,
        "title": f"Piknik sąsiedzki {next(_numbers)}",
        "lead": "Gry dla dzieci i wspólny stół.",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=4),
        "contact_name": "Ewa Iskra",
        "contact_email": "piknik@example.org",
    } | fields
    if "venue" not in values:
        values = {"place_name": f"Polana {next(_numbers)}", "place_address": "ul. Leśna 1"} | values
    return ProposalEntry(**values)


def make_proposal(organisation: Organisation | None = None, **fields: Any) -> EventProposal:
    """Return an event that its organisation has written down and not sent."""
    make_county()
    organisation = organisation or make_organisation(f"Stowarzyszenie Piknik {next(_numbers)}")
    actor = representative_actor(organisation)
    return draft_proposal(organisation=organisation, entry=make_proposal_entry(**fields), actor=actor)


def make_submitted_proposal(organisation: Organisation | None = None, **fields: Any) -> EventProposal:
    """Return an event that waits for the office."""
    proposal = make_proposal(organisation, **fields)
    return submit_proposal(proposal=proposal, actor=representative_actor(proposal.organisation))


def make_accepted_proposal(organisation: Organisation | None = None, **fields: Any) -> EventProposal:
    """Return an event that the county has announced."""
    proposal = make_submitted_proposal(organisation, **fields)
    return accept_proposal(proposal=proposal, version=proposal.version, actor=make_officer())


def event_of(proposal: EventProposal) -> Event:
    """Return the event that an announced proposal has become."""
    return Event.objects.get(proposal=proposal)
