"""Reads the outbox."""

from __future__ import annotations

from datetime import timedelta

from kuznia.lib import clock
from kuznia.notify.models import Message
from kuznia.notify.states import MessageState

SILENCE = timedelta(minutes=1)


def is_server_silent() -> bool:
    """True when the mail server said nothing within the last minute: single letters then wait for the round."""
    since = clock.now() - SILENCE
    return Message.objects.filter(
        state=MessageState.FAILED, answer_code__isnull=True, tried_at__gt=since
    ).exists()
