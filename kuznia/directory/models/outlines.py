"""Where a gmina lies: its outline, coarse enough for a schematic map."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kuznia.directory.models.authorities import Municipality


class Outline(models.Model):
    """The outline of a gmina, or of the whole county where no gmina is named; polygons of rings in WGS 84."""

    municipality = models.OneToOneField(
        Municipality, models.CASCADE, null=True, blank=True, verbose_name=_("gmina"), related_name="outline"
    )
    polygons = models.JSONField(_("outline"))

    class Meta:
        verbose_name = _("outline")
        verbose_name_plural = _("outlines")
        ordering = ["municipality__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"], nulls_distinct=False, name="outline_once_for_each"
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality or _("the whole county"))
