"""The public list of good practices and the card of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kuznia.lib.acting import actor_of
from kuznia.lib.policy import decide
from kuznia.newsroom.listing import listing_of
from kuznia.newsroom.policies import KEEP_PRACTICE
from kuznia.newsroom.queries import picture_of, pictures_of, practices_visible_to, published_practices
from kuznia.ui.caching import public_page

ON_ONE_PAGE = 20


@require_safe
@public_page()
def practices(request: HttpRequest) -> HttpResponse:
    """Show the published cards that the filters ask for, newest first."""
    listing = listing_of(request.GET)
    page = Paginator(published_practices(listing.filters), ON_ONE_PAGE).get_page(request.GET.get("page"))
    pictures = pictures_of(page.object_list)
    cards = [(practice, pictures.get(practice.pk)) for practice in page.object_list]
    return render(request, "newsroom/practices.html", {"listing": listing, "page": page, "cards": cards})


@require_safe
@public_page()
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one card: to everybody once it is published, before that to its organisation and to editors."""
    actor = actor_of(request)
    found = get_object_or_404(practices_visible_to(actor), slug=slug)
    content = {
        "practice": found,
        "picture": picture_of(found),
        "may_keep": decide(actor, KEEP_PRACTICE, found).allowed,
    }
    return render(request, "newsroom/practice.html", content)
