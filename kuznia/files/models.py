"""What is known of a file that somebody sent; its bytes lie in the store under their SHA-256."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kuznia.files.kinds import ContentType
from kuznia.lib.clock import Now

SHA256 = r"^[0-9a-f]{64}$"


class StoredFile(models.Model):
    """One file of one object. The owner's app says who may read it; several rows may share the same bytes."""

    sha256 = models.CharField(max_length=64, validators=[RegexValidator(SHA256)])
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100, choices=ContentType.choices)
    original_name = models.CharField(_("file name"), max_length=120)
    owner_label = models.CharField(max_length=60)
    owner_id = models.BigIntegerField()
    title = models.CharField(_("title"), max_length=200, blank=True)
    alt = models.CharField(_("description of the picture"), max_length=300, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = [
            models.Index(fields=["owner_label", "owner_id"], name="stored_file_owner"),
            models.Index(fields=["sha256"], name="stored_file_sha256"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=SHA256), name="stored_file_sha256_whole"),
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_not_empty"),
            models.CheckConstraint(
                condition=Q(content_type__in=ContentType.values), name="stored_file_type_allowed"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.original_name

    def get_absolute_url(self) -> str:
        """Return the address of the file; opening it asks the owner's app every time."""
        return reverse("files:file", kwargs={"pk": self.pk, "name": self.original_name})

    @property
    def is_image(self) -> bool:
        """Whether browsers show the file in the page."""
        return self.content_type in {ContentType.PNG, ContentType.JPEG}
