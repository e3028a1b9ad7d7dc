"""The only writer of news outside Wagtail's admin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from django.db import transaction

from kuznia.lib import clock
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.newsroom.acting import acting
from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.policies import PROPOSE_NEWS, PUBLISH_NEWS
from kuznia.newsroom.services.entries import NewsEntry, Part, put_on_shelf
from kuznia.newsroom.services.publishing import publish_page
from kuznia.people.models import Person


@transaction.atomic
def publish_news(
    *,
    title: str,
    lead: str,
    body: Sequence[Part],
    category: str,
    actor: Actor,
    author_name: str = "",
    published_on: date | None = None,
    title_en: str = "",
    lead_en: str = "",
    body_en: Sequence[Part] = (),
) -> NewsPage:
    """Publish a piece of news at once, as the person who acts and at the time of the house's clock."""
    entry = NewsEntry(
        title=title,
        lead=lead,
        body=body,
        category=category,
        author_name=author_name,
        published_on=published_on,
        title_en=title_en,
        lead_en=lead_en,
        body_en=body_en,
    )
    return publish_entry(entry=entry, actor=actor)


@transaction.atomic
def publish_entry(*, entry: NewsEntry, actor: Actor) -> NewsPage:
    """Publish a piece of news as the person who acts: at once, or by itself at the time that it names."""
    demand(actor, PUBLISH_NEWS)
    page = put_on_shelf(entry=entry, actor=actor)
    if entry.goes_live_at is None:
        page.first_published_at = clock.now()
    return publish_page(page=page, actor=actor)


@transaction.atomic
def propose_news(*, entry: NewsEntry, actor: Actor) -> NewsPage:
    """Put the news before the editors: it waits for the yes of one of them."""
    demand(actor, PROPOSE_NEWS)
    page = put_on_shelf(entry=entry, actor=actor)
    # The rule lets in nobody but people.
    person = Person.objects.get(pk=cast(int, person_id_of(actor)))
    page.save_revision(user=person)
    with acting(actor):
        page.get_workflow().start(page, person)
    return page
