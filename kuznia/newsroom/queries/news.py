"""Reads of the newsroom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from wagtail.images import get_image_model
from wagtail.images.models import Rendition

from kuznia.lib.policy import Actor
from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.sizes import LEAD_SIZES
from kuznia.newsroom.writers import is_writer

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile
    from wagtail.query import PageQuerySet


@dataclass(frozen=True, slots=True)
class Picture:
    """A file of a picture and whether everybody may have it."""

    file: FieldFile
    is_public: bool


def visible_to(actor: Actor) -> PageQuerySet:
    """Return the published news, newest first; drafts are seen in Wagtail's admin only."""
    del actor
    return NewsPage.objects.live().order_by("-published_on", "-page_ptr_id")


def with_pictures(found: PageQuerySet) -> PageQuerySet:
    """Fetch the lead pictures with the sizes that were made of them."""
    pictures = get_image_model().objects.prefetch_renditions(*LEAD_SIZES)
    return found.prefetch_related(Prefetch("picture", pictures))


def latest_news(*, actor: Actor, limit: int = 4) -> list[NewsPage]:
    """Return the newest published news without their texts."""
    return list(visible_to(actor).defer_streamfields()[:limit])


def picture_named(*, name: str, actor: Actor) -> Picture | None:
    """Return a picture by the name of its file: scaled ones are public, originals are the writers' alone."""
    rendition = Rendition.objects.filter(file=name).first()
    if rendition is not None:
        return Picture(rendition.file, is_public=True)
    original = get_image_model().objects.filter(file=name).first() if is_writer(actor) else None
    return Picture(original.file, is_public=False) if original is not None else None
