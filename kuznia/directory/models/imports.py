"""Imports of tables of organisations: what was sent, what each row would change or changed, and how it was undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kuznia.directory.models.authorities import Authority, Municipality
from kuznia.directory.models.organisations import Organisation
from kuznia.directory.states import ImportState, RowVerdict
from kuznia.lib.clock import Now


class ImportRun(models.Model):
    """One table, from the upload to the import and, where somebody wishes it, back."""

    # Whose import it is: its officers see it and undo it. One from the command line is nobody's but the county's.
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, verbose_name=_("office"), related_name="imports"
    )
    # The one gmina that it may touch; the county's touches all.
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, verbose_name=_("gmina"), related_name="+"
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    file_name = models.CharField(_("file name"), max_length=120)
    headings = models.JSONField(default=list)
    # The number of the column that holds each field.
    columns = models.JSONField(default=dict)
    state = models.CharField(
        _("state"), max_length=10, choices=ImportState.choices, default=ImportState.MATCHING
    )
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    same_count = models.PositiveIntegerField(default=0)
    rejected_count = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[ImportState.DONE, ImportState.UNDONE], done_at__isnull=False)
                | (~Q(state__in=[ImportState.DONE, ImportState.UNDONE]) & Q(done_at__isnull=True)),
                name="import_done_with_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=ImportState.UNDONE, undone_at__isnull=False)
                | (~Q(state=ImportState.UNDONE) & Q(undone_at__isnull=True)),
                name="import_undone_with_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("directory:import", args=[self.pk])

    @property
    def is_over(self) -> bool:
        """Whether its rows are in the directory, or were."""
        return self.state in {ImportState.DONE, ImportState.UNDONE}

    @property
    def row_count(self) -> int:
        """How many rows it has."""
        return self.new_count + self.changed_count + self.same_count + self.rejected_count


class ImportRow(models.Model):
    """What becomes, or became, of one row; `changes` has the old and the new value of every field it touches."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows", verbose_name=_("import"))
    number = models.PositiveIntegerField(_("row"))
    verdict = models.CharField(_("what becomes of it"), max_length=10, choices=RowVerdict.choices)
    name = models.CharField(_("name"), max_length=250, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    changes = models.JSONField(default=dict)
    reason = models.TextField(_("why not"), blank=True)
    note = models.TextField(_("note"), blank=True)
    # Why undoing left it as it is.
    left = models.TextField(_("why it was left"), blank=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        ordering = ["number"]
        indexes = [models.Index(fields=["run", "verdict", "number"], name="import_row_list")]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_row_once")]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.number}"


class ColumnMatching(models.Model):
    """Which columns of a table with these headings hold what, as an officer matched them last."""

    authority = models.ForeignKey(
        Authority, models.CASCADE, verbose_name=_("office"), related_name="column_matchings"
    )
    key = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("matching of columns")
        verbose_name_plural = _("matchings of columns")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "key"], name="column_matching_once_per_office")
        ]

    def __str__(self) -> str:
        return f"{self.authority_id}: {self.key}"
