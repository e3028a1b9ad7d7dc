"""Who acts in a request; the middleware of `directory` notes it."""

from __future__ import annotations

from django.http import HttpRequest

from kuznia.lib.policy import Actor, Visitor


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts in this request: a visitor where nobody is signed in."""
    noted: Actor | None = getattr(request, "actor", None)
    return noted if noted is not None else Visitor()
