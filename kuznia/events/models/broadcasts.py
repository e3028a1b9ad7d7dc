"""Messages that an office writes to participants of its event."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kuznia.events.models.events import Event
from kuznia.events.models.sessions import Session
from kuznia.events.states import BroadcastGroup
from kuznia.lib.clock import Now


class Broadcast(models.Model):
    """One message to a group of participants; each of them gets it once."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="broadcasts")
    group = models.CharField(_("to whom"), max_length=20, choices=BroadcastGroup.choices)
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("session")
    )
    title = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("message"), max_length=4000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # One filled-in form makes one message, however often it is sent.
    form_key = models.UUIDField(unique=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    # How many people it was written to; empty while the job is under way.
    reached = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("message to participants")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(group="session", session__isnull=False) | ~Q(group="session"),
                name="broadcast_names_its_session",
            ),
        ]

    def __str__(self) -> str:
        return self.title
