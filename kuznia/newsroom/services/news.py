"""The only writer of news outside Wagtail's admin."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from kuznia.lib import clock
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.newsroom.models import NewsIndex, NewsPage
from kuznia.newsroom.policies import PUBLISH_NEWS
from kuznia.newsroom.queries import free_slug
from kuznia.newsroom.services.publishing import publish_page

# A part of a text as Wagtail stores it: {"type": "paragraph", "value": "<p>…</p>"}.
Part = dict[str, Any]


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
    demand(actor, PUBLISH_NEWS)
    now = clock.now()
    page = NewsPage(
        title=title,
        slug=free_slug(NewsPage, title),
        lead=lead,
        body=json.dumps(list(body)),
        category=category,
        author_name=author_name,
        published_on=published_on or now.astimezone(clock.WARSAW).date(),
        title_en=title_en,
        lead_en=lead_en,
        body_en=json.dumps(list(body_en)),
        live=False,
        first_published_at=now,
        owner_id=person_id_of(actor),
    )
    NewsIndex.objects.get().add_child(instance=page)
    return publish_page(page=page, actor=actor)
