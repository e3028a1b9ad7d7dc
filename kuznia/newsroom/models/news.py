"""The one kind of page that Wagtail keeps for the county: a piece of news."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PublishingPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.search import index

from kuznia.lib import clock
from kuznia.lib.slugs import slug_address
from kuznia.newsroom.blocks import ArticleBlock
from kuznia.newsroom.content_policy import allow_own_frame
from kuznia.newsroom.editing import NewsForm
from kuznia.newsroom.reading import ENGLISH, POLISH, Article
from kuznia.newsroom.states import Category

UrlParts = tuple[int, str, str] | None


class AddressedPage(Page):  # type: ignore[misc]
    """A page whose address is one of ours: Wagtail edits it and serves nothing."""

    # Restrictions of reading are not offered: what is published is public.
    private_page_options: ClassVar[list[str]] = []
    settings_panels: ClassVar[list[Any]] = []

    class Meta:
        abstract = True

    def get_url_parts(self, request: HttpRequest | None = None) -> UrlParts:
        """Return the site and the address that Wagtail's admin links to."""
        # Of every site, not only of the one whose tree this page stands in: each shelf has a tree of its own.
        sites = self._get_site_root_paths(request)
        return (sites[0].site_id, sites[0].root_url, self.address()) if sites else None

    def address(self) -> str:
        """Return the page's address."""
        raise NotImplementedError


class NewsIndex(AddressedPage):
    """The shelf that all news stands on; there is one, made by a migration."""

    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar[list[str]] = ["newsroom.NewsPage"]
    content_panels: ClassVar[list[Any]] = [FieldPanel("title")]
    promote_panels: ClassVar[list[Any]] = []
    preview_modes: ClassVar[list[Any]] = []
    is_creatable = False
    max_count = 1

    class Meta:
        verbose_name = _("shelf of news")

    def address(self) -> str:
        """Return the address of the list of news."""
        return reverse("newsroom:news")


class NewsPage(AddressedPage):
    """A piece of news: Polish always, English where an editor adds it."""

    lead: models.TextField[str, str] = models.TextField(
        _("lead"), max_length=400, help_text=_("One or two sentences with the main fact.")
    )
    category: models.CharField[str, str] = models.CharField(
        _("category"), max_length=20, choices=Category.choices, default=Category.COUNTY
    )
    author_name: models.CharField[str, str] = models.CharField(
        _("author"), max_length=120, blank=True, help_text=_("Shown to everybody; may stay empty.")
    )
    picture: models.ForeignKey[Image | None, Image | None] = models.ForeignKey(
        Image, models.SET_NULL, null=True, blank=True, verbose_name=_("picture"), related_name="+"
    )
    picture_words: models.CharField[str, str] = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("Read aloud to people who do not see the picture."),
    )
    picture_is_decorative: models.BooleanField[bool, bool] = models.BooleanField(
        _("it only decorates"),
        default=False,
        help_text=_("Nothing is read aloud, because nothing would be missed."),
    )
    picture_caption: models.CharField[str, str] = models.CharField(
        _("caption and author"), max_length=250, blank=True
    )
    published_on: models.DateField[date, date] = models.DateField(_("date shown"), default=clock.today)
    body = StreamField(ArticleBlock(), verbose_name=_("text"), blank=True)
    title_en: models.CharField[str, str] = models.CharField(_("title in English"), max_length=255, blank=True)
    lead_en: models.TextField[str, str] = models.TextField(_("lead in English"), max_length=400, blank=True)
    body_en = StreamField(ArticleBlock(), verbose_name=_("text in English"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["newsroom.NewsIndex"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    content_panels: ClassVar[list[Any]] = [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        FieldPanel("category"),
        FieldPanel("author_name"),
        FieldPanel("published_on"),
        MultiFieldPanel(
            [
                FieldPanel("picture"),
                FieldPanel("picture_words"),
                FieldPanel("picture_is_decorative"),
                FieldPanel("picture_caption"),
            ],
            heading=_("Lead picture"),
        ),
        FieldPanel("body"),
        InlinePanel("organisations", heading=_("Organisations that it is about"), label=_("organisation")),
        InlinePanel("events", heading=_("Events that it is about"), label=_("event")),
        MultiFieldPanel(
            [FieldPanel("title_en"), FieldPanel("lead_en"), FieldPanel("body_en")],
            heading=_("English version"),
            help_text=_("What stays empty is shown in Polish."),
        ),
    ]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug")]
    settings_panels: ClassVar[list[Any]] = [PublishingPanel()]
    base_form_class = NewsForm
    preview_modes: ClassVar[list[Any]] = [(POLISH, _("in Polish")), (ENGLISH, _("in English"))]

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")
        indexes = [models.Index(fields=["-published_on", "-page_ptr"], name="news_newest_first")]

    def address(self) -> str:
        """Return the address of the article."""
        return slug_address("newsroom:article", self.slug)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Return the article as visitors would get it, in a frame of the admin."""
        with override(mode_name or POLISH):
            response = super().serve_preview(request, mode_name).render()
        return allow_own_frame(response)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template of the public page."""
        return "newsroom/article.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return what the public page needs."""
        return {"request": request, "article": Article(self, mode_name or POLISH)}
