"""Reads the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.db.models.fields.json import KT

from kuznia.lib import clock
from kuznia.lib.policy import Actor, ForAuthority, acts_for_county, decide, is_administrator, is_officer
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
    return listed(mended_by(actor).undelivered())


def mended_by(actor: Actor) -> MessageQuerySet:
    """Return the messages that the actor mends where they are not delivered, as `may_mend` says of each."""
    if not isinstance(actor, ForAuthority) or not is_officer(actor):
        return Message.objects.none()
    if not acts_for_county(actor):
        return Message.objects.filter(authority_id=actor.authority_id)
    if is_administrator(actor):
        return Message.objects.all()
    return Message.objects.filter(Q(authority_id=actor.authority_id) | Q(authority_id=None))


def mailbox(*, to: str = "") -> MessageQuerySet:
    """Return the messages of the mailbox, newest first, of one reader where her address is given."""
    messages = Message.objects.all()
    return listed(messages.filter(to__iexact=to) if to else messages)


def listed(messages: MessageQuerySet) -> MessageQuerySet:
    """Return the messages as a list needs them: the subject without the rest of the letter."""
    return messages.annotate(subject=KT("letter__subject")).defer("letter")


def queue_state(actor: Actor) -> QueueState:
    """Return how the queue of the actor's messages stands, for the officer's page."""
    under_way = mended_by(actor).filter(state__in=UNDER_WAY)
    sums = under_way.aggregate(waiting=Count("pk"), oldest_at=Min("queued_at"))
    failed = (
        under_way.filter(state=MessageState.FAILED)
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
