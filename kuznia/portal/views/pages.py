"""Pages that compose: they own no rule."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kuznia.accounts.queries import current_notices
from kuznia.directory.queries.venues import accessible_features, venues
from kuznia.lib.acting import actor_of
from kuznia.portal.front import front
from kuznia.ui.appearance import SIZE_COOKIE, THEME_COOKIE
from kuznia.ui.caching import MESSAGES_COOKIE, public_page

# The statement speaks of this version of the site; both dates change with what it says (art. 10 of the act).
STATEMENT_PUBLISHED = date(2026, 11, 22)
STATEMENT_UPDATED = date(2026, 11, 22)


@require_safe
@public_page()
def home(request: HttpRequest) -> HttpResponse:
    """The front page: what is on, what one can do here, the news."""
    return render(request, "portal/home.html", {"front": front(actor_of(request))})


@require_safe
@public_page()
def contact(request: HttpRequest) -> HttpResponse:
    """How to reach the office."""
    return render(request, "portal/contact.html")


@require_safe
@public_page()
def privacy(request: HttpRequest) -> HttpResponse:
    """What the county does with personal data, with every notice that is valid now."""
    return render(request, "portal/privacy.html", {"notices": current_notices()})


@require_safe
@public_page()
def cookies(request: HttpRequest) -> HttpResponse:
    """Every cookie of the site, what for and how long."""
    context = {
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "session_hours": settings.SESSION_COOKIE_AGE // 3600,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "theme_cookie": THEME_COOKIE,
        "size_cookie": SIZE_COOKIE,
        "messages_cookie": MESSAGES_COOKIE,
    }
    return render(request, "portal/cookies.html", context)


@require_safe
@public_page()
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, with the contents that the act of 4 April 2019 (art. 10) lists."""
    context = {
        "site_url": settings.KUZNIA_BASE_URL,
        "published": STATEMENT_PUBLISHED,
        "updated": STATEMENT_UPDATED,
        "venues": [(venue, accessible_features(venue)) for venue in venues()],
    }
    return render(request, "portal/accessibility.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: nothing of the demo, no desk and no personal link of a real county."""
    lines = ["User-agent: *"]
    hidden = ("/",) if settings.KUZNIA_DEMO else (*PRIVATE, *(f"/en{path}" for path in PRIVATE))
    lines += [f"Disallow: {path}" for path in hidden]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


PRIVATE = (
    "/urzad/",
    "/moje/",
    "/moja-strona/",
    "/zapisy/",
    "/zgloszenie/",
    "/zaproszenie/",
    "/zapytanie/",
    "/konto/",
    "/redakcja/",
    "/kalendarz/osobisty/",
)
