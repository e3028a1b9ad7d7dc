"""Tables of the newsroom."""

from kuznia.newsroom.models.guides import GuideIndex, GuidePage
from kuznia.newsroom.models.news import AddressedPage, NewsIndex, NewsPage
from kuznia.newsroom.models.practices import Practice
from kuznia.newsroom.models.related import NewsEvent, NewsOrganisation

__all__ = [
    "AddressedPage",
    "GuideIndex",
    "GuidePage",
    "NewsEvent",
    "NewsIndex",
    "NewsOrganisation",
    "NewsPage",
    "Practice",
]
