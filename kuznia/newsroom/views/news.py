"""The public pages of the news."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kuznia.lib.acting import actor_of
from kuznia.newsroom import queries
from kuznia.newsroom.asked import read_asked, subjects
from kuznia.newsroom.reading import POLISH, Article
from kuznia.ui.caching import public_page

ON_ONE_PAGE = 20
KEPT_BY_BROWSER = "public, max-age=2592000, immutable"
PICTURE_TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


@public_page()
def news(request: HttpRequest) -> HttpResponse:
    """Show the news of a subject and a time, newest first."""
    actor, asked = actor_of(request), read_asked(request.GET)
    found = queries.with_pictures(queries.news_asked_for(asked, actor=actor).defer_streamfields())
    years = queries.archive(actor=actor, category=asked.category)
    pages = Paginator(found, ON_ONE_PAGE)
    # The archive has counted them already.
    pages.count = queries.counted(years, asked)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "articles": [Article(item, get_language() or POLISH) for item in page],
        "asked": asked,
        "asked_month": date(asked.year, asked.month, 1) if asked.year and asked.month else None,
        "subjects": subjects(asked, everything=_("All news")),
        "archive": years,
        "open_year": asked.year or (years[0].number if years else None),
    }
    return render(request, "newsroom/news.html", context)


@public_page()
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one article and what it is about."""
    visible = queries.with_pictures(queries.visible_to(actor_of(request)))
    found = get_object_or_404(visible, slug=slug)
    return render(request, "newsroom/article.html", {"article": Article(found, get_language() or POLISH)})


def picture(request: HttpRequest, name: str) -> FileResponse:
    """Send a picture of the news."""
    content_type = PICTURE_TYPES.get(PurePosixPath(name).suffix.lower())
    # A NUL in a query is refused by PostgreSQL; no file has one in its name.
    if content_type is None or "\x00" in name:
        raise Http404
    found = queries.picture_named(name=name, actor=actor_of(request))
    if found is None or not found.file.storage.exists(name):
        raise Http404
    response = FileResponse(found.file.open(), content_type=content_type)
    response["Cache-Control"] = KEPT_BY_BROWSER if found.is_public else "private, no-store"
    return response
