"""The application that the real server of these tests serves: the house over the database of one test.

A test may ask for a sudden death: the file named by TEST_DEATH says whether the process that commits next is killed
before the database hears of it, or after.
"""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
settings.KUZNIA_FILES_DIR = Path(os.environ.get("TEST_FILES_DIR", settings.KUZNIA_FILES_DIR))
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

from kuznia.config.wsgi import application  # noqa: E402

__all__ = ["application"]
_DEATH = Path(os.environ.get("TEST_DEATH", "/nonexistent"))


def _deadly(commit: Callable[[BaseDatabaseWrapper], None]) -> Callable[[BaseDatabaseWrapper], None]:
    def commit_or_die(connection: BaseDatabaseWrapper) -> None:
        when = ""
        with suppress(FileNotFoundError):
            when = _DEATH.read_text()
            _DEATH.unlink()
        if when != "before":
            commit(connection)
        if when:
            os.kill(os.getpid(), signal.SIGKILL)

    return commit_or_die


BaseDatabaseWrapper.commit = _deadly(BaseDatabaseWrapper.commit)  # type: ignore[method-assign, assignment]
