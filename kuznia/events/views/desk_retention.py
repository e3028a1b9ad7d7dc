"""An office sees how long its events keep personal data, and what has gone."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kuznia.events.queries.retention import retention_plan
from kuznia.events.views.desk_reading import READ, desk_page
from kuznia.lib.acting import actor_of

EVENTS_ON_PAGE = 50


@desk_page(*READ)
def retention(request: HttpRequest) -> HttpResponse:
    """Show what each event keeps of people and until when."""
    plan = retention_plan(actor_of(request))
    page = Paginator(plan, EVENTS_ON_PAGE).get_page(request.GET.get("page"))
    return render(request, "events/desk/retention.html", {"page": page})
