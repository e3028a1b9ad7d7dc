"""Guides: how to do a thing that organisations do, step by step, with the law it rests on and its day."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from kuznia.lib import clock
from kuznia.newsroom.content_policy import allow_own_frame
from kuznia.newsroom.editing import AddressedForm
from kuznia.newsroom.guide_blocks import GuideBlock
from kuznia.newsroom.models.news import AddressedPage
from kuznia.newsroom.reading import ENGLISH, POLISH
from kuznia.newsroom.reading_guides import Guide


class GuideIndex(AddressedPage):
    """The shelf that all guides stand on; there is one, made by a migration."""

    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar[list[str]] = ["newsroom.GuidePage"]
    content_panels: ClassVar[list[Any]] = [FieldPanel("title")]
    promote_panels: ClassVar[list[Any]] = []
    preview_modes: ClassVar[list[Any]] = []
    is_creatable = False
    max_count = 1

    class Meta:
        verbose_name = _("shelf of guides")

    def address(self) -> str:
        """Return the address of the list of guides."""
        return reverse("newsroom:guides")


class GuidePage(AddressedPage):
    """One guide: Polish always, English where an editor adds it."""

    lead: models.TextField[str, str] = models.TextField(
        _("lead"), max_length=400, help_text=_("What a reader will be able to do afterwards.")
    )
    for_whom: models.CharField[str, str] = models.CharField(_("for whom"), max_length=300)
    legal_basis: models.TextField[str, str] = models.TextField(
        _("legal basis"), max_length=600, blank=True, help_text=_("The act and its articles.")
    )
    facts_on: models.DateField[date, date] = models.DateField(
        _("facts as of"), default=clock.today, help_text=_("The day on which somebody last checked them.")
    )
    body = StreamField(GuideBlock(), verbose_name=_("text"), blank=True)
    title_en: models.CharField[str, str] = models.CharField(_("title in English"), max_length=255, blank=True)
    lead_en: models.TextField[str, str] = models.TextField(_("lead in English"), max_length=400, blank=True)
    for_whom_en: models.CharField[str, str] = models.CharField(
        _("for whom, in English"), max_length=300, blank=True
    )
    legal_basis_en: models.TextField[str, str] = models.TextField(
        _("legal basis in English"), max_length=600, blank=True
    )
    body_en = StreamField(GuideBlock(), verbose_name=_("text in English"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["newsroom.GuideIndex"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    content_panels: ClassVar[list[Any]] = [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        FieldPanel("for_whom"),
        FieldPanel("body"),
        FieldPanel("legal_basis"),
        FieldPanel("facts_on"),
        MultiFieldPanel(
            [FieldPanel(f"{name}_en") for name in ("title", "lead", "for_whom", "body", "legal_basis")],
            heading=_("English version"),
            help_text=_("What stays empty is shown in Polish."),
        ),
    ]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug")]
    base_form_class = AddressedForm
    preview_modes: ClassVar[list[Any]] = [(POLISH, _("in Polish")), (ENGLISH, _("in English"))]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def address(self) -> str:
        """Return the address of the guide."""
        return reverse("newsroom:guide", args=[self.slug])

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Return the guide as visitors would get it, in a frame of the admin."""
        with override(mode_name or POLISH):
            response = super().serve_preview(request, mode_name).render()
        return allow_own_frame(response)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the public page."""
        return "newsroom/guide.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return what the public page needs."""
        return {"request": request, "guide": Guide(self, mode_name or POLISH)}
