"""The secret address under which a person's calendar program reads what she has signed up for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kuznia.lib.clock import Now


class CalendarLink(models.Model):
    """One person's address; its secret part is computed and not stored, and another `turn` makes another address."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    turn = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("address of a person’s calendar")

    def __str__(self) -> str:
        return f"{self.pk}/{self.turn}"
