"""The news about an organisation or an event; all that is published is for everybody."""

from __future__ import annotations

from functools import cache

from django.utils.translation import get_language

from kuznia.lib.policy import Visitor
from kuznia.lib.prepared import NUMBER, Prepared
from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.queries.news import visible_to
from kuznia.newsroom.reading import POLISH, Article


def news_about_organisation(organisation_id: int, *, limit: int) -> list[NewsPage]:
    """Return the published news about the organisation, newest first."""
    return _about_organisation(limit).rows(organisation_id)


def news_about_event(number: int) -> list[Article]:
    """Return the published news about the event of that number, newest first, in the language of the reader."""
    return [Article(page, get_language() or POLISH) for page in _ABOUT_EVENT.rows(number)]


@cache
def _about_organisation(limit: int) -> Prepared[NewsPage]:
    return Prepared(
        lambda number: (
            visible_to(Visitor()).filter(organisations__organisation=number).defer_streamfields()[:limit]
        ),
        NUMBER,
    )


_ABOUT_EVENT: Prepared[NewsPage] = Prepared(
    lambda number: visible_to(Visitor()).filter(events__number=number).defer_streamfields(), NUMBER
)
