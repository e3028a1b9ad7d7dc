"""Queues letters with the act that causes them, delivers them afterwards. Nothing else writes messages."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from kuznia.jobs.services import enqueue
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.once import Once
from kuznia.lib.policy import Actor, demand
from kuznia.lib.text import mask_email
from kuznia.notify.letters import Letter
from kuznia.notify.models import Message
from kuznia.notify.queries import is_server_silent
from kuznia.notify.registry import Posting, notice_named
from kuznia.notify.server import Answer, Verdict, hand_over
from kuznia.notify.states import UNDER_WAY, MessageState
from kuznia.people.models import Person

# Longer than the slowest talk with a mail server: within it nobody else takes the message.
HOLD = timedelta(minutes=5)
SHORTEST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=5)
GIVE_UP_AFTER = timedelta(hours=48)
KEEP_LETTER = timedelta(days=30)
LONGEST_ANSWER = 500


@transaction.atomic(savepoint=False)
def queue(
    *,
    letter: Letter,
    to: str,
    matter: str,
    language: str,
    actor: Actor,
    person: Person | None = None,
    authority_id: int | None = None,
) -> Message:
    """Put the letter into the outbox: it goes out after the commit, or never if the act is rolled back.

    One mail per matter: a matter that was queued before gives the same message and sends nothing. Whoever means
    to write again chooses another matter.
    """
    del actor  # The act that causes the letter was authorised where it is done.
    new = Message(
        matter=matter,
        to=_mailable(to),
        language=language,
        letter=letter.to_json(),
        person=person,
        authority_id=authority_id,
        message_id=_new_message_id(),
    )
    message, is_new = _OF_MATTER.found_or_made(new)
    if is_new:
        enqueue("notify.deliver", pk=message.pk)
    return message


_OF_MATTER = Once(Message, by="matter")


def post(*, posting: Posting, actor: Actor) -> Message | None:
    """Queue one posting, as `queue` does, and return its message; whoever has no address gets none."""
    if not posting.to:
        return None
    return queue(
        letter=posting.letter,
        to=posting.to,
        matter=posting.matter,
        language=posting.language,
        person=posting.person,
        authority_id=posting.authority_id,
        actor=actor,
    )


@transaction.atomic
def announce(*, notice: str, subject: models.Model, actor: Actor, reason: str = "") -> list[Message]:
    """Queue what the notice of that name tells about `subject`, and return the messages."""
    postings = notice_named(notice)(subject=subject, actor=actor, reason=reason)
    messages = (post(posting=posting, actor=actor) for posting in postings)
    return [message for message in messages if message is not None]


def deliver(*, pk: int, actor: Actor) -> Message:
    """Try to send the message if it is due, and write down the answer; running twice sends once.

    No transaction spans the talk with the mail server. A worker that dies between the server's yes and our note of
    it makes the mail go out again after HOLD, under the same Message-ID.
    """
    demand(actor, "notify.may_deliver")
    message = Message.objects.get(pk=pk)
    if not is_server_silent() and _take(message):
        _note(message, hand_over(message))
    message.refresh_from_db()
    return message


def deliver_due(*, actor: Actor) -> int:
    """Send what is due, oldest first, until the mail server stops answering; return how many went out."""
    demand(actor, "notify.may_deliver")
    sent = 0
    for message in list(Message.objects.due().order_by("next_try_at", "pk")):
        if not _take(message):
            continue
        answer = hand_over(message)
        _note(message, answer)
        if answer.is_silence:
            break
        sent += answer.verdict is Verdict.ACCEPTED
    return sent


@transaction.atomic
def try_again(*, message: Message, actor: Actor) -> Message:
    """Give an undelivered message two more days."""
    demand(actor, "notify.may_mend", message)
    now = clock.now()
    waiting = Message.objects.undelivered().filter(pk=message.pk)
    if not waiting.update(state=MessageState.WAITING, next_try_at=now, trying_since=now):
        raise Refused(_("This e-mail is on its way already, or its text is no longer kept."))
    enqueue("notify.deliver", pk=message.pk)
    message.refresh_from_db()
    return message


@transaction.atomic
def forget_letters(*, actor: Actor) -> int:
    """Empty the letters that went out, or were given up, 30 days ago; return how many there were."""
    demand(actor, "notify.may_deliver")
    before = clock.now() - KEEP_LETTER
    old = Q(sent_at__lt=before) | Q(state=MessageState.UNDELIVERED, trying_since__lt=before)
    return _forget(Message.objects.filter(old).exclude(letter={}))


@transaction.atomic
def forget_person(*, person_id: int, actor: Actor) -> int:
    """Empty every letter to the person and mask her address; what was not sent yet is not sent any more."""
    del actor  # Erasure is authorised by `accounts`, which asks every app to do its own.
    mine = Message.objects.filter(person_id=person_id)
    mine.filter(state__in=UNDER_WAY).update(state=MessageState.UNDELIVERED, next_try_at=clock.now())
    return _forget(mine)


def _forget(messages: models.QuerySet[Message]) -> int:
    rows = list(messages)
    for message in rows:
        message.letter, message.last_answer = {}, ""
        message.to, message.person = mask_email(message.to), None
    return Message.objects.bulk_update(rows, ["letter", "last_answer", "to", "person"], batch_size=500)


def _take(message: Message) -> bool:
    """True when this worker is the one that tries the message now."""
    now = clock.now()
    taken = Message.objects.due().filter(pk=message.pk)
    return bool(taken.update(attempts=F("attempts") + 1, tried_at=now, next_try_at=now + HOLD))


@transaction.atomic
def _note(message: Message, answer: Answer) -> None:
    # Under the row's lock: an erasure may have emptied the letter during the talk, and then stays the last word.
    kept = Message.objects.select_for_update(no_key=True).get(pk=message.pk)
    now = clock.now()
    kept.answer_code = answer.code
    kept.last_answer = answer.text[:LONGEST_ANSWER] if kept.letter else ""
    kept.state = _state_after(kept, answer, now)
    if kept.state == MessageState.SENT:
        kept.sent_at = now
    if kept.state == MessageState.FAILED:
        kept.next_try_at = now + _pause(kept.attempts)
    kept.save(update_fields=["answer_code", "last_answer", "state", "sent_at", "next_try_at"])


def _state_after(message: Message, answer: Answer, now: datetime) -> MessageState:
    if answer.verdict is Verdict.ACCEPTED:
        return MessageState.SENT
    is_last = answer.verdict is Verdict.REFUSED or now >= message.trying_since + GIVE_UP_AFTER
    if is_last or not message.letter:
        return MessageState.UNDELIVERED
    return MessageState.FAILED


def _pause(attempts: int) -> timedelta:
    """Half a minute, doubled with every attempt up to five minutes: the queue drains soon after the server is back."""
    return min(SHORTEST_PAUSE * (1 << min(attempts - 1, 8)), LONGEST_PAUSE)


def _mailable(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refused(_("We can’t write to this e-mail address. Check it."), field="email") from error
    return address


def _new_message_id() -> str:
    host = urlsplit(settings.KUZNIA_BASE_URL).hostname or "localhost"
    return f"<{uuid.uuid4()}@{host}>"
