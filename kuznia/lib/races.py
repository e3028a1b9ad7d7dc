"""Transactions that lose a race try again, a few times, and then say so in words.

PostgreSQL ends the loser of a deadlock, of a serialisation conflict or of a wait for a lock (3 s for the serving
role) with an error of its own. Such an act has done nothing, so it can simply be done once more.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection
from django.utils.translation import gettext_lazy as _

from kuznia.lib.errors import Refused

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

LOST = frozenset({"40001", "40P01", "55P03"})  # serialisation failure, deadlock, lock not available
MOST_TRIES = 5
LONGEST_PAUSE = 0.2
BUSY = _("Many people are doing this at the same moment. Nothing has been changed: try once more.")


def tried_again(act: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Repeat a lost transaction up to 5 times with a random pause, then refuse; stands above `transaction.atomic`.

    Inside another transaction it does nothing: only the outermost one can be repeated.
    """

    @wraps(act)
    def trying(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        if connection.in_atomic_block:
            return act(*args, **kwargs)
        for attempt in range(1, MOST_TRIES + 1):
            try:
                return act(*args, **kwargs)
            except OperationalError as error:
                if not _is_lost_race(error):
                    raise
                if attempt < MOST_TRIES:
                    time.sleep(random.uniform(0, LONGEST_PAUSE * attempt))  # noqa: S311 - jitter, not a secret
        raise Refused(BUSY)

    return trying


def _is_lost_race(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", None) in LOST
