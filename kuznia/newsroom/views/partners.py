"""What the sites of partners take: feeds, and a plain list to frame."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.ports import CalendarEntry, calendar_entries
from kuznia.newsroom import queries
from kuznia.newsroom.feeds import absolute, feed_of_news
from kuznia.newsroom.framing import framed_anywhere
from kuznia.newsroom.queries import Asked
from kuznia.newsroom.reading import POLISH, Article
from kuznia.newsroom.states import Category
from kuznia.ui.caching import public_page

IN_FEED, IN_LIST = 50, 5
AHEAD = timedelta(days=180)
ATOM = "application/atom+xml; charset=utf-8"
NEWS, EVENTS = "aktualnosci", "wydarzenia"


@require_safe
@public_page()
def feed(request: HttpRequest, subject: str = "") -> HttpResponse:
    """The newest news as Atom: all of them or one subject's."""
    if subject and subject not in Category.values:
        raise Http404
    category = Category(subject) if subject else None
    found = queries.news_asked_for(Asked(category), actor=actor_of(request)).defer_streamfields()[:IN_FEED]
    text = feed_of_news(found, category=category, language=get_language() or POLISH)
    return HttpResponse(text, content_type=ATOM)


@require_safe
@public_page()
def partners(request: HttpRequest) -> HttpResponse:
    """How another site shows our news and events: feeds, and code to paste."""
    lists = {what: absolute(f"{reverse('newsroom:embedded')}?co={what}") for what in (NEWS, EVENTS)}
    context = {
        "lists": lists,
        "site": settings.KUZNIA_BASE_URL,
        "feed": absolute(reverse("newsroom:feed")),
        "feeds": [
            (each.label, absolute(reverse("newsroom:feed-of-subject", args=[each.value])))
            for each in Category
        ],
        "calendar": absolute(reverse("portal:calendar-feed")),
    }
    return render(request, "newsroom/partners.html", context)


@require_safe
@framed_anywhere
@public_page()
def embedded(request: HttpRequest) -> HttpResponse:
    """The newest news, or the nearest events, as a page of its own for a frame on somebody else's site."""
    language = get_language() or POLISH
    if request.GET.get("co") == EVENTS:
        return render(request, "newsroom/embedded.html", {"events": _coming(), "is_events": True})
    latest = queries.latest_news(actor=actor_of(request), limit=IN_LIST)
    return render(
        request, "newsroom/embedded.html", {"articles": [Article(page, language) for page in latest]}
    )


def _coming() -> list[CalendarEntry]:
    now = clock.now()
    found = (entry for app in calendar_entries for entry in app.entries(since=now, until=now + AHEAD))
    standing = (entry for entry in found if not entry.cancelled)
    return sorted(standing, key=lambda entry: (entry.starts_at, entry.uid))[:IN_LIST]
