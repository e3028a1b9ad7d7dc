"""The desk of the office, and the page of a signed-in person: what waits for the one who acts."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import ForAuthority, person_id_of
from kuznia.people.models import Person
from kuznia.portal.own_desk import own_desk
from kuznia.portal.queries import todo_of


@require_safe
@login_required
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """The office's desk: what waits today; hidden from whoever acts for no office."""
    actor = actor_of(request)
    if not isinstance(actor, ForAuthority):
        raise Http404
    todo = todo_of(actor)
    content = {"todo": todo, "late": sum(item.late for item in todo), "now": clock.now()}
    return render(request, "portal/desk.html", content)


@require_safe
@login_required
@never_cache
def my_page(request: HttpRequest) -> HttpResponse:
    """The page of a signed-in person: what waits for her, what she has, and the roles in which she may act."""
    actor = actor_of(request)
    person = get_object_or_404(Person, pk=person_id_of(actor) or 0)
    content = {
        "desk": own_desk(person, actor),
        "person": person,
        "in_office": isinstance(actor, ForAuthority),
    }
    return render(request, "portal/my_page.html", content)
