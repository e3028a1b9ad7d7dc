"""Reads of the newsroom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.models import Rendition
from wagtail.models import Page, ReferenceIndex

from kuznia.lib.policy import Actor, Visitor
from kuznia.lib.prepared import Prepared
from kuznia.newsroom.models import AddressedPage, NewsPage
from kuznia.newsroom.sizes import LEAD_SIZES, PUBLIC_SIZES
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
    del actor
    return _latest(limit).rows()


@cache
def _latest(limit: int) -> Prepared[NewsPage]:
    return Prepared(lambda: visible_to(Visitor()).defer_streamfields()[:limit])


def picture_named(*, name: str, actor: Actor) -> Picture | None:
    """Return a picture by the name of its file: the sizes of published ones are public, the rest is the writers'.

    The small ones that the admin makes for itself keep what a camera wrote into the file, so they are not public.
    """
    rendition = Rendition.objects.filter(file=name).select_related("image").first()
    if rendition is not None and _is_public(rendition):
        return Picture(rendition.file, is_public=True)
    if not is_writer(actor):
        return None
    kept = rendition or get_image_model().objects.filter(file=name).first()
    return Picture(kept.file, is_public=False) if kept is not None else None


def picture_numbers_in(page: AddressedPage) -> set[int]:
    """Return the numbers of the pictures that the page names: above its text and in it."""
    lead = getattr(page, "picture_id", None)
    streams = (field for field in page._meta.fields if isinstance(field, StreamField))
    named = (each for field in streams for each in field.extract_references(field.value_from_object(page)))
    pictures = get_image_model()
    return {int(number) for kind, number, *_place in named if kind is pictures} | ({lead} if lead else set())


def pictures_elsewhere(page: AddressedPage) -> set[int]:
    """Return those of the pictures that the page names that another published page names too."""
    numbers = [str(number) for number in picture_numbers_in(page)]
    named = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(get_image_model()), to_object_id__in=numbers
    )
    pairs = set(named.exclude(object_id=str(page.pk)).values_list("object_id", "to_object_id"))
    live = Page.objects.live().filter(pk__in={int(number) for number, _picture in pairs})
    standing = set(live.values_list("pk", flat=True))
    return {int(picture) for number, picture in pairs if int(number) in standing}


def _is_public(rendition: Rendition) -> bool:
    return rendition.image.uploaded_by_user_id is None and rendition.filter_spec in PUBLIC_SIZES
