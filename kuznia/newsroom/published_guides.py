"""What search sees of the guides, and what follows from publishing one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kuznia.audit.models import Audience
from kuznia.audit.services import record
from kuznia.lib.ports import PublishedText
from kuznia.newsroom.acting import present_actor
from kuznia.newsroom.models import GuidePage
from kuznia.newsroom.services.pictures import take_back_pictures, take_over_pictures
from kuznia.newsroom.states import GUIDE_KIND
from kuznia.search.services import note_change


class PublishedGuides:
    """The guides that stand on the site."""

    kind = GUIDE_KIND
    model = "newsroom.GuidePage"
    singular = _("guide")
    plural = _("Guides")
    icon = "book-open"

    def keys(self) -> Iterable[int]:
        """Return the numbers of the published guides."""
        numbers: Iterable[int] = GuidePage.objects.live().values_list("pk", flat=True)
        return numbers

    def texts(self, keys: Sequence[int]) -> Iterable[PublishedText]:
        """Return the texts of those of these guides that are published."""
        with translation.override("pl"):
            return [_text(page) for page in GuidePage.objects.live().filter(pk__in=keys)]


def _text(page: GuidePage) -> PublishedText:
    field = GuidePage._meta.get_field("body")
    bodies = (*field.get_searchable_content(page.body), *field.get_searchable_content(page.body_en))
    return PublishedText(
        key=page.pk,
        url=reverse("newsroom:guide", args=[page.slug]),
        title=page.title,
        title_en=page.title_en,
        lead=page.lead,
        lead_en=page.lead_en,
        body="\n".join((*bodies, page.for_whom, page.for_whom_en, page.legal_basis)),
        day=page.facts_on,
    )


def note_guide(*, instance: GuidePage, **_signal: Any) -> None:
    """Write into the case history that the guide, or its change, went public, and let search see it."""
    take_over_pictures(page=instance, actor=present_actor())
    _note(instance, gettext_noop("Published the guide “%(title)s”."))


def note_guide_gone(*, instance: GuidePage, **_signal: Any) -> None:
    """Write into the case history that the guide was taken down, let search forget it and nobody see its pictures."""
    take_back_pictures(page=instance, actor=present_actor())
    _note(instance, gettext_noop("Took down the guide “%(title)s”."))


def _note(page: GuidePage, sentence: str) -> None:
    note_change(kind=GUIDE_KIND, keys=[page.pk])
    record(
        subject=page,
        actor=present_actor(),
        sentence=sentence,
        params={"title": page.title},
        audience=Audience.OFFICE,
    )
