"""What somebody writes into a piece of news, and the page that comes of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from wagtail.images.models import Image

from kuznia.directory.models import Organisation
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, person_id_of
from kuznia.newsroom.addresses import free_slug
from kuznia.newsroom.alternatives import fault_of_words
from kuznia.newsroom.models import NewsEvent, NewsIndex, NewsOrganisation, NewsPage

# A part of a text as Wagtail stores it: {"type": "paragraph", "value": "<p>…</p>"}.
Part = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPicture:
    """The picture above a piece of news; without words it must be said that it only decorates."""

    image: Image
    words: str = ""
    is_decorative: bool = False
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsEntry:
    """A piece of news as somebody writes it; `events` are the numbers of events, `goes_live_at` lies ahead."""

    title: str
    lead: str
    category: str
    body: Sequence[Part]
    author_name: str = ""
    published_on: date | None = None
    title_en: str = ""
    lead_en: str = ""
    body_en: Sequence[Part] = ()
    picture: LeadPicture | None = None
    organisations: Sequence[Organisation] = ()
    events: Sequence[int] = ()
    goes_live_at: datetime | None = None


@transaction.atomic
def put_on_shelf(*, entry: NewsEntry, actor: Actor) -> NewsPage:
    """Add the news to the shelf as a draft of the one who acts; the caller has authorised it."""
    if entry.picture:
        _demand_words(entry.picture)
    page = NewsPage(
        title=entry.title,
        slug=free_slug(NewsPage, entry.title),
        lead=entry.lead,
        body=json.dumps(list(entry.body)),
        category=entry.category,
        author_name=entry.author_name,
        published_on=entry.published_on or clock.today(),
        title_en=entry.title_en,
        lead_en=entry.lead_en,
        body_en=json.dumps(list(entry.body_en)),
        go_live_at=entry.goes_live_at,
        live=False,
        owner_id=person_id_of(actor),
        **_picture_fields(entry.picture),
    )
    page.organisations = [NewsOrganisation(organisation=each) for each in entry.organisations]
    page.events = [NewsEvent(number=number) for number in entry.events]
    added: NewsPage = NewsIndex.objects.get().add_child(instance=page)
    return added


def _demand_words(picture: LeadPicture) -> None:
    fault = fault_of_words(picture.words, is_decorative=picture.is_decorative)
    if fault:
        raise Refused(str(fault))


def _picture_fields(picture: LeadPicture | None) -> dict[str, Any]:
    if picture is None:
        return {}
    return {
        "picture": picture.image,
        "picture_words": picture.words,
        "picture_is_decorative": picture.is_decorative,
        "picture_caption": picture.caption,
    }
