"""Reads of the newsroom, by noun."""

from kuznia.newsroom.queries.news import Picture, latest_news, picture_named, visible_to
from kuznia.newsroom.queries.pages import free_slug

__all__ = ["Picture", "free_slug", "latest_news", "picture_named", "visible_to"]
