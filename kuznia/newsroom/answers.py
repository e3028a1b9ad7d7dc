"""What the newsroom answers at the ports of the lower floors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kuznia.lib.clock import WARSAW
from kuznia.lib.policy import Actor, decide, person_id_of
from kuznia.lib.ports import ActivityItem, TodoItem
from kuznia.newsroom.models import NewsOrganisation
from kuznia.newsroom.policies import ENTER, PUBLISH_NEWS
from kuznia.newsroom.queries import news_about_organisation, pages_awaiting_approval, pages_sent_back_to
from kuznia.newsroom.reading import POLISH, Article


class NewsActivity:
    """News about an organisation."""

    traces = (NewsOrganisation._meta.get_field("organisation"),)

    def activity_of(self, organisation_id: int, *, limit: int) -> Iterable[ActivityItem]:
        """Return the newest news about it."""
        language = get_language() or POLISH
        for page in news_about_organisation(organisation_id, limit=limit):
            yield ActivityItem(
                at=datetime.combine(page.published_on, time.min, WARSAW),
                title=Article(page, language).title.text,
                role=_("in the news"),
                url=page.address(),
            )


class NewsTodo:
    """What waits for editors, and what came back to its author."""

    def todo_items(self, actor: Actor) -> Iterable[TodoItem]:
        """Return one item for each page."""
        if decide(actor, PUBLISH_NEWS).allowed:
            for page in pages_awaiting_approval():
                yield _item(
                    page.pk,
                    _("Waits for your approval: %(title)s") % {"title": page.title},
                    _("Read it, then publish it or send it back."),
                )
        if decide(actor, ENTER).allowed:
            for page in pages_sent_back_to(person_id_of(actor) or 0):
                yield _item(
                    page.pk,
                    _("Sent back to you: %(title)s") % {"title": page.title},
                    _("Change it and submit it once more."),
                )


def _item(page_id: int, title: str, detail: str) -> TodoItem:
    return TodoItem(
        title=title, detail=detail, url=reverse("wagtailadmin_pages:edit", args=[page_id]), icon="megaphone"
    )
