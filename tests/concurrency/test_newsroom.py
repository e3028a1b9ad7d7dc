"""Several workers find the same news due: it goes out once, and the lock is what holds it (its absence shows)."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest
from wagtail.models import PageLogEntry

from kuznia.directory.tests.factories import make_county
from kuznia.lib.policy import ForAuthority
from kuznia.newsroom.services import NewsEntry, due, publish_due_page, publish_entry
from kuznia.newsroom.tasks import DUE
from kuznia.newsroom.tests.factories import make_editor, paragraph
from tests.concurrency.barrier import Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
WORKERS = 6
FAR, PAST = datetime(2126, 1, 5, 7, tzinfo=UTC), datetime(2012, 12, 1, 8, tzinfo=UTC)


def publications_in_a_rush(editor: ForAuthority) -> int:
    """Let all workers come at once for one piece of news and return how often it went out."""
    entry = NewsEntry(
        title="Nabór", lead="Rusza.", category="ngo", body=paragraph("<p>a</p>"), goes_live_at=FAR
    )
    page = publish_entry(entry=entry, actor=editor)
    revision = page.revisions.get()
    revision.content["go_live_at"] = PAST.isoformat()
    revision.approved_go_live_at = PAST
    revision.save(update_fields=["content", "approved_go_live_at"])
    all_at_once([partial(publish_due_page, page_id=page.pk, actor=DUE)] * WORKERS)
    return PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled").count()


def test_news_goes_out_once_when_many_workers_come_at_once() -> None:
    assert publications_in_a_rush(make_editor(make_county())) == 1


def test_news_goes_out_more_often_when_nothing_locks_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "_hold_page", lambda _page_id: None)
    # Made by those who found the news due.
    action = Meeting().after(due.PublishPageRevisionAction)
    monkeypatch.setattr(due, "PublishPageRevisionAction", action)

    assert publications_in_a_rush(make_editor(make_county())) > 1
