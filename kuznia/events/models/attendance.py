"""Who came: to the event, and to each of its sessions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kuznia.events.models.registrations import Registration
from kuznia.events.models.sessions import Session
from kuznia.events.states import AttendanceSource


class Attendance(models.Model):
    """That somebody was let in: at the door of the event (no session) or of one session; undone, never deleted."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="attendances")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="attendances")
    source = models.CharField(_("how"), max_length=20, choices=AttendanceSource.choices)
    # Made by the door's page: the same entry, sent again after a lost answer, is one attendance.
    key = models.UUIDField(unique=True)
    # When the person stood at the door; later than this only by the minutes without a connection.
    came_at = models.DateTimeField()
    door = models.CharField(_("door"), max_length=40, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(session__isnull=True, undone_at__isnull=True),
                name="attendance_once_at_event",
            ),
            models.UniqueConstraint(
                fields=["registration", "session"],
                condition=Q(session__isnull=False, undone_at__isnull=True),
                name="attendance_once_at_session",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="attendance_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.session_id or 'event'}"
