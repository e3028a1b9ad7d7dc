"""The application that the real server of these tests serves: the house over the database of one test.

A test may ask for a sudden death: the file named by TEST_DEATH says at which step of a sign-up the process that comes
there next is killed: `locked`, with the event's row locked and nothing written; `before` the database hears of the
commit, or `after` it; `answering`, with the answer made and not sent.
"""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
settings.KUZNIA_FILES_DIR = Path(os.environ.get("TEST_FILES_DIR", settings.KUZNIA_FILES_DIR))
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

from kuznia.config.wsgi import application  # noqa: E402
from kuznia.events.services import seats  # noqa: E402

__all__ = ["application"]
_DEATH = Path(os.environ.get("TEST_DEATH", "/nonexistent"))


def _die(step: str) -> None:
    """End here and now, if this is the step that the test has written down."""
    with suppress(FileNotFoundError):
        if _DEATH.read_text() == step:
            _DEATH.unlink()
            os.kill(os.getpid(), signal.SIGKILL)


def _deadly(act: Callable[..., Any], *, before: str = "", after: str = "") -> Callable[..., Any]:
    @wraps(act)
    def acting(*args: Any, **kwargs: Any) -> Any:
        _die(before)
        done = act(*args, **kwargs)
        _die(after)
        return done

    return acting


BaseDatabaseWrapper.commit = _deadly(BaseDatabaseWrapper.commit, before="before", after="after")  # type: ignore[method-assign]
seats.lock_event = _deadly(seats.lock_event, after="locked")
application = _deadly(application, after="answering")
