"""The people of an organisation's board, those of today and those before them."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kuznia.directory.models.organisations import Organisation

INITIALS = 2


@pghistory.track(exclude=["name", "told_ends_on", "told_ended_on"])
class BoardMember(models.Model):
    """A person holds a function in the board; the row stays when she no longer does."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="board"
    )
    name = models.CharField(_("first name and surname"), max_length=120)
    function = models.CharField(_("function"), max_length=100)
    since_on = models.DateField(_("since"))
    until_on = models.DateField(_("mandate until"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    # The end of the mandate about which letters went out, before it and after it: another day is written about anew.
    told_ends_on = models.DateField(null=True, blank=True)
    told_ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("member of the board")
        verbose_name_plural = _("members of the board")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["until_on"], condition=Q(ended_on__isnull=True), name="board_mandate_ends")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name", "function"],
                condition=Q(ended_on__isnull=True),
                name="board_member_once",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on")),
                name="board_mandate_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since_on")),
                name="board_ended_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.function}"

    @property
    def initials(self) -> str:
        """The letters beside the name."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])[:INITIALS]).upper()
