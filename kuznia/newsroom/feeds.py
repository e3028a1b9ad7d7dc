"""The news as Atom (RFC 4287), for readers of feeds and for the sites of partners."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from kuznia.lib import clock
from kuznia.lib.ports import county
from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.reading import POLISH, Article
from kuznia.newsroom.states import Category

# RFC 4151 wants a day on which the name was ours; the house began in this year.
TAG_SINCE = "2026"
_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NewsFeed(Atom1Feed):
    """Django's Atom, in which an entry says its language where it is not the feed's."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Return the attributes of the entry."""
        return {"xml:lang": POLISH} if item["is_foreign"] else {}


def feed_of_news(pages: Iterable[NewsPage], *, category: Category | None, language: str) -> str:
    """Return the Atom feed of these news, in that language where an editor wrote it so."""
    title = f"{county().name}: {category.label if category else _('News')}"
    feed = NewsFeed(
        title=_without_control(title),
        link=absolute(reverse("newsroom:news") + (f"?temat={category.value}" if category else "")),
        description="",
        subtitle=_("What happens in the county and in its organisations."),
        language=language,
        feed_guid=_tag(f"aktualnosci:{category.value if category else 'wszystkie'}:{language}"),
        feed_url=absolute(_own_address(category)),
        author_name=county().name,
    )
    for page in pages:
        _add(feed, Article(page, language))
    return str(feed.writeString("utf-8"))


def absolute(path: str) -> str:
    """Return the address with the site that it is on."""
    return f"{settings.KUZNIA_BASE_URL}{path}"


def tag_of(page: NewsPage) -> str:
    """Return the identifier of a piece of news, which stays when its title and address change."""
    return _tag(f"aktualnosc:{page.pk}")


def _tag(name: str) -> str:
    return f"tag:{urlsplit(settings.KUZNIA_BASE_URL).hostname},{TAG_SINCE}:{name}"


def _add(feed: NewsFeed, article: Article) -> None:
    page = article.page
    feed.add_item(
        title=_without_control(article.title.text),
        link=absolute(page.address()),
        # The type of a summary is HTML in Django's Atom, so the words are escaped for it.
        description=escape(_without_control(article.lead.text)),
        unique_id=tag_of(page),
        pubdate=_moment(page, page.first_published_at),
        updateddate=_moment(page, page.last_published_at),
        author_name=_without_control(article.author_name) or None,
        categories=[article.category],
        is_foreign=article.title.is_foreign,
    )


def _own_address(category: Category | None) -> str:
    if category is None:
        return reverse("newsroom:feed")
    return reverse("newsroom:feed-of-subject", args=[category.value])


def _without_control(text: str) -> str:
    """Take out the signs that XML has no way to write; somebody may have pasted one."""
    return _NOT_IN_XML.sub("", text)


def _moment(page: NewsPage, noted: datetime | None) -> datetime:
    """Return the instant in local time; of news that came in without one, the beginning of the day that it bears."""
    if noted is None:
        return datetime.combine(page.published_on, time.min, clock.WARSAW)
    return noted.astimezone(clock.WARSAW)
