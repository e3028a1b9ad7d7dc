"""Who gets into which pages, and what the pages of the office share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from kuznia.directory.queries import municipalities
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import Actor, ForAuthority, demand, person_id_of
from kuznia.ui.forms import Form

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def only_for(rule: str) -> Callable[[View[Rest]], View[Rest]]:
    """Let in who may do `rule`; a visitor signs in first, everybody else reads why not."""

    def decorate(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
            actor = actor_of(request)
            if person_id_of(actor) is None:
                return redirect_to_login(request.get_full_path())
            demand(actor, rule)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def saves(form: Form, save: Callable[[], object]) -> bool:
    """Save what a valid form holds; a refusal is put at its field, and what was typed stays."""
    if not form.is_valid():
        return False
    try:
        save()
    except Forbidden:
        raise
    except Refused as refused:
        form.add_refusal(refused)
        return False
    return True


def covered(actor: Actor) -> dict[str, Any]:
    """Return the gminas that an officer may choose, and whether these are all."""
    gmina = actor.municipality_id if isinstance(actor, ForAuthority) else None
    if gmina is None:
        return {"municipalities": municipalities(), "covers_all": True}
    return {"municipalities": municipalities().filter(pk=gmina), "covers_all": False}
