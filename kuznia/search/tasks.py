"""Keeps the index while nobody waits."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from kuznia.jobs.models import Progress
from kuznia.jobs.registry import periodic, task, work
from kuznia.jobs.services import advance, plan_work
from kuznia.jobs.states import Result
from kuznia.lib.policy import System
from kuznia.lib.ports import published
from kuznia.search.queries import is_current
from kuznia.search.services import forget_unknown, forget_words, refresh, start_reindexing

HOUSE = System("search.index")
PIECE = 200


@task("search.refresh")
def refresh_texts(*, kind: str, keys: list[int]) -> None:
    """Keep what is public of these records."""
    for start in range(0, len(keys), PIECE):
        refresh(kind=kind, keys=keys[start : start + PIECE], actor=HOUSE)


@work("search.reindex")
def reindex(progress: Progress) -> Result:
    """Make the whole index anew, piece by piece; it is searched meanwhile."""
    pieces = [
        (source.kind, keys[start : start + PIECE])
        for source in published
        for keys in [sorted(source.keys())]
        for start in range(0, len(keys), PIECE)
    ]
    plan_work(progress=progress, total=sum(len(keys) for _kind, keys in pieces), actor=HOUSE)
    done = 0
    for kind, keys in pieces:
        refresh(kind=kind, keys=keys, actor=HOUSE)
        done += len(keys)
        advance(progress=progress, done=done, actor=HOUSE)
    for source in published:
        forget_unknown(kind=source.kind, known=source.keys(), actor=HOUSE)
    forget_words(actor=HOUSE)
    return Result(sentence=gettext_noop("Public texts in the index: %(count)s"), params={"count": done})


@periodic("25 3 * * *", "search.nightly")
def renew_nightly() -> None:
    """Mend what a lost job left behind, and follow a new dictionary."""
    start_reindexing(actor=HOUSE)


@periodic("*/10 * * * *", "search.follow_dictionary")
def follow_dictionary() -> None:
    """Make the index anew at once where another dictionary made it, or where there is none yet."""
    if not is_current():
        start_reindexing(actor=HOUSE)
