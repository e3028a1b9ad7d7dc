"""The only writers of news outside Wagtail's admin, and of the group that Wagtail reads its permissions from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from kuznia.lib import clock
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.lib.text import slug as address_of
from kuznia.newsroom.acting import acting
from kuznia.newsroom.models import NewsIndex, NewsPage
from kuznia.newsroom.policies import ENTER, PUBLISH_NEWS
from kuznia.people.models import Person

EDITORS = "Redakcja"
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
        slug=_free_slug(title),
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
    return _publish(page, actor)


def _publish(page: NewsPage, actor: Actor) -> NewsPage:
    """Publish by Wagtail's own action, so that its history and signals are the same as from the admin."""
    # The rule lets in nobody but people.
    person = Person.objects.get(pk=cast(int, person_id_of(actor)))
    revision = page.save_revision(user=person)
    with acting(actor):
        # The rule has been demanded of the actor; Wagtail would ask its groups, which only the admin needs.
        PublishPageRevisionAction(revision, user=person).execute(skip_permission_checks=True)
    published: NewsPage = NewsPage.objects.get(pk=page.pk)
    # Wagtail stamps with the machine's clock, the house has one of its own.
    stamps = {
        "last_published_at": page.first_published_at,
        "latest_revision_created_at": page.first_published_at,
    }
    NewsPage.objects.filter(pk=page.pk).update(**stamps)
    published.last_published_at = published.latest_revision_created_at = page.first_published_at
    return published


def _free_slug(title: str) -> str:
    """Return the title as a part of an address, numbered where another article has it."""
    wanted = address_of(title)
    taken = set(NewsPage.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)


@transaction.atomic
def admit_editor(*, person: Person, actor: Actor) -> Person:
    """Give the person the rights inside Wagtail that an editor's role carries."""
    demand(actor, ENTER)
    if not person.groups.filter(name=EDITORS).exists():
        person.groups.add(Group.objects.get(name=EDITORS))
    return person


@transaction.atomic
def dismiss_editor(*, person: Person, actor: Actor) -> Person:
    """Take the rights inside Wagtail from a person who came without an editor's role."""
    del actor  # She is turned away herself; nothing is given, so nothing is demanded.
    person.groups.remove(*person.groups.filter(name=EDITORS))
    return person
