"""Who has a seat and waits for another session of the block (docs/adr/0021)."""

from __future__ import annotations

from datetime import datetime

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kuznia.events.models.registrations import Registration
from kuznia.events.models.sessions import Session


@pghistory.track(fields=["registration", "session", "offered_until", "ended_at"])
class Wish(models.Model):
    """A participant's wait for another session of a block; her old place stays hers until the new one is sure.

    While it is offered, the seat counts in `Session.taken`.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="wishes")
    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    block = models.PositiveSmallIntegerField()
    wished_at = models.DateTimeField()
    offered_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        ordering = ["wished_at", "id"]
        indexes = [
            models.Index(fields=["session"], condition=Q(ended_at__isnull=True), name="wish_live_session"),
            models.Index(
                fields=["offered_until"],
                condition=Q(ended_at__isnull=True, offered_until__isnull=False),
                name="wish_offered_until",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "block"],
                condition=Q(ended_at__isnull=True),
                name="wish_once_per_block",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(offered_until__isnull=True),
                name="wish_ended_or_offered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.session_id}"

    @property
    def is_offered(self) -> bool:
        """True while a seat of the session is kept for the answer."""
        return self.ended_at is None and self.offered_until is not None

    def is_late(self, at: datetime) -> bool:
        """True when the time to answer has passed."""
        return self.offered_until is not None and self.offered_until < at
