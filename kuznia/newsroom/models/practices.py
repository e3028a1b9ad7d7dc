"""Good practices: what an organisation did about a problem, what it cost and what came of it."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kuznia.lib.money import format_pln
from kuznia.newsroom.states import PracticeState


@pghistory.track(fields=["state", "organisation", "title", "cost", "version", "published_at"])
class Practice(models.Model):
    """A card that an organisation proposes and an editor publishes; its picture is a stored file of its own."""

    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=PracticeState.choices, default=PracticeState.PROPOSED)
    title = models.CharField(pgettext_lazy("practice", "title"), max_length=120)
    slug = models.SlugField(max_length=80, db_index=False)
    sphere = models.ForeignKey(
        "directory.Sphere", models.PROTECT, related_name="+", verbose_name=pgettext_lazy("practice", "field")
    )
    problem = models.TextField(_("the problem"), max_length=1500)
    deed = models.TextField(_("what was done"), max_length=3000)
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=2)
    cost_note = models.CharField(_("what the money went on"), max_length=300, blank=True)
    result = models.TextField(_("the result"), max_length=1500)
    contact_name = models.CharField(_("whom to ask"), max_length=120)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)
    # When the organisation said that the person named agrees to stand on a public page.
    contact_agreed_at = models.DateTimeField()
    # Grows with each change, so that an editor publishes the text that she has read.
    version = models.PositiveIntegerField(default=1)
    language = models.CharField(max_length=2, default="pl")
    # One filled-in form makes one card, however often it is sent.
    form_key = models.UUIDField(unique=True)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "-published_at"], name="practice_state_newest_first"),
            models.Index(fields=["organisation", "state"], name="practice_of_organisation"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="practice_slug_once"),
            models.CheckConstraint(condition=Q(cost__gte=0), name="practice_cost_not_below_zero"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="practice_published_with_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the card."""
        return reverse("newsroom:practice", args=[self.slug])

    @property
    def cost_printed(self) -> str:
        """The cost as people print it."""
        return format_pln(self.cost)

    @property
    def is_public(self) -> bool:
        """Whether everybody reads it."""
        return self.state == PracticeState.PUBLISHED

    @property
    def is_waiting(self) -> bool:
        """Whether an editor has yet to decide."""
        return self.state == PracticeState.PROPOSED
