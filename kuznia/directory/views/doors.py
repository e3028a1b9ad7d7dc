"""Who gets into which pages, and what the pages of the office share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from kuznia.directory.models import Organisation
from kuznia.directory.queries import municipalities, roles_of
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import Actor, ForAuthority, ForOrganisation, demand, person_id_of
from kuznia.people.models import Person
from kuznia.ui.forms import saves

__all__ = ["ask_in_other_role", "covered", "only_for", "saves"]

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


def covered(actor: Actor) -> dict[str, Any]:
    """Return the gminas that an officer may choose, and whether these are all."""
    gmina = actor.municipality_id if isinstance(actor, ForAuthority) else None
    if gmina is None:
        return {"municipalities": municipalities(), "covers_all": True}
    return {"municipalities": municipalities().filter(pk=gmina), "covers_all": False}


def ask_in_other_role(request: HttpRequest, slug: str) -> HttpResponseRedirect:
    """Ask a representative of this organisation who acts in another role just now to choose; hide it from others."""
    person = request.user
    held = (
        [role for role in roles_of(person) if isinstance(role, ForOrganisation)]
        if isinstance(person, Person)
        else []
    )
    numbers = [role.organisation_id for role in held]
    if not Organisation.objects.filter(pk__in=numbers, slug=slug).exists():
        raise Http404
    return HttpResponseRedirect(f"{reverse('directory:act-as')}?{urlencode({'next': request.path})}")
