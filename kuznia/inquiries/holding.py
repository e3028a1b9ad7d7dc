"""The row locks: of the office while it is asked, of a question while anything happens to it, of the list of topics."""

from __future__ import annotations

from kuznia.directory.models import Authority
from kuznia.inquiries.models import Inquiry, Topic


def lock_office(authority_id: int) -> Authority:
    """Hold the office's row: of two clicks the second waits, and finds what the first has made."""
    return Authority.objects.select_for_update(no_key=True).get(pk=authority_id)


def locked(inquiry: Inquiry) -> Inquiry:
    """Return the question as it is now; nobody else changes it until the transaction ends."""
    return Inquiry.objects.select_for_update(no_key=True, of=("self",)).get(pk=inquiry.pk)


def lock_topics() -> None:
    """Hold the whole list of topics: of two who change it at once the second finds what the first has done."""
    list(Topic.objects.select_for_update(no_key=True).order_by("pk"))
