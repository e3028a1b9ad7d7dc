"""What organisations managed to do, and the papers that they show."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kuznia.directory.models.organisations import Organisation
from kuznia.directory.states import PaperKind
from kuznia.lib.clock import Now

FIRST_YEAR, LAST_YEAR = 1900, 2200


class Achievement(models.Model):
    """Something that an organisation managed to do; its picture is a stored file of its own."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="achievements"
    )
    title = models.CharField(_("title"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"))
    on_day = models.DateField(_("day"), null=True, blank=True)
    text = models.TextField(_("in a few sentences"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("achievement")
        verbose_name_plural = _("achievements")
        ordering = ["-year", F("on_day").desc(nulls_last=True), "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="achievement_year_sensible"
            ),
            models.CheckConstraint(
                condition=Q(on_day__isnull=True) | Q(on_day__year=F("year")), name="achievement_day_in_year"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Paper(models.Model):
    """A statute, report or other document that an organisation shows; its bytes are a stored file of its own."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="papers"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=PaperKind.choices)
    title = models.CharField(_("title"), max_length=150)
    added_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("document of an organisation")
        verbose_name_plural = _("documents of an organisation")
        ordering = ["-added_at", "-id"]

    def __str__(self) -> str:
        return self.title
