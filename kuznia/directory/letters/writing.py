"""How a letter of the directory is written: in the language of its reader, whatever the page speaks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.utils.translation import get_language, override

from kuznia.notify.registry import Posting

Write = Callable[..., Posting]


def written_in(language_of: Callable[[Any], str]) -> Callable[[Write], Write]:
    """Write the letter in the language that `language_of` finds for its subject."""

    def decorate(write: Write) -> Write:
        @wraps(write)
        def written(subject: Any, **facts: Any) -> Posting:
            with override(language_of(subject)):
                return write(subject, **facts)

        return written

    return decorate


def spoken_language() -> str:
    """Return the language in which a letter is being written."""
    return (get_language() or "pl")[:2]
