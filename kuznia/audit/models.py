"""The case history: what happened to a thing, by whom and when, in sentences, never changed afterwards."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kuznia.lib.clock import Now


class Audience(models.TextChoices):
    """Who may read an entry."""

    PUBLIC = "public", _("everybody")
    PARTIES = "parties", _("those whom the case concerns")
    OFFICE = "office", _("the office")


class CaseEntry(models.Model):
    """One act on one thing. Names of people are references, so that an erased person is not named here."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())
    actor_kind = models.CharField(max_length=20)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    acted_for = models.CharField(max_length=200, blank=True)
    sentence = models.CharField(max_length=300)
    params = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.OFFICE)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"], name="case_entry_subject")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}: {self.sentence}"
