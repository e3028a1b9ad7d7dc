"""Filters of the newsroom's templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.utils.dateformat import format as formatted
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.rich_text import RichText

from kuznia.newsroom.reading import Shown, shown
from kuznia.newsroom.richtext import safe_html
from kuznia.newsroom.sizes import IN_TEXT

register = template.Library()


@register.filter
def rich_text(value: RichText) -> SafeString:
    """Print the paragraph of an article, cleaned."""
    return safe_html(value.source)


@register.filter
def shown_picture(value: Mapping[str, Any]) -> Shown | None:
    """Return the picture of a text in the size in which it stands there."""
    words = "" if value["is_decorative"] else value["alternative"]
    return shown(value["image"], IN_TEXT, words=words, caption=value["caption"])


@register.filter
def month_name(day: date) -> str:
    """Print the month alone: "grudzień"."""
    return _month_name(day, get_language())


@register.filter
def month_and_year(day: date) -> str:
    """Print the month and the year: "Grudzień 2012"."""
    return formatted(day, "F Y").capitalize()


@lru_cache(maxsize=1024)
def _month_name(day: date, language: str | None) -> str:
    name = formatted(day, "F")
    return name.lower() if language == "pl" else name
