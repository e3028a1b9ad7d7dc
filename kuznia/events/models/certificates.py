"""Certificates of attendance: the register whose row gives the numbers, and what was printed on each paper."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kuznia.events.models.events import Event
from kuznia.events.models.registrations import Registration


class CertificatePlan(models.Model):
    """What the office wants to stand on the certificates of one event, and who gets them."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="certificate_plan")
    hours = models.PositiveSmallIntegerField(_("number of hours"))
    demands_workshop = models.BooleanField(_("only those who came to a workshop"), default=False)
    signer_name = models.CharField(_("who signs"), max_length=150)
    signer_function = models.CharField(_("function"), max_length=200)
    place = models.CharField(_("place of issue"), max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=200), name="certificate_plan_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.hours}"


class CertificateRegister(models.Model):
    """The certificates of one office in one year. Whoever numbers one holds this row's lock: no gap, no twin."""

    authority = models.ForeignKey("directory.Authority", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "year"], name="certificate_register_once"),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id}/{self.year}"


@pghistory.track(fields=["number", "version", "hours", "revoked_at"])
class Certificate(models.Model):
    """One numbered paper for one sign-up. All that is printed is kept: a later change of the event alters nothing."""

    registration = models.OneToOneField(Registration, models.PROTECT, related_name="certificate")
    register = models.ForeignKey(CertificateRegister, models.PROTECT, related_name="certificates")
    number = models.PositiveIntegerField()
    # Stands on the paper; whoever types it on the site reads whether the paper is valid.
    code = models.CharField(max_length=12, unique=True)
    language = models.CharField(max_length=2)
    name = models.CharField(_("name as printed"), max_length=150)
    title = models.CharField(_("title of the event as printed"), max_length=200)
    venue = models.CharField(_("venue as printed"), max_length=500)
    starts_on = models.DateField()
    ends_on = models.DateField()
    hours = models.PositiveSmallIntegerField(_("number of hours"))
    sessions = models.JSONField(_("items of the programme as printed"), default=list)
    signer_name = models.CharField(_("who signs"), max_length=150)
    signer_function = models.CharField(_("function"), max_length=200)
    place = models.CharField(_("place of issue"), max_length=100)
    issued_at = models.DateTimeField()
    # Set where an officer chose to give one to a person whom nobody let in at the door.
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Raised by every correction: the number stays, the paper is set anew.
    version = models.PositiveSmallIntegerField(default=1)
    versioned_at = models.DateTimeField()
    # The version of the document that lies in the store; 0 before the first.
    made_version = models.PositiveSmallIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["register", "number"]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="certificate_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="certificate_number_from_one"),
            models.CheckConstraint(
                condition=Q(made_version__lte=F("version")), name="certificate_made_as_it_is"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) ^ ~Q(revoked_reason=""),
                name="certificate_revoked_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.full_number

    @property
    def full_number(self) -> str:
        """The number with its year, as printed: 12/2026."""
        return f"{self.number}/{self.register.year}"

    @property
    def is_revoked(self) -> bool:
        """True once the office has taken the certificate back."""
        return self.revoked_at is not None

    @property
    def is_made(self) -> bool:
        """True while the document in the store says what the certificate says."""
        return self.made_version == self.version
