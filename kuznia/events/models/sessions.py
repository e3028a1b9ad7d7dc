"""The programme: its items, and who speaks in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kuznia.events.models.events import Event
from kuznia.events.states import SessionKind, SessionRole

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


@pghistory.track(exclude=["taken"])
class Session(models.Model):
    """One item of the programme. Sessions of one `block` run side by side: a participant chooses one of them."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    kind = models.CharField(_("kind"), max_length=20, choices=SessionKind.choices)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    lead = models.TextField(_("what it is about"), max_length=600, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    room = models.ForeignKey(
        "directory.Room", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("room")
    )
    block = models.PositiveSmallIntegerField(_("parallel block"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    taken = models.PositiveIntegerField(_("seats taken"), default=0, editable=False)

    if TYPE_CHECKING:
        people: RelatedManager[SessionPerson]

    class Meta:
        verbose_name = _("item of the programme")
        ordering = ["starts_at", "block", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")), name="session_not_oversold"
            ),
            models.CheckConstraint(
                condition=Q(block__isnull=True, capacity__isnull=True, taken=0)
                | Q(block__isnull=False, kind__in=("workshop", "discussion_group")),
                name="session_seats_only_in_block",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def spoken_title(self) -> str:
        """The title in the reader's language, or in Polish where nobody wrote an English one."""
        return self.title_en if self.title_en and get_language() == "en" else self.title

    @property
    def title_language(self) -> str:
        """The language that `spoken_title` is in."""
        return "en" if self.title_en and get_language() == "en" else "pl"

    @property
    def free(self) -> int | None:
        """How many seats are free; None where there is no limit."""
        return None if self.capacity is None else self.capacity - self.taken


class SessionPerson(models.Model):
    """Who speaks, sits in the panel, moderates or leads, and how the programme calls her."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="people")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=20, choices=SessionRole.choices)
    title = models.CharField(_("who she is"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "person", "role"], name="session_person_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)
