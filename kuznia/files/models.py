"""What is known of a file that somebody sent; its bytes lie in the store under their SHA-256."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kuznia.files.intake import SIDES
from kuznia.files.kinds import PICTURES, RECORDINGS, ContentType
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
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
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
        return self.content_type in PICTURES

    @property
    def is_paper(self) -> bool:
        """Whether the file is neither a picture nor a recording."""
        return self.content_type not in PICTURES | RECORDINGS

    @property
    def longer_side(self) -> int:
        """The longer side of the picture in pixels; 0 where the file is none."""
        return max(self.width or 0, self.height or 0)

    def address_at(self, side: int) -> str:
        """Return the address of the picture with its longer side so long, or of itself where it is no longer."""
        if self.longer_side <= side:
            return self.get_absolute_url()
        return reverse("files:rendition", kwargs={"pk": self.pk, "side": side, "name": self.original_name})

    @property
    def preview_url(self) -> str:
        """The address of the picture in its smallest size."""
        return self.address_at(SIDES[0])

    @property
    def srcset(self) -> str:
        """The sizes of the picture with their widths, as browsers choose from."""
        longer, width = self.longer_side, self.width or 0
        smaller = [
            f"{self.address_at(side)} {round(width * side / longer) or 1}w" for side in SIDES if side < longer
        ]
        return ", ".join([*smaller, f"{self.get_absolute_url()} {width}w"])


class Rendition(models.Model):
    """A picture in a smaller size; it comes and goes with its file, and who may read the one may read the other."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="renditions", verbose_name=_("file"))
    side = models.PositiveSmallIntegerField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64, validators=[RegexValidator(SHA256)])
    size = models.PositiveIntegerField()

    class Meta:
        ordering = ["file", "side"]
        verbose_name = _("smaller picture")
        verbose_name_plural = _("smaller pictures")
        indexes = [models.Index(fields=["sha256"], name="rendition_sha256")]
        constraints = [
            models.UniqueConstraint(fields=["file", "side"], name="rendition_once_per_side"),
            models.CheckConstraint(condition=Q(sha256__regex=SHA256), name="rendition_sha256_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.file}, {self.side}"
