"""Publishes what was approved for a time that has come, and takes down what has expired."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from kuznia.lib import clock
from kuznia.lib.policy import Actor, demand
from kuznia.newsroom.acting import acting
from kuznia.newsroom.policies import PUBLISH_DUE


@transaction.atomic
def publish_due_page(*, page_id: int, actor: Actor) -> bool:
    """The page is public if its time has come and gone if its time is over; return whether anything changed.

    Two workers may come at once: the second waits for the page and finds nothing left to do.
    """
    demand(actor, PUBLISH_DUE)
    _hold_page(page_id)
    now = clock.now()
    with acting(actor):
        is_published = _publish(page_id, now)
        return _take_down(page_id, now) or is_published


def _hold_page(page_id: int) -> None:
    list(Page.objects.select_for_update(no_key=True).filter(pk=page_id).values_list("pk"))


def _publish(page_id: int, now: datetime) -> bool:
    page = Page.objects.get(pk=page_id)
    revision = page.revisions.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at").last()
    if revision is None:
        return False
    action = PublishPageRevisionAction(revision, log_action="wagtail.publish.scheduled")
    action.execute(skip_permission_checks=True)
    return True


def _take_down(page_id: int, now: datetime) -> bool:
    page = Page.objects.filter(pk=page_id, live=True, expire_at__lte=now).first()
    if page is None:
        return False
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True
