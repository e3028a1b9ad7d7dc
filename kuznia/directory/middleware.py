"""Notes on every request who acts: a visitor, a person for herself, for an organisation, or for an office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pghistory
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from kuznia.directory.queries.roles import PersonActor, role_key, roles_of
from kuznia.lib.policy import AsSelf, ForAuthority, Visitor
from kuznia.people.models import Person

Handler = Callable[[HttpRequest], HttpResponse]
ROLE_KEY = "acting_as"
READING = frozenset({"GET", "HEAD", "OPTIONS"})
# How pghistory begins to note who acts, and how many values it notes.
NOTE, NOTED = "SELECT set_config('pghistory.", 2


def acting(get_response: Handler) -> Handler:
    """Set `request.actor`; what a signed-in person changes is kept in the row history with her and her role."""

    def middleware(request: HttpRequest) -> HttpResponse:
        actor = _actor(request)
        request.actor = actor  # type: ignore[attr-defined]
        if isinstance(actor, Visitor) or request.method in READING:
            return get_response(request)
        noted = pghistory.context(person=actor.person_id, role=role_key(actor))
        with noted, connection.execute_wrapper(_one_by_one):
            return get_response(request)

    return middleware


def choose_role(request: HttpRequest, actor: PersonActor) -> None:
    """Let the session remember in whose name the person acts."""
    request.session[ROLE_KEY] = role_key(actor)


def _one_by_one(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Execute what pghistory puts in front of a statement by itself: the server prepares one statement."""
    if not sql.startswith(NOTE):
        return execute(sql, params, many, context)
    note, _end, statement = sql.partition("; ")
    if isinstance(params, dict):
        execute(note, params, many, context)
        return execute(statement, params, many, context)
    execute(note, params[:NOTED], many, context)
    return execute(statement, params[NOTED:], many, context)


def _actor(request: HttpRequest) -> Visitor | PersonActor:
    # Without the session's cookie nobody is signed in: the public pages pay nothing for this.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return Visitor()
    person = request.user
    if not isinstance(person, Person):
        return Visitor()
    roles = roles_of(person)
    chosen = request.session.get(ROLE_KEY)
    found = next((role for role in roles if role_key(role) == chosen), None)
    if found is None and chosen is not None:
        # The role has ended since it was chosen.
        del request.session[ROLE_KEY]
    return found or _usual(roles)


def _usual(roles: list[PersonActor]) -> PersonActor:
    """Return the office, if the person works in one, else herself: nobody acts for an organisation unasked."""
    return next((role for role in roles if isinstance(role, ForAuthority | AsSelf)), roles[-1])
