"""Reads of the newsroom, by noun."""

from kuznia.newsroom.queries.approval import editors_now, pages_awaiting_approval, pages_sent_back_to
from kuznia.newsroom.queries.archive import Asked, Year, archive, counted, news_asked_for
from kuznia.newsroom.queries.due import due_pages
from kuznia.newsroom.queries.guides import guides_visible_to
from kuznia.newsroom.queries.news import (
    Picture,
    latest_news,
    picture_named,
    picture_numbers_in,
    pictures_elsewhere,
    visible_to,
    with_pictures,
)
from kuznia.newsroom.queries.practices import (
    PracticeFilters,
    gminas_with_practices,
    newest_practices_of,
    picture_of,
    pictures_of,
    practices_decided,
    practices_of,
    practices_to_correct,
    practices_to_decide,
    practices_visible_to,
    published_practices,
    spheres_with_practices,
)
from kuznia.newsroom.queries.related import news_about_event, news_about_organisation

__all__ = [
    "Asked",
    "Picture",
    "PracticeFilters",
    "Year",
    "archive",
    "counted",
    "due_pages",
    "editors_now",
    "gminas_with_practices",
    "guides_visible_to",
    "latest_news",
    "newest_practices_of",
    "news_about_event",
    "news_about_organisation",
    "news_asked_for",
    "pages_awaiting_approval",
    "pages_sent_back_to",
    "picture_named",
    "picture_numbers_in",
    "picture_of",
    "pictures_elsewhere",
    "pictures_of",
    "practices_decided",
    "practices_of",
    "practices_to_correct",
    "practices_to_decide",
    "practices_visible_to",
    "published_practices",
    "spheres_with_practices",
    "visible_to",
    "with_pictures",
]
