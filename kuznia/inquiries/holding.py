"""The row lock under which everything about one question happens."""

from __future__ import annotations

from kuznia.inquiries.models import Inquiry


def locked(inquiry: Inquiry) -> Inquiry:
    """Return the question as it is now; nobody else changes it until the transaction ends."""
    return Inquiry.objects.select_for_update(no_key=True, of=("self",)).get(pk=inquiry.pk)
