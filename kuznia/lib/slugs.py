"""Addresses of pages that differ in a slug alone, composed once for each language."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language

# A slug that stands nowhere else in an address.
SAMPLE = "-sample-"


def slug_address(name: str, slug: str) -> str:
    """Return the address of the page with this url name and slug in the language of the reader."""
    before, after = around_slug(name)
    return f"{before}{slug}{after}"


def around_slug(name: str) -> tuple[str, str]:
    """Return what stands before and after the slug in that address; for whoever writes many of them."""
    return _around(name, get_language())


@lru_cache(maxsize=256)
def _around(name: str, _language: str | None) -> tuple[str, str]:
    before, _sample, after = reverse(name, args=[SAMPLE]).partition(SAMPLE)
    return before, after
