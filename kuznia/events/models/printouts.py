"""What the office prints for a day: badges, attendance sheets, certificates on paper."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kuznia.events.models.events import Event
from kuznia.events.models.sessions import Session
from kuznia.events.states import PrintoutKind


class Printout(models.Model):
    """One document made for printing; its file is read by the officers of the event's office only."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="printouts")
    kind = models.CharField(_("what"), max_length=30, choices=PrintoutKind.choices)
    session = models.ForeignKey(Session, models.CASCADE, null=True, blank=True, related_name="+")
    # Of how many people or cards it tells.
    count = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("printout")
        verbose_name_plural = _("printouts")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "kind", "session"], nulls_distinct=False, name="printout_newest_only"
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
