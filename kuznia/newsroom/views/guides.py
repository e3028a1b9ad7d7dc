"""The public pages of the guides."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kuznia.lib.acting import actor_of
from kuznia.newsroom.queries import guides_visible_to
from kuznia.newsroom.reading import POLISH
from kuznia.newsroom.reading_guides import Guide
from kuznia.ui.caching import public_page


@require_safe
@public_page()
def guides(request: HttpRequest) -> HttpResponse:
    """Show every guide with what it is about and whom it helps."""
    found = guides_visible_to(actor_of(request)).defer_streamfields()
    shown = [Guide(page, get_language() or POLISH) for page in found]
    return render(request, "newsroom/guides.html", {"guides": shown})


@require_safe
@public_page()
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one guide with its contents."""
    found = get_object_or_404(guides_visible_to(actor_of(request)), slug=slug)
    return render(request, "newsroom/guide.html", {"guide": Guide(found, get_language() or POLISH)})
