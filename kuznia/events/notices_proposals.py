"""Whom the moves of proposed events tell."""

from __future__ import annotations

from collections.abc import Iterable

from kuznia.events.letters import proposals
from kuznia.events.models import EventProposal
from kuznia.lib.policy import Actor
from kuznia.notify.registry import Posting, notice


@notice("events.proposal_submitted")
def proposal_submitted(*, subject: EventProposal, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell the office."""
    del actor, reason
    return proposals.proposal_submitted(subject)


@notice("events.proposal_accepted")
def proposal_accepted(*, subject: EventProposal, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell the organisation's people that the event is public."""
    del actor, reason
    return proposals.proposal_accepted(subject)


@notice("events.proposal_returned")
def proposal_returned(*, subject: EventProposal, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell the organisation's people what to correct."""
    del actor
    return proposals.proposal_returned(subject, reason=reason)


@notice("events.proposal_refused")
def proposal_refused(*, subject: EventProposal, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell the organisation's people that the office refused, and why."""
    del actor
    return proposals.proposal_refused(subject, reason=reason)
