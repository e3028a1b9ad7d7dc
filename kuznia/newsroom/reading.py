"""An article as one reader gets it: in her language where an editor wrote it so, in Polish where not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from wagtail.images.models import Image, SourceImageIOError

from kuznia.directory.models import Organisation
from kuznia.directory.queries.duplicates import standing_organisations
from kuznia.directory.services.joinings import followed
from kuznia.newsroom.sizes import ON_LIST, ON_TOP
from kuznia.newsroom.states import EVENT_KIND, Category
from kuznia.search.models import Document
from kuznia.ui import dates
from kuznia.ui.rows import row
from kuznia.ui.templatetags.ui import hard_spaces

if TYPE_CHECKING:
    from kuznia.newsroom.models import NewsPage

_CATEGORIES = dict(Category.choices)
POLISH = "pl"
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """A text and whether it is Polish on an English page, which a screen reader must be told."""

    text: Any
    is_foreign: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in one size; without words it only decorates."""

    url: str
    width: int
    height: int
    words: str
    caption: str


def shown(picture: Image | None, size: str, *, words: str, caption: str) -> Shown | None:
    """Return the picture in that size, or nothing where there is none or its file is gone from the disk."""
    if picture is None:
        return None
    try:
        scaled = picture.get_rendition(size)
    except SourceImageIOError:
        return None
    return Shown(scaled.url, scaled.width, scaled.height, words, caption)


@dataclass(frozen=True)
class Article:
    """What a page shows of one piece of news."""

    page: NewsPage
    language: str

    @property
    def address(self) -> str:
        """The address of its page."""
        return self.page.address()

    @property
    def title(self) -> Words:
        """The title."""
        return spoken(self.page.title, self.page.title_en, self.language)

    @property
    def lead(self) -> Words:
        """The sentence or two under the title."""
        return spoken(self.page.lead, self.page.lead_en, self.language)

    @property
    def body(self) -> Words:
        """The text, as bound blocks."""
        return spoken(self.page.body, self.page.body_en, self.language)

    @property
    def small_picture(self) -> Shown | None:
        """The lead picture as it stands in a list."""
        return self._picture(ON_LIST)

    @property
    def row(self) -> SafeString:
        """The article as it stands in the list."""
        picture, title, lead = self.small_picture, self.title, self.lead
        words: dict[str, object] = {
            "address": self.address,
            "title": hard_spaces(title.text),
            "lead": hard_spaces(lead.text),
            "iso": self.published_on.isoformat(),
            "day": dates.day_and_year(self.published_on, self.language),
            "category": self.category,
        }
        facts = ["is_title_foreign"] * title.is_foreign + ["is_lead_foreign"] * lead.is_foreign
        if picture is not None:
            words |= {"url": picture.url, "width": picture.width, "height": picture.height}
            words["alternative"] = picture.words
            is_foreign = bool(picture.words) and not self.speaks_polish
            facts += ["has_picture"] + ["is_picture_foreign"] * is_foreign
        return row("newsroom/news_row.html", self.language, words, *facts)

    @property
    def picture(self) -> Shown | None:
        """The lead picture as it stands above the text."""
        return self._picture(ON_TOP)

    @property
    def category(self) -> str:
        """What it is about, in words."""
        return str(_CATEGORIES[self.page.category])

    @property
    def author_name(self) -> str:
        """Who signs it."""
        return str(self.page.author_name)

    @property
    def published_on(self) -> date:
        """The day it bears."""
        day: date = self.page.published_on
        return day

    def _picture(self, size: str) -> Shown | None:
        words = "" if self.page.picture_is_decorative else self.page.picture_words
        return shown(self.page.picture, size, words=words, caption=self.page.picture_caption)

    @cached_property
    def organisations(self) -> list[Organisation]:
        """The organisations that it is about, as the directory tells of them, in the editor's order."""
        numbers = [row.organisation_id for row in self.page.organisations.all()]
        named = Organisation.objects.filter(merged_into__isnull=False, pk__in=numbers) if numbers else []
        # A draft may be older than the joining of two records.
        joined = {each.pk: followed(each).pk for each in named}
        wanted = dict.fromkeys(joined.get(number, number) for number in numbers)
        found = standing_organisations().select_related("municipality").in_bulk(wanted) if wanted else {}
        return [found[number] for number in wanted if number in found]

    @cached_property
    def events(self) -> list[Document]:
        """The events that it is about, those that are public now, in the order of their days."""
        numbers = [row.number for row in self.page.events.all()]
        if not numbers:
            return []
        public = Document.objects.filter(kind=EVENT_KIND, key__in=numbers)
        return list(public.defer("vector", "body").order_by("day", "key"))

    @property
    def speaks_polish(self) -> bool:
        """True where the page's own language is Polish, in which pictures are described."""
        return self.language == POLISH


def spoken(polish: Any, english: Any, language: str) -> Words:
    """Return the text in the reader's language where it is written so, else the Polish one."""
    if language == POLISH:
        return Words(polish)
    return Words(english) if english else Words(polish, is_foreign=bool(polish))
