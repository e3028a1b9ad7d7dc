"""What search sees of the news, and what follows from publishing: the only receivers of Wagtail's page signals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.signals import page_published, page_unpublished

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.jobs.services import enqueue
from kuznia.lib.ports import PublishedText
from kuznia.newsroom.acting import present_actor
from kuznia.newsroom.models import GuidePage, NewsPage
from kuznia.newsroom.published_guides import note_guide, note_guide_gone
from kuznia.newsroom.services.pictures import take_back_pictures, take_over_pictures
from kuznia.search.services import note_change

KIND = "news"


class PublishedNews:
    """The news that stand on the site."""

    kind = KIND
    model = "newsroom.NewsPage"
    singular = _("piece of news")
    plural = _("News")
    icon = "megaphone"

    def keys(self) -> Iterable[int]:
        numbers: Iterable[int] = NewsPage.objects.live().values_list("pk", flat=True)
        return numbers

    def texts(self, keys: Sequence[int]) -> Iterable[PublishedText]:
        with translation.override("pl"):
            return [_text(page) for page in NewsPage.objects.live().filter(pk__in=keys)]


def _text(page: NewsPage) -> PublishedText:
    field = NewsPage._meta.get_field("body")
    bodies = (*field.get_searchable_content(page.body), *field.get_searchable_content(page.body_en))
    return PublishedText(
        key=page.pk,
        url=reverse("newsroom:article", args=[page.slug]),
        title=page.title,
        title_en=page.title_en,
        lead=page.lead,
        lead_en=page.lead_en,
        body="\n".join(bodies),
        day=page.published_on,
    )


def listen() -> None:
    """Hear when news and guides are published and taken down."""
    page_published.connect(note_publication, sender=NewsPage, dispatch_uid="newsroom.published")
    page_unpublished.connect(note_withdrawal, sender=NewsPage, dispatch_uid="newsroom.unpublished")
    page_published.connect(note_guide, sender=GuidePage, dispatch_uid="newsroom.guide-published")
    page_unpublished.connect(note_guide_gone, sender=GuidePage, dispatch_uid="newsroom.guide-unpublished")


def note_publication(*, instance: NewsPage, **_signal: Any) -> None:
    """Write into the case history that the news, or its change, went public, and let search see it."""
    take_over_pictures(page=instance, actor=present_actor())
    if not instance.live:
        # Wagtail says "published" of what it has only put by for later too.
        _record(instance, gettext_noop("Set the time at which the news “%(title)s” goes out."))
        return
    note_change(kind=KIND, keys=[instance.pk])
    enqueue("newsroom.scale_pictures", page_id=instance.pk)
    _record(instance, gettext_noop("Published the news “%(title)s”."))


def note_withdrawal(*, instance: NewsPage, **_signal: Any) -> None:
    """Write into the case history that the news was taken down, let search forget it and nobody see its pictures."""
    take_back_pictures(page=instance, actor=present_actor())
    note_change(kind=KIND, keys=[instance.pk])
    _record(instance, gettext_noop("Took down the news “%(title)s”."))


def _record(page: NewsPage, sentence: str) -> None:
    record(
        subject=page,
        actor=present_actor(),
        sentence=sentence,
        params={"title": page.title},
        audience=Audience.OFFICE,
    )
