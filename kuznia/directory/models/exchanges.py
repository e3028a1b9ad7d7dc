"""What organisations look for and offer each other and their neighbours."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kuznia.directory.models.organisations import Organisation
from kuznia.directory.states import ExchangeKind, ExchangeSide
from kuznia.lib.clock import Now


class Exchange(models.Model):
    """One thing that an organisation looks for or offers, until its day or until its people end it."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="exchanges"
    )
    side = models.CharField(_("direction"), max_length=10, choices=ExchangeSide.choices)
    kind = models.CharField(_("what it is about"), max_length=12, choices=ExchangeKind.choices)
    text = models.CharField(_("in a few words"), max_length=120)
    text_en = models.CharField(_("in a few words, in English"), max_length=120, blank=True)
    detail = models.CharField(_("more about it"), max_length=300, blank=True)
    detail_en = models.CharField(_("more about it, in English"), max_length=300, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    added_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        ordering = ["-added_at", "-id"]
        indexes = [
            models.Index(
                fields=["side", "kind", "organisation"],
                condition=Q(ended_at__isnull=True),
                name="exchange_open",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def spoken_text(self) -> str:
        """Its words in the language of the reader, or in Polish where nobody wrote English ones."""
        return self.text_en if get_language() == "en" and self.text_en else self.text

    @property
    def spoken_detail(self) -> str:
        """What else it says, in the language of the reader, or in Polish."""
        return self.detail_en if get_language() == "en" and self.detail_en else self.detail

    @property
    def icon(self) -> str:
        """The picture beside it."""
        return ICONS[ExchangeKind(self.kind)]


ICONS = {
    ExchangeKind.VOLUNTEERS: "hand-heart",
    ExchangeKind.PARTNERS: "handshake",
    ExchangeKind.PREMISES: "door-open",
    ExchangeKind.EQUIPMENT: "hammer",
    ExchangeKind.KNOWLEDGE: "graduation-cap",
    ExchangeKind.OTHER: "megaphone",
}
