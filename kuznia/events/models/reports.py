"""The public report of an event: words and sources by the office, figures from the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kuznia.events.models.events import Event
from kuznia.events.states import RecordState

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


@pghistory.track(fields=["state", "version", "published_at"])
class EventReport(models.Model):
    """What an event was and what came of it, for anyone to read a year later."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="report")
    state = models.CharField(max_length=20, choices=RecordState.choices, default=RecordState.DRAFT)
    summary = models.TextField(_("in a few sentences"), max_length=2000)
    summary_en = models.TextField(_("in a few sentences, in English"), max_length=2000, blank=True)
    # Raised by every change: a stale form is refused, never merged.
    version = models.PositiveIntegerField(default=1, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    if TYPE_CHECKING:
        sections: RelatedManager[ReportSection]

    class Meta:
        verbose_name = _("report of an event")

    def __str__(self) -> str:
        return str(self.event)

    @property
    def spoken_summary(self) -> str:
        """The summary in the reader's language, or in Polish where nobody wrote an English one."""
        return self.summary_en if get_language() == "en" and self.summary_en else self.summary

    @property
    def summary_language(self) -> str:
        """The language that `spoken_summary` is in."""
        return "en" if get_language() == "en" and self.summary_en else "pl"


class ReportSection(models.Model):
    """One part of the report; where sources disagree, each stands with its own words."""

    report = models.ForeignKey(EventReport, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(_("heading"), max_length=200)
    body = models.TextField(_("text"), max_length=6000, blank=True)

    if TYPE_CHECKING:
        versions: RelatedManager[SourcedVersion]

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.heading


class SourcedVersion(models.Model):
    """What one source says of the matter of a section."""

    section = models.ForeignKey(ReportSection, models.CASCADE, related_name="versions")
    position = models.PositiveSmallIntegerField()
    source = models.CharField(_("source"), max_length=300)
    url = models.URLField(_("address of the source"), max_length=500, blank=True)
    words = models.TextField(_("what it says"), max_length=2000)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.source
