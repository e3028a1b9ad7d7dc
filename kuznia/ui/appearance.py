"""The reader's own look: theme and text size, kept in cookies and printed by the server, so that nothing flashes."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

THEME_COOKIE: Final = "kuznia_theme"
SIZE_COOKIE: Final = "kuznia_size"
THEMES: Final = ("light", "dark", "contrast")
SIZES: Final = ("1", "2", "3")
YEAR: Final = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """Return the chosen theme, or "" where the reader's system decides."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return theme if theme in THEMES else ""


def size_of(request: HttpRequest) -> str:
    """Return the chosen text size; "1" is the standard one."""
    size = request.COOKIES.get(SIZE_COOKIE, "")
    return size if size in SIZES else "1"


def root_attributes(theme: str, size: str) -> SafeString:
    """Return the attributes of <html> that carry the choice."""
    chosen = [("theme", theme)] if theme else []
    chosen += [("size", size)] if size != "1" else []
    return format_html_join("", ' data-{}="{}"', chosen)
