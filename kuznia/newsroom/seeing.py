"""What an author sees of the pages in Wagtail's admin: what is public, and what she wrote. Editors see all.

Wagtail shows every page of a shelf to whoever may add one to it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest
from wagtail.models import Page, get_page_models
from wagtail.permission_policies.pages import PagePermissionPolicy

from kuznia.people.models import Person

# What Wagtail's addresses call the number of a page.
PAGE_NUMBERS = frozenset({"page_id", "page_pk", "parent_page_id", "page_to_move_id", "destination_id"})
ALL = "all"


class AuthorsPolicy(PagePermissionPolicy):  # type: ignore[misc]
    """Wagtail's rules, with fewer pages in the lists, the search and the tree of an author."""

    def explorable_instances(self, user: Person) -> QuerySet[Page]:
        """Return the pages that the person finds in the admin."""
        return seen_by(super().explorable_instances(user), user, self)


def seen_by(pages: QuerySet[Page], person: Person, policy: PagePermissionPolicy) -> QuerySet[Page]:
    """Return those of the pages that the person may know of."""
    if policy.user_has_permission(person, "publish"):
        return pages
    # By number: the search filters by few fields of a page.
    return pages.filter(pk__in=Page.objects.filter(_open_to(person)).values("pk"))


def hide_from_author(request: HttpRequest, person: Person, named: dict[str, Any]) -> None:
    """Answer that there is no such page where the address names one that the author may not know of."""
    numbers = {named[name] for name in PAGE_NUMBERS & named.keys()} | _marked(request, named)
    if Page.objects.filter(pk__in=numbers).exclude(_open_to(person)).exists():
        raise Http404


def _open_to(person: Person) -> Q:
    # While somebody renames a public page, Wagtail's lists show its name to be.
    is_public = Q(live=True) & (Q(draft_title=F("title")) | Q(draft_title=""))
    return is_public | Q(owner=person)


def _marked(request: HttpRequest, named: dict[str, Any]) -> set[str]:
    """Return the pages that were marked in a list to be changed together; the whole list is for editors."""
    if "action" not in named or not _is_of_pages(named):
        return set()
    marked = set(request.GET.getlist("id"))
    if ALL in marked:
        raise Http404
    return {number for number in marked if number.isdecimal()}


def _is_of_pages(named: dict[str, Any]) -> bool:
    label = f"{named['app_label']}.{named['model_name']}".lower()
    return label in {model._meta.label_lower for model in get_page_models()}
