"""Requests for the honorary patronage of an office over an event."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kuznia.events.models.events import Event
from kuznia.events.states import PatronageState


@pghistory.track(fields=["state", "event", "patron", "decided_at"])
class PatronageRequest(models.Model):
    """An organiser asks the office for honorary patronage; a granted one is a mark on the event's page."""

    authority = models.ForeignKey(
        "directory.Authority", models.PROTECT, related_name="+", verbose_name=_("office")
    )
    state = models.CharField(max_length=20, choices=PatronageState.choices, default=PatronageState.SUBMITTED)
    code = models.CharField(max_length=12, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(_("who asks"), max_length=150)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation_name = models.CharField(_("organiser"), max_length=200)
    title = models.CharField(_("title of the event"), max_length=200)
    starts_on = models.DateField(_("day of the event"))
    place = models.CharField(_("place"), max_length=200)
    about = models.TextField(_("what the event is about"), max_length=2000)
    audience = models.CharField(_("for whom and how many people"), max_length=300)
    # The event of this site that bears the mark; the office may name it when it grants.
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+")
    patron = models.CharField(_("patron"), max_length=200, blank=True)
    language = models.CharField(max_length=2, default="pl")
    notice = models.ForeignKey("accounts.PrivacyNotice", models.PROTECT, related_name="+")
    # One filled-in form makes one request, however often it is sent.
    form_key = models.UUIDField(unique=True)
    arrived_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("request for patronage")
        verbose_name_plural = _("requests for patronage")
        ordering = ["-id"]
        indexes = [models.Index(fields=["authority", "state", "starts_on"], name="patronage_authority_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="granted") | ~Q(patron=""), name="patronage_granted_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
