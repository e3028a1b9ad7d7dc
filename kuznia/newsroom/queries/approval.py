"""Who edits the news now, and what waits for whom."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.models import Page, WorkflowState

from kuznia.directory.models import Post
from kuznia.directory.queries import county_authority
from kuznia.directory.states import PostRole
from kuznia.people.models import Person


def editors_now() -> list[Person]:
    """Return the county's editors; where it has none, its administrators, who may edit too."""
    county = county_authority()
    held = (
        Post.objects.filter(authority=county, until_at__isnull=True).select_related("person").order_by("pk")
    )
    editors = [post.person for post in held.filter(role=PostRole.EDITOR)]
    return editors or [post.person for post in held.filter(role=PostRole.ADMINISTRATOR)]


def pages_awaiting_approval() -> QuerySet[Page]:
    """Return the pages that wait for the yes of an editor, the first submitted first."""
    return _pages_in(WorkflowState.STATUS_IN_PROGRESS)


def pages_sent_back_to(person_id: int) -> QuerySet[Page]:
    """Return the pages of this author that an editor sent back for changes."""
    return _pages_in(WorkflowState.STATUS_NEEDS_CHANGES).filter(owner_id=person_id)


def _pages_in(status: str) -> QuerySet[Page]:
    # A workflow names its page by text, for it may be about anything.
    numbers = WorkflowState.objects.filter(status=status).order_by("created_at", "pk")
    waiting = {int(number) for number in numbers.values_list("object_id", flat=True)}
    found: QuerySet[Page] = Page.objects.filter(pk__in=waiting)
    return found.order_by("latest_revision_created_at", "pk")
