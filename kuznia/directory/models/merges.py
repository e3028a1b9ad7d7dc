"""Two records of one organisation: pairs that look so, pairs that are not, and records joined into one."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kuznia.directory.models.organisations import Organisation
from kuznia.lib.clock import Now

WHOLE = 100


class LikelyPair(models.Model):
    """Two organisations that may be one; the nightly job writes all of them anew. The older record comes first."""

    first = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    same_number = models.CharField(_("the same number"), max_length=10, blank=True)
    likeness = models.PositiveSmallIntegerField(_("how alike the names are, in per cent"))

    class Meta:
        verbose_name = _("likely duplicate")
        verbose_name_plural = _("likely duplicates")
        ordering = ["-likeness", "id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="likely_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="likely_pair_in_order"),
            models.CheckConstraint(condition=Q(likeness__lte=WHOLE), name="likely_pair_per_cent"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} – {self.second_id}"


class KnownApart(models.Model):
    """An officer said that these two are two organisations; nobody is asked about them again."""

    first = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    said_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("two organisations told apart")
        verbose_name_plural = _("organisations told apart")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="known_apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="known_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} – {self.second_id}"


class Merge(models.Model):
    """One record was joined with another: what moved and what changed, kept as long as it can be undone."""

    kept = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("kept record"), related_name="+")
    gone = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("joined record"), related_name="+")
    merged_at = models.DateTimeField(db_default=Now())
    state_before = models.CharField(max_length=10)
    # By tie, the numbers of the rows that moved, and what else is needed to put them back.
    moved = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    # By field of the kept record, its value before and after.
    values = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("joining of records")
        verbose_name_plural = _("joinings of records")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="merge_stands_once"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_not_into_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"
