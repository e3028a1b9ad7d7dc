"""What the moves of a question tell whoever asked."""

from __future__ import annotations

from collections.abc import Iterable

from kuznia.inquiries import letters
from kuznia.inquiries.models import Inquiry
from kuznia.inquiries.states import ReplyKind
from kuznia.lib import clock
from kuznia.lib.policy import Actor
from kuznia.notify.registry import Posting, notice


@notice("inquiries.answered")
def answered(*, subject: Inquiry, actor: Actor, reason: str) -> Iterable[Posting]:
    """Send the answer."""
    del actor, reason
    answer = subject.replies.filter(kind=ReplyKind.ANSWER).latest("pk")
    return (letters.answered(subject, answer=answer.body, written_at=answer.written_at),)


@notice("inquiries.handed_over")
def handed_over(*, subject: Inquiry, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell which office has it now."""
    del actor
    return (letters.handed_over(subject, at=clock.now(), reason=reason),)


@notice("inquiries.passed_on")
def passed_on(*, subject: Inquiry, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell that the county office has it now."""
    del actor, reason
    return (letters.passed_on(subject, at=clock.now()),)


@notice("inquiries.closed")
def closed(*, subject: Inquiry, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell that the office closed it."""
    del actor
    return (letters.closed(subject, at=clock.now(), reason=reason),)
