"""What a piece of news is about: organisations of the directory and events of the calendar."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.forms import Select
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from kuznia.directory.models import Organisation
from kuznia.newsroom.states import EVENT_KIND
from kuznia.search.models import Document

MOST_OFFERED = 200


def offered_events() -> list[tuple[str, str]]:
    """Return the public events to choose from: the latest, and those that some news names already."""
    public = Document.objects.filter(kind=EVENT_KIND)
    latest = public.order_by("-day").values("pk")[:MOST_OFFERED]
    named = NewsEvent.objects.values("number")
    offered = public.filter(models.Q(pk__in=latest) | models.Q(key__in=named)).order_by("-day", "key")
    return [("", "—"), *((str(each.key), f"{each.day:%d.%m.%Y} · {each.title}") for each in offered)]


class EventSelect(Select):
    """A list of events, asked for anew whenever it is shown."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """Return the options with the present events."""
        self.choices = offered_events()
        return super().optgroups(name, value, attrs)


class NewsOrganisation(Orderable):  # type: ignore[misc]
    """An organisation that a piece of news is about."""

    page = ParentalKey("newsroom.NewsPage", on_delete=models.CASCADE, related_name="organisations")
    organisation: models.ForeignKey[Organisation, Organisation] = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="+"
    )

    panels: ClassVar[list[Any]] = [FieldPanel("organisation")]

    class Meta(Orderable.Meta):  # type: ignore[misc]
        verbose_name = _("organisation")
        constraints = [
            models.UniqueConstraint(fields=["page", "organisation"], name="news_names_organisation_once")
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class NewsEvent(Orderable):  # type: ignore[misc]
    """An event that a piece of news is about."""

    page = ParentalKey("newsroom.NewsPage", on_delete=models.CASCADE, related_name="events")
    number: models.PositiveBigIntegerField[int, int] = models.PositiveBigIntegerField(
        _("event"), db_index=True
    )

    panels: ClassVar[list[Any]] = [FieldPanel("number", widget=EventSelect)]

    class Meta(Orderable.Meta):  # type: ignore[misc]
        verbose_name = _("event")
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="news_names_event_once")]

    def __str__(self) -> str:
        return str(self.number)
