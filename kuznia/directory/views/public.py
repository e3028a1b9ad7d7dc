"""The public list of organisations and the profile of one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kuznia.audit.queries import history_of
from kuznia.directory.list_map import map_of_list, numbers_of_list
from kuznia.directory.list_rows import page_of_list
from kuznia.directory.listing import listing_of
from kuznia.directory.models import Organisation
from kuznia.directory.profile import schema_of, sides_of, texts_of
from kuznia.directory.queries import (
    activity_of,
    belongings_of,
    organisation_of_page,
)
from kuznia.directory.queries.claims import claims_visible_to
from kuznia.directory.services.joinings import followed
from kuznia.directory.states import UNLISTED
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import decide, is_officer
from kuznia.ui.caching import public_page


@require_safe
@public_page()
def listed(request: HttpRequest) -> HttpResponse:
    """Show the active organisations that the filters ask for, by the Polish alphabet."""
    listing = listing_of(request.GET)
    numbers = numbers_of_list(listing)
    page = page_of_list(listing, numbers, request.GET.get("page"))
    content = {"listing": listing, "page": page, "map": map_of_list(listing, numbers)}
    return render(request, "directory/organisations.html", content)


@require_safe
@public_page()
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one organisation: what it does, what it did here, what it belongs to, how its record changed."""
    actor = actor_of(request)
    found = organisation_of_page(slug, actor=actor)
    if found is None:
        raise Http404
    if found.merged_into_id is not None:
        return _led_on(found)
    if found.state in UNLISTED:
        return _applied(request, found)
    content = {
        "organisation": found,
        **_shown(found),
        "may_edit": decide(actor, "directory.edit_organisation", found).allowed,
        "may_keep": decide(actor, "directory.edit_identity", found).allowed,
        "may_claim": found.is_active and not is_officer(actor),
    }
    return render(request, "directory/organisation.html", content)


def _shown(found: Organisation) -> dict[str, Any]:
    """Return what a profile shows to everybody, and the same for machines."""
    belongings = belongings_of(found)
    sides = sides_of(found, belongings.exchanges)
    return {
        "texts": texts_of(found),
        "sides": sides,
        "belongings": belongings,
        "activity": activity_of(found),
        "history": history_of(found),
        "schema": schema_of(found, sides=sides, belongings=belongings),
    }


def _led_on(joined: Organisation) -> HttpResponse:
    """Lead from the address of a joined record to the kept one, for good as far as search engines go."""
    response = redirect("directory:organisation", slug=followed(joined).slug, permanent=True)
    # Browsers keep a permanent redirect for ever, and a joining can be undone.
    response["Cache-Control"] = "no-cache"
    return response


def _applied(request: HttpRequest, found: Organisation) -> HttpResponse:
    """Show what waits for the office, or was not taken in, to those few who may see it."""
    actor = actor_of(request)
    content = {
        "organisation": found,
        "claim": claims_visible_to(actor).filter(organisation=found).first(),
        "may_keep": decide(actor, "directory.edit_identity", found).allowed,
    }
    return render(request, "directory/applied.html", content)
