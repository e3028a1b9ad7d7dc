"""News that goes out by itself at its time, and news that goes by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import Page

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import OfficeRole
from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.queries import due_pages
from kuznia.newsroom.services import NewsEntry, publish_due_page, publish_entry
from kuznia.newsroom.tasks import DUE, publish_what_is_due
from kuznia.newsroom.tests.factories import admin_form, browser_of, employ, make_news, paragraph
from kuznia.search.models import Document

# Wagtail asks the clock of the machine too whether a time lies ahead.
FAR = datetime(2126, 1, 5, 7, tzinfo=UTC)
PAST = datetime(2012, 12, 1, 8, tzinfo=UTC)


def put_by(editor, goes_live_at=FAR):
    entry = NewsEntry(
        title="Nabór", lead="Rusza.", category="ngo", body=paragraph("<p>a</p>"), goes_live_at=goes_live_at
    )
    return publish_entry(entry=entry, actor=editor)


def let_time_come(page):
    """Write the time of the approved revision into the past, as if the clock of the machine had moved."""
    revision = page.revisions.get()
    revision.content["go_live_at"] = PAST.isoformat()
    revision.approved_go_live_at = PAST
    revision.save(update_fields=["content", "approved_go_live_at"])


def test_news_put_by_for_later_is_seen_by_nobody(client, editor):
    page = put_by(editor)

    assert client.get(page.address()).status_code == 404
    assert (page.live, page.first_published_at, due_pages()) == (False, None, [])
    lines = history_of(page, audiences=[Audience.OFFICE])
    assert [line.sentence for line in lines] == ["Ustalono porę publikacji aktualności „Nabór”."]


def test_news_goes_out_by_itself_when_its_time_has_come(client, editor):
    page = put_by(editor)
    let_time_come(page)

    publish_what_is_due()

    assert client.get(page.address()).status_code == 200
    lines = history_of(page, audiences=[Audience.OFFICE])
    assert lines[0].sentence == "Opublikowano aktualność „Nabór”."


def test_search_finds_what_went_out_by_itself(editor):
    page = put_by(editor)
    let_time_come(page)

    publish_what_is_due()
    run_waiting_jobs()

    assert Document.objects.filter(kind="news", key=page.pk).exists()


def test_news_goes_out_once_when_the_job_runs_twice(editor):
    page = put_by(editor)
    let_time_come(page)

    done = [publish_due_page(page_id=page.pk, actor=DUE) for _run in range(2)]

    assert done == [True, False]
    assert len(history_of(page, audiences=[Audience.OFFICE])) == 2


def test_news_is_taken_down_by_itself_when_its_time_is_over(client, editor):
    page = make_news(editor)
    NewsPage.objects.filter(pk=page.pk).update(expire_at=PAST)
    run_waiting_jobs()

    publish_what_is_due()
    run_waiting_jobs()

    assert client.get(page.address()).status_code == 404
    assert not Document.objects.filter(kind="news", key=page.pk).exists()
    assert Page.objects.get(pk=page.pk).expired


def test_news_that_is_neither_due_nor_over_stays_as_it_is(editor):
    page = make_news(editor)

    assert not publish_due_page(page_id=page.pk, actor=DUE)
    assert NewsPage.objects.get(pk=page.pk).live


def test_publishing_what_is_due_is_refused_when_a_person_tries(editor):
    page = put_by(editor)

    with pytest.raises(Forbidden) as refusal:
        publish_due_page(page_id=page.pk, actor=editor)

    assert refusal.value.message == "To, czego pora nadeszła, publikuje sam system."


def test_editor_sets_the_time_in_the_admin(county):
    browser = browser_of(employ(county, OfficeRole.EDITOR))
    local = (FAR + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")

    browser.post(
        "/redakcja/pages/add/newsroom/newspage/2/", admin_form(go_live_at=local, **{"action-publish": "1"})
    )

    page = NewsPage.objects.get()
    assert (page.live, page.approved_schedule, page.go_live_at) == (False, True, FAR)
