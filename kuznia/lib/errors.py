"""Refusals of the domain: said in words for people, caught once by the middleware of `ui`."""

from __future__ import annotations

from django.utils.functional import Promise


class Refused(Exception):
    """The act is not possible now; `message` says why and what to do, `field` names the form field it belongs to."""

    def __init__(self, message: str | Promise, *, field: str | None = None) -> None:
        super().__init__(message)
        self._message = message
        self.field = field

    @property
    def message(self) -> str:
        """The sentence in the language that is active when it is read."""
        return str(self._message)


class Forbidden(Refused):
    """The actor may see the thing but not do this to it."""
