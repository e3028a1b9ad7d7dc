"""The public pages of the news."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from kuznia.lib.acting import actor_of
from kuznia.newsroom import queries
from kuznia.newsroom.reading import POLISH, Article
from kuznia.ui.caching import public_page

ON_ONE_PAGE = 20
KEPT_BY_BROWSER = "public, max-age=2592000, immutable"
PICTURE_TYPES = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


@public_page()
def news(request: HttpRequest) -> HttpResponse:
    """Show the news, newest first."""
    found = queries.visible_to(actor_of(request)).defer_streamfields()
    page = Paginator(found, ON_ONE_PAGE).get_page(request.GET.get("page"))
    articles = [Article(item, get_language() or POLISH) for item in page]
    return render(request, "newsroom/news.html", {"page": page, "articles": articles})


@public_page()
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one article."""
    found = get_object_or_404(queries.visible_to(actor_of(request)), slug=slug)
    return render(request, "newsroom/article.html", {"article": Article(found, get_language() or POLISH)})


def picture(request: HttpRequest, name: str) -> FileResponse:
    """Send a picture of the news."""
    content_type = PICTURE_TYPES.get(PurePosixPath(name).suffix.lower())
    found = queries.picture_named(name=name, actor=actor_of(request))
    if content_type is None or found is None or not found.file.storage.exists(name):
        raise Http404
    response = FileResponse(found.file.open(), content_type=content_type)
    response["Cache-Control"] = KEPT_BY_BROWSER if found.is_public else "private, no-store"
    return response
