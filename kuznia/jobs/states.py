"""The states of long work, and what work ends with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import pgettext_lazy


class ProgressState(models.TextChoices):
    """Where a piece of long work stands."""

    WAITING = "waiting", pgettext_lazy("work", "waiting")
    RUNNING = "running", pgettext_lazy("work", "under way")
    DONE = "done", pgettext_lazy("work", "done")
    FAILED = "failed", pgettext_lazy("work", "not done")


UNDER_WAY = (ProgressState.WAITING, ProgressState.RUNNING)


@dataclass(frozen=True, slots=True)
class Result:
    """What finished work leaves: the path of a file or page, and a sentence marked with gettext_noop."""

    url: str = ""
    sentence: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)
