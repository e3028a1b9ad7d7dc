"""Reads the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.db.models.fields.json import KT

from kuznia.lib import clock
from kuznia.lib.policy import Actor, decide
from kuznia.notify.models import Message, MessageQuerySet
from kuznia.notify.states import UNDER_WAY, MessageState

SILENCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class QueueState:
    """How many messages wait, since when, and what the mail server said last to one that failed."""

    waiting: int
    oldest_at: datetime | None
    last_answer: str


def visible_to(actor: Actor) -> MessageQuerySet:
    """Return the messages that the actor may open: the whole mailbox where there is one, else what she may mend."""
    if decide(actor, "notify.may_open_mailbox").allowed:
        return Message.objects.all()
    return undelivered_to_mend(actor)


def undelivered_to_mend(actor: Actor) -> MessageQuerySet:
    """Return the undelivered messages that the actor may send again, newest first, with their subjects."""
    if not decide(actor, "notify.may_mend").allowed:
        return Message.objects.none()
    return listed(Message.objects.undelivered())


def mailbox(*, to: str = "") -> MessageQuerySet:
    """Return the messages of the mailbox, newest first, of one reader where her address is given."""
    messages = Message.objects.all()
    return listed(messages.filter(to__iexact=to) if to else messages)


def listed(messages: MessageQuerySet) -> MessageQuerySet:
    """Return the messages as a list needs them: the subject without the rest of the letter."""
    return messages.annotate(subject=KT("letter__subject")).defer("letter")


def queue_state() -> QueueState:
    """Return how the queue stands, for the officer's page."""
    under_way = Message.objects.filter(state__in=UNDER_WAY)
    sums = under_way.aggregate(waiting=Count("pk"), oldest_at=Min("queued_at"))
    failed = (
        Message.objects.filter(state=MessageState.FAILED)
        .order_by("-tried_at")
        .values_list("last_answer", flat=True)
    )
    return QueueState(**sums, last_answer=failed.first() or "")


def is_server_silent() -> bool:
    """True when the mail server said nothing within the last minute: single letters then wait for the round."""
    since = clock.now() - SILENCE
    return Message.objects.filter(
        state=MessageState.FAILED, answer_code__isnull=True, tried_at__gt=since
    ).exists()
