"""What Wagtail’s admin leaves out here, and from whom."""

from __future__ import annotations

from operator import attrgetter
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.images.wagtail_hooks import ImagesSummaryItem
from wagtail.models import AbstractPage, Page
from wagtail.permissions import register_permission_policy

from kuznia.lib.acting import actor_of
from kuznia.lib.ports import navigation
from kuznia.newsroom.choosers import organisation_chooser
from kuznia.newsroom.models import GuideIndex, NewsIndex
from kuznia.newsroom.seeing import AuthorsPolicy, seen_by
from kuznia.people.models import Person

PAGES = AuthorsPolicy()
# Help leads out of the house; settings and reports are for sites with many editors and groups.
LEFT_OUT = frozenset({"help", "settings", "reports"})


def shorten_menu(request: HttpRequest, items: list[Any]) -> None:
    """Keep the pages and the pictures."""
    del request
    items[:] = [item for item in items if item.name not in LEFT_OUT]


def lead_back_to_the_desk(request: HttpRequest, items: list[Any]) -> None:
    """Put the way to the start of the office's desk before the pages and the pictures."""
    entries = [entry for app in navigation for entry in app.desk_menu(actor_of(request))]
    start = reverse(min(entries, key=attrgetter("order")).url_name)
    items.append(MenuItem(_("The office’s desk"), start, name="desk", icon_name="arrow-left", order=1))


def shorten_summary(request: HttpRequest, items: list[Any]) -> None:
    """Leave out the count of pictures, which Wagtail says in English only."""
    del request
    items[:] = [item for item in items if not isinstance(item, ImagesSummaryItem)]


def choose_among_seen(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Offer an author for a link what she finds in the lists."""
    return seen_by(pages, cast(Person, request.user), PAGES)


def keep_the_shelves(request: HttpRequest, page: Any, *_rest: Any) -> None:
    """Refuse to remove the shelves that news and guides stand on."""
    del request
    if isinstance(page.specific, GuideIndex | NewsIndex):
        raise PermissionDenied


register_permission_policy(AbstractPage, PAGES)
hooks.register("construct_page_chooser_queryset", choose_among_seen)
hooks.register("construct_main_menu", shorten_menu)
hooks.register("construct_main_menu", lead_back_to_the_desk)
hooks.register("construct_homepage_summary_items", shorten_summary)
hooks.register("register_admin_viewset", organisation_chooser)
for act in ("delete", "unpublish", "move", "copy"):
    hooks.register(f"before_{act}_page", keep_the_shelves)
