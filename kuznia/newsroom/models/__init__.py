"""Tables of the newsroom."""

from kuznia.newsroom.models.news import AddressedPage, NewsIndex, NewsPage

__all__ = ["AddressedPage", "NewsIndex", "NewsPage"]
