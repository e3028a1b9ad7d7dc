"""Filters of the newsroom's templates."""

from django import template
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText

from kuznia.newsroom.richtext import safe_html

register = template.Library()


@register.filter
def rich_text(value: RichText) -> SafeString:
    """Print the paragraph of an article, cleaned."""
    return safe_html(value.source)
