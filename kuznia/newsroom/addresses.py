"""Addresses that are made of titles."""

from __future__ import annotations

from django.db.models import Model

from kuznia.lib.text import slug as address_of


def free_slug(kind: type[Model], title: str) -> str:
    """Return the title as a part of an address, numbered where another one of this kind has it."""
    wanted = address_of(title)
    taken = set(kind._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)
