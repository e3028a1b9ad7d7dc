"""Links instead of accounts: an address that only the e-mail's owner knows opens her question (docs/adr/0015)."""

from __future__ import annotations

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import override

from kuznia.inquiries.models import Inquiry
from kuznia.notify.letters import site_address

KEY_LENGTH = 26


def key_of(inquiry: Inquiry) -> str:
    """Return the secret part of the link to this question: only its person and her mailbox get it."""
    return _key(inquiry, "kuznia.inquiries.inquiry")


def sent_key_of(inquiry: Inquiry) -> str:
    """Return the key for whoever has sent the form: anybody may type any address, so it opens no word of the office."""
    return _key(inquiry, "kuznia.inquiries.sent")


def fits(inquiry: Inquiry, key: str) -> bool:
    """True when `key` is the secret part of the link to this question."""
    return constant_time_compare(key_of(inquiry), key)


def shows_sent(inquiry: Inquiry, key: str) -> bool:
    """True when `key` was given to whoever sent the form."""
    return constant_time_compare(sent_key_of(inquiry), key)


def inquiry_url(inquiry: Inquiry) -> str:
    """Return the full address of the question's own page, in the language of whoever asked."""
    with override(inquiry.language):
        return site_address(reverse("inquiries:inquiry", args=[inquiry.code, key_of(inquiry)]))


def _key(inquiry: Inquiry, salt: str) -> str:
    value = f"{inquiry.pk}:{inquiry.code}:{inquiry.person_id}"
    return salted_hmac(salt, value, algorithm="sha256").hexdigest()[:KEY_LENGTH]
