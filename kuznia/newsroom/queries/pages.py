"""Reads of all pages that Wagtail keeps."""

from __future__ import annotations

from kuznia.lib.text import slug as address_of
from kuznia.newsroom.models import AddressedPage


def free_slug(kind: type[AddressedPage], title: str) -> str:
    """Return the title as a part of an address, numbered where another page of this kind has it."""
    wanted = address_of(title)
    taken = set(kind.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)
