"""The public pages of events: the list, one event, its live seats, its calendar file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kuznia.events import queries
from kuznia.events.announcement import Announcement, announcement_of, schema_of, seats_announcement
from kuznia.events.ics import invitation
from kuznia.events.links import event_url
from kuznia.events.models import Event, Registration
from kuznia.events.views.reading import event_or_404
from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import Actor, decide, person_id_of
from kuznia.newsroom.queries import news_about_event
from kuznia.ui.caching import public_page

ON_ONE_PAGE = 24


@require_safe
@public_page()
def events(request: HttpRequest) -> HttpResponse:
    """Show the announced events: those that come, the nearest first, then those that were, the latest first."""
    listed = _ComingThenPast(queries.with_host(queries.upcoming()), queries.with_host(queries.past()))
    page: Any = Paginator(cast(Sequence[Event], listed), ON_ONE_PAGE).get_page(request.GET.get("page"))
    coming = max(min(listed.coming - page.start_index() + 1, len(page.object_list)), 0) if listed.all else 0
    at = clock.now()
    rows = [Announcement(event=each, at=at) for each in page.object_list]
    content = {"page": page, "rows_coming": rows[:coming], "rows_past": rows[coming:]}
    return render(request, "events/events.html", content)


@require_safe
@public_page()
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one event; to its officers a draft too, as everybody will see it."""
    found, at = event_or_404(request, slug)
    actor = actor_of(request)
    page = announcement_of(found, at)
    content = {
        "page": page,
        "event": found,
        "schema": schema_of(page, url=event_url(found, get_language() or "pl")),
        "own": _own_registration(found, actor),
        "news": news_about_event(found.pk),
        "may_edit": decide(actor, "events.edit_event", found).allowed,
    }
    return render(request, "events/event.html", content)


@require_safe
@public_page()
def seats(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the present numbers of seats, which the event's page asks for every half a minute."""
    found, at = event_or_404(request, slug)
    page = seats_announcement(found, at)
    return render(request, "events/seats.html", {"page": page, "event": found})


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the event as a calendar file."""
    found, _at = event_or_404(request, slug)
    headers = {"Content-Disposition": f'attachment; filename="{found.slug}.ics"'}
    return HttpResponse(invitation(found), content_type="text/calendar; charset=utf-8", headers=headers)


class _ComingThenPast:
    """Both lists one after another, of which only the asked slice is read."""

    def __init__(self, coming: QuerySet[Event], past: QuerySet[Event]) -> None:
        self._coming, self._past = coming, past
        self.coming = coming.count()
        self.all = self.coming + past.count()

    def __len__(self) -> int:
        return self.all

    def __getitem__(self, asked: slice) -> list[Event]:
        start, stop = asked.start, min(asked.stop, self.all)
        coming = list(self._coming[start : min(stop, self.coming)]) if start < self.coming else []
        past = slice(max(start - self.coming, 0), max(stop - self.coming, 0))
        return coming + (list(self._past[past]) if past.stop > past.start else [])


def _own_registration(found: Event, actor: Actor) -> Registration | None:
    person = person_id_of(actor)
    return queries.live_registration(found, person) if person is not None else None
