"""Whom the moves of claims tell."""

from __future__ import annotations

from collections.abc import Iterable

from kuznia.directory.letters import claims
from kuznia.directory.models import Claim
from kuznia.lib.policy import Actor
from kuznia.notify.registry import Posting, notice


@notice("directory.claim_accepted")
def claim_accepted(*, subject: Claim, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell whoever made the claim that she acts for the organisation."""
    del actor, reason
    return (claims.claim_accepted(subject),)


@notice("directory.claim_refused")
def claim_refused(*, subject: Claim, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell whoever made the claim that it was refused, and why."""
    del actor
    return (claims.claim_refused(subject, reason=reason),)
