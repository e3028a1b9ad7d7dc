"""Links instead of accounts: an address that only the e-mail's owner knows opens her question (docs/adr/0015)."""

from __future__ import annotations

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import override

from kuznia.inquiries.models import Inquiry
from kuznia.notify.letters import site_address

KEY_LENGTH = 26


def key_of(inquiry: Inquiry) -> str:
    """Return the secret part of the link to this question."""
    value = f"{inquiry.pk}:{inquiry.code}:{inquiry.person_id}"
    return salted_hmac("kuznia.inquiries.inquiry", value, algorithm="sha256").hexdigest()[:KEY_LENGTH]


def fits(inquiry: Inquiry, key: str) -> bool:
    """True when `key` is the secret part of the link to this question."""
    return constant_time_compare(key_of(inquiry), key)


def inquiry_url(inquiry: Inquiry) -> str:
    """Return the full address of the question's own page, in the language of whoever asked."""
    with override(inquiry.language):
        return site_address(reverse("inquiries:inquiry", args=[inquiry.code, key_of(inquiry)]))
