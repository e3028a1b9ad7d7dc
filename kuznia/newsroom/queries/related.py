"""The news about an organisation or an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language

from kuznia.lib.policy import Actor
from kuznia.newsroom.queries.news import visible_to
from kuznia.newsroom.reading import POLISH, Article

if TYPE_CHECKING:
    from wagtail.query import PageQuerySet


def news_about_organisation(organisation_id: int, *, actor: Actor) -> PageQuerySet:
    """Return the published news about the organisation, newest first."""
    return visible_to(actor).filter(organisations__organisation=organisation_id).defer_streamfields()


def news_about_event(number: int, *, actor: Actor) -> list[Article]:
    """Return the published news about the event of that number, newest first, in the language of the reader."""
    found = visible_to(actor).filter(events__number=number).defer_streamfields()
    return [Article(page, get_language() or POLISH) for page in found]
