"""Whom the moves of good practices tell."""

from __future__ import annotations

from collections.abc import Iterable

from kuznia.lib.policy import Actor
from kuznia.newsroom import practice_letters as letters
from kuznia.newsroom.models import Practice
from kuznia.notify.registry import Posting, notice


@notice("newsroom.practice_published")
def practice_published(*, subject: Practice, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell whoever proposed the card that everybody reads it."""
    del actor, reason
    return (letters.practice_published(subject),)


@notice("newsroom.practice_sent_back")
def practice_sent_back(*, subject: Practice, actor: Actor, reason: str) -> Iterable[Posting]:
    """Ask whoever proposed the card to correct it."""
    del actor
    return (letters.practice_sent_back(subject, reason=reason),)


@notice("newsroom.practice_refused")
def practice_refused(*, subject: Practice, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell whoever proposed the card that it is refused, and why."""
    del actor
    return (letters.practice_refused(subject, reason=reason),)


@notice("newsroom.practice_taken_down")
def practice_taken_down(*, subject: Practice, actor: Actor, reason: str) -> Iterable[Posting]:
    """Tell whoever proposed the card that it no longer stands on the site, and why."""
    del actor
    return (letters.practice_taken_down(subject, reason=reason),)
