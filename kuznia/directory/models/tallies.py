"""How many active organisations each gmina has, kept by the database itself so that no page counts them."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from kuznia.directory.models.authorities import Municipality

NOTED = (
    "INSERT INTO directory_tally (municipality_id, change)"
    " SELECT municipality_id, sum(change) FROM (CHANGES) AS changes"
    " GROUP BY municipality_id HAVING sum(change) <> 0; RETURN NULL;"
)


class Tally(models.Model):
    """By how many active organisations a gmina, or no gmina, gained or lost; the sum of its changes is their number.

    Changes are added and never altered, so two writers never wait for each other (docs/adr/0035).
    """

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, verbose_name=_("gmina"), related_name="tallies"
    )
    change = models.IntegerField()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")

    def __str__(self) -> str:
        return f"{self.change:+}"


def tally_triggers() -> list[pgtrigger.Trigger]:
    """Return what notes, after each statement, how the numbers changed by it, however many rows it wrote."""
    gained = "SELECT municipality_id, 1 AS change FROM came WHERE state = 'active'"
    lost = "SELECT municipality_id, -1 AS change FROM went WHERE state = 'active'"
    return [
        _noting(gained, pgtrigger.Insert, new="came"),
        _noting(f"{gained} UNION ALL {lost}", pgtrigger.Update, new="came", old="went"),
        _noting(lost, pgtrigger.Delete, old="went"),
    ]


def _noting(changes: str, operation: Any, **tables: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=f"tally_{operation}".lower(),
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),  # type: ignore[no-untyped-call]
        func=NOTED.replace("CHANGES", changes),
    )
