"""Claims and invitations as targets of addresses."""

from __future__ import annotations

from itertools import count

from kuznia.directory.links import claim_key_of, invitation_key_of
from kuznia.directory.models import Claim, Invitation
from kuznia.directory.tests.claim_factories import make_claim, make_invitation
from tests.permissions.event_targets import Arguments, Target
from tests.permissions.roles import Cast

_numbers = count(1)


def _claim(cast: Cast) -> Arguments:
    del cast
    return {"number": make_claim(f"Zgłoszone {next(_numbers)}").pk}


def _claim_link(cast: Cast) -> Arguments:
    claim: Claim = make_claim(f"Ze skrzynki {next(_numbers)}", by_mailbox=True)
    del cast
    return {"number": claim.pk, "key": claim_key_of(claim)}


def _invitation(cast: Cast) -> Invitation:
    return make_invitation(cast.organisation, email=f"zaproszona{next(_numbers)}@example.org")


def _organisation_invitation(cast: Cast) -> Arguments:
    return {"slug": cast.organisation.slug, "number": _invitation(cast).pk}


def _invitation_link(cast: Cast) -> Arguments:
    invitation = _invitation(cast)
    return {"number": invitation.pk, "key": invitation_key_of(invitation)}


CLAIM_TARGETS: dict[str, Target] = {
    "claim": _claim,
    "claim_link": _claim_link,
    "organisation_invitation": _organisation_invitation,
    "invitation_link": _invitation_link,
}
