"""Background work of the newsroom; each may run twice."""

from __future__ import annotations

from kuznia.jobs.registry import periodic, task
from kuznia.lib.policy import System
from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.queries import due_pages
from kuznia.newsroom.services import publish_due_page, scale_pictures

DUE = System("newsroom.publish_due")


@periodic("* * * * *", "newsroom.publish_due")
def publish_what_is_due() -> None:
    """Publish what was approved for a time that has come, and take down what has expired."""
    for page_id in due_pages():
        publish_due_page(page_id=page_id, actor=DUE)


@task("newsroom.scale_pictures")
def make_sizes(*, page_id: int) -> None:
    """Make the sizes of the lead picture, so that no reader waits for them."""
    page = NewsPage.objects.filter(pk=page_id).select_related("picture").first()
    if page is not None:
        scale_pictures(page=page, actor=DUE)
