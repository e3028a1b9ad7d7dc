"""An article as one reader gets it: in her language where an editor wrote it so, in Polish where not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kuznia.newsroom.models import NewsPage

POLISH = "pl"
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """A text and whether it is Polish on an English page, which a screen reader must be told."""

    text: Any
    is_foreign: bool = False


@dataclass(frozen=True)
class Article:
    """What a page shows of one piece of news."""

    page: NewsPage
    language: str

    @property
    def slug(self) -> str:
        """The article's part of the address."""
        return str(self.page.slug)

    @property
    def title(self) -> Words:
        """The title."""
        return self._words(self.page.title, self.page.title_en)

    @property
    def lead(self) -> Words:
        """The sentence or two under the title."""
        return self._words(self.page.lead, self.page.lead_en)

    @property
    def body(self) -> Words:
        """The text, as bound blocks."""
        return self._words(self.page.body, self.page.body_en)

    @property
    def category(self) -> str:
        """What it is about, in words."""
        return str(self.page.get_category_display())

    @property
    def author_name(self) -> str:
        """Who signs it."""
        return str(self.page.author_name)

    @property
    def published_on(self) -> date:
        """The day it bears."""
        day: date = self.page.published_on
        return day

    def _words(self, polish: Any, english: Any) -> Words:
        if self.language == POLISH:
            return Words(polish)
        return Words(english) if english else Words(polish, is_foreign=bool(polish))
