"""The outbox: every mail that an act caused, from the commit of the act to the answer of the mail server."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kuznia.lib.clock import Now
from kuznia.notify.letters import Letter
from kuznia.notify.states import UNDER_WAY, MessageState


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages by how far they have come."""

    def due(self) -> MessageQuerySet:
        """Those whose time to be tried has come and that no worker holds."""
        return self.filter(state__in=UNDER_WAY, next_try_at__lte=Now())

    def undelivered(self) -> MessageQuerySet:
        """Those that were given up and wait for an officer, as long as the letter is kept."""
        return self.filter(state=MessageState.UNDELIVERED).exclude(letter={})


class Message(models.Model):
    """One mail to one reader about one matter."""

    matter = models.CharField(max_length=200)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    to = models.CharField(max_length=254)
    # The office whose case the mail is about, as `lib.policy` names it; none where it is about no office's.
    authority_id = models.BigIntegerField(null=True, blank=True)
    language = models.CharField(max_length=2, default="pl")
    # Emptied 30 days after the mail went out; a login code or somebody's needs don't stay for ever.
    letter = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=11, choices=MessageState.choices, default=MessageState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    message_id = models.CharField(max_length=255, unique=True)
    answer_code = models.PositiveSmallIntegerField(null=True, blank=True)
    last_answer = models.TextField(blank=True)
    queued_at = models.DateTimeField(db_default=Now())
    tried_at = models.DateTimeField(null=True, blank=True)
    # A worker that takes the message moves this on; if it dies, the message is due again by itself.
    next_try_at = models.DateTimeField(db_default=Now())
    # After two days of trying the message is given up; an officer may begin the two days anew.
    trying_since = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["matter"], name="message_once_a_matter"),
            models.CheckConstraint(condition=Q(state__in=MessageState.values), name="message_state_known"),
            models.CheckConstraint(
                condition=Q(state=MessageState.SENT, sent_at__isnull=False)
                | (~Q(state=MessageState.SENT) & Q(sent_at__isnull=True)),
                name="message_sent_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state__in=UNDER_WAY), name="message_due"),
            models.Index(fields=["to", "-id"], name="message_to"),
            models.Index(
                fields=["id"], condition=Q(state=MessageState.UNDELIVERED), name="message_undelivered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} ({self.state})"

    @property
    def content(self) -> Letter | None:
        """The letter, or None once it has been forgotten."""
        return Letter.from_json(self.letter) if self.letter else None
