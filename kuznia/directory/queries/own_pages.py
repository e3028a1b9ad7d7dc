"""The pages that higher apps add to those of an organisation's own people."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from kuznia.lib.ports import organisation_pages


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One such page; `is_current` marks the page itself."""

    label: str
    url: str
    is_current: bool


def own_pages(slug: str, *, current: str = "") -> list[OwnPage]:
    """Return the pages of the organisation of this address in order; `current` is the name of the one that is open."""
    pages = sorted(
        (page for answer in organisation_pages for page in answer.pages()), key=lambda page: page.order
    )
    return [
        OwnPage(str(page.label), reverse(page.url_name, args=[slug]), page.url_name == current)
        for page in pages
    ]
