"""Links instead of accounts (docs/adr/0015): to confirm a claim from the organisation's mailbox, to take a role.

The key is computed and not stored, as in events; what it opens ends by its state and its dates.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import override

from kuznia.directory.models import Claim, Invitation

KEY_LENGTH = 26


def claim_key_of(claim: Claim) -> str:
    """Return the secret part of the link that went to the organisation's address."""
    return _key("kuznia.directory.claim", f"{claim.pk}:{claim.person_id}:{claim.mailbox}")


def fits_claim(claim: Claim, key: str) -> bool:
    """True when `key` is the secret part of the link to this claim."""
    return constant_time_compare(claim_key_of(claim), key)


def claim_url(claim: Claim) -> str:
    """Return the full address at which the organisation's mailbox confirms the claim."""
    return page_url("claim-confirm", [claim.pk, claim_key_of(claim)], claim.language)


def invitation_key_of(invitation: Invitation) -> str:
    """Return the secret part of the link to this invitation."""
    return _key("kuznia.directory.invitation", f"{invitation.pk}:{invitation.email}")


def fits_invitation(invitation: Invitation, key: str) -> bool:
    """True when `key` is the secret part of the link to this invitation."""
    return constant_time_compare(invitation_key_of(invitation), key)


def invitation_url(invitation: Invitation, language: str) -> str:
    """Return the full address at which the invited person takes the role."""
    return page_url("invitation", [invitation.pk, invitation_key_of(invitation)], language)


def page_url(name: str, arguments: list[object], language: str) -> str:
    """Return the full address of a page of the directory in this language."""
    with override(language):
        return f"{settings.KUZNIA_BASE_URL}{reverse(f'directory:{name}', args=arguments)}"


def _key(salt: str, value: str) -> str:
    return salted_hmac(salt, value, algorithm="sha256").hexdigest()[:KEY_LENGTH]
