"""The two pages of the look itself: the choice of appearance and the style guide."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kuznia.lib.errors import Forbidden
from kuznia.ui import samples
from kuznia.ui.appearance import SIZE_COOKIE, SIZES, THEME_COOKIE, THEMES, YEAR
from kuznia.ui.errors import ELSEWHERE

CHOICES = {"theme": (THEME_COOKIE, THEMES), "size": (SIZE_COOKIE, SIZES)}


@csrf_exempt  # Cached pages carry no token; the view sets a display cookie only, and only for our own pages.
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme or text size in a cookie and go back to the page."""
    if not _is_from_here(request):
        raise Forbidden(ELSEWHERE)
    response = HttpResponseRedirect(_way_back(request))
    for name, (cookie, values) in CHOICES.items():
        choice = request.POST.get(name)
        if choice in values:
            response.set_cookie(
                cookie, choice, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
            )
        elif choice == "auto":
            response.delete_cookie(cookie, samesite="Lax")
    return response


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component with made-up content."""
    form = samples.SampleForm(request.GET or None) if "blad" in request.GET else samples.SampleForm()
    return render(request, "ui/styleguide.html", {"sample": form, "forms": [form], **samples.content()})


def _is_from_here(request: HttpRequest) -> bool:
    """Believe the browser's own word about the origin; browsers that say nothing are let in."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def _way_back(request: HttpRequest) -> str:
    """Return the page to go back to, if it is one of ours."""
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, allowed_hosts=None, require_https=request.is_secure())
    return target if is_ours and target.startswith("/") else "/"
