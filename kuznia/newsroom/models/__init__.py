"""Tables of the newsroom."""

from kuznia.newsroom.models.news import AddressedPage, NewsIndex, NewsPage
from kuznia.newsroom.models.related import NewsEvent, NewsOrganisation

__all__ = ["AddressedPage", "NewsEvent", "NewsIndex", "NewsOrganisation", "NewsPage"]
