"""What Wagtail's admin leaves out here."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.images.wagtail_hooks import ImagesSummaryItem

from kuznia.newsroom.choosers import organisation_chooser
from kuznia.newsroom.models import GuideIndex, NewsIndex

# Help leads out of the house; settings and reports are for sites with many editors and groups.
LEFT_OUT = frozenset({"help", "settings", "reports"})


def shorten_menu(request: HttpRequest, items: list[Any]) -> None:
    """Keep the pages and the pictures."""
    del request
    items[:] = [item for item in items if item.name not in LEFT_OUT]


def shorten_summary(request: HttpRequest, items: list[Any]) -> None:
    """Leave out the count of pictures, which Wagtail says in English only."""
    del request
    items[:] = [item for item in items if not isinstance(item, ImagesSummaryItem)]


def keep_the_shelves(request: HttpRequest, page: Any, *_rest: Any) -> None:
    """Refuse to remove the shelves that news and guides stand on."""
    del request
    if isinstance(page.specific, GuideIndex | NewsIndex):
        raise PermissionDenied


hooks.register("construct_main_menu", shorten_menu)
hooks.register("construct_homepage_summary_items", shorten_summary)
hooks.register("register_admin_viewset", organisation_chooser)
for act in ("delete", "unpublish", "move", "copy"):
    hooks.register(f"before_{act}_page", keep_the_shelves)
