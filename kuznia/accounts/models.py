"""Privacy notices, kept by version, and the consents that people gave and may withdraw."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kuznia.lib.clock import Now


class PrivacyNotice(models.Model):
    """What the county tells people when it takes their data (art. 13 GDPR); a version never changes, the next follows.

    The body is plain text: paragraphs apart by an empty line, "## " begins a heading, "- " an item of a list.
    `$county`, `$address`, `$email`, `$phone` and `$officer` stand for the county's present contact.
    """

    purpose = models.CharField(_("purpose"), max_length=60)
    version = models.PositiveIntegerField(_("version"))
    title_pl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    body_pl = models.TextField()
    body_en = models.TextField()
    valid_from = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")
        ordering = ["purpose", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version"], name="notice_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="notice_version_counts"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"

    @property
    def texts(self) -> tuple[str, str, str, str]:
        """Everything that the notice says, without spaces at the ends."""
        said = (self.title_pl, self.title_en, self.body_pl, self.body_en)
        return said[0].strip(), said[1].strip(), said[2].strip(), said[3].strip()

    @property
    def title(self) -> str:
        """The title in the language of the page."""
        return self.title_en if _is_english() else self.title_pl

    @property
    def body(self) -> str:
        """The text in the language of the page, with places for the county's contact."""
        return self.body_en if _is_english() else self.body_pl


class Consent(models.Model):
    """One consent: given to a version of a text at an instant, withdrawn at another."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    notice = models.ForeignKey(PrivacyNotice, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=60)
    given_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_holds_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.person_id}"


def _is_english() -> bool:
    return (get_language() or settings.LANGUAGE_CODE).startswith("en")
