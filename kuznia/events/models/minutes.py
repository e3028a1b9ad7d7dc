"""The minutes of an event: what was said to each point, what was decided, who does what until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kuznia.events.models.events import Event
from kuznia.events.models.sessions import Session
from kuznia.events.states import RecordState

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


@pghistory.track(fields=["state", "version", "published_at"])
class Minutes(models.Model):
    """The minutes of one event; their agenda comes from its programme, their attendance from the records."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=20, choices=RecordState.choices, default=RecordState.DRAFT)
    chair = models.CharField(_("who led the meeting"), max_length=200, blank=True)
    secretary = models.CharField(_("who took the minutes"), max_length=200, blank=True)
    # Raised by every change: a stale form is refused, never merged.
    version = models.PositiveIntegerField(default=1, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    if TYPE_CHECKING:
        items: RelatedManager[MinutesItem]
        decisions: RelatedManager[Decision]
        actions: RelatedManager[Action]

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")

    def __str__(self) -> str:
        return str(self.event)


class MinutesItem(models.Model):
    """One point of the agenda and what was said to it."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="items")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(_("point of the agenda"), max_length=200)
    course = models.TextField(_("what was said"), max_length=6000, blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.heading


class Decision(models.Model):
    """What the meeting decided, with the votes where they were counted."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    wording = models.TextField(_("decision"), max_length=1000)
    votes_for = models.PositiveIntegerField(_("for"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("against"), null=True, blank=True)
    votes_abstained = models.PositiveIntegerField(_("abstained"), null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=Q(votes_for__isnull=True, votes_against__isnull=True, votes_abstained__isnull=True)
                | Q(votes_for__isnull=False, votes_against__isnull=False, votes_abstained__isnull=False),
                name="decision_votes_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.wording


class Action(models.Model):
    """What somebody undertook to do, and until when."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="actions")
    task = models.CharField(_("what is to be done"), max_length=500)
    owner = models.CharField(_("who does it"), max_length=200)
    due_on = models.DateField(_("until when"))
    done_on = models.DateField(_("done"), null=True, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(done_on__isnull=True), name="action_open_due"),
        ]

    def __str__(self) -> str:
        return self.task
