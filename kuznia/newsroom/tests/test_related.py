"""What a piece of news is about, and where it is told that it is."""

from datetime import date

from bs4 import BeautifulSoup

from kuznia.directory.models import Organisation
from kuznia.directory.services import merge_organisations, part_organisations
from kuznia.directory.states import OrganisationState
from kuznia.directory.tests.factories import HOUSE, make_organisation
from kuznia.lib.policy import OfficeRole
from kuznia.newsroom.answers import NewsActivity
from kuznia.newsroom.models import NewsEvent, NewsPage
from kuznia.newsroom.models.related import offered_events
from kuznia.newsroom.reading import POLISH, Article
from kuznia.newsroom.services import NewsEntry, publish_entry
from kuznia.newsroom.tests.factories import admin_form, browser_of, employ, paragraph
from kuznia.search.models import Document

ADD = "/redakcja/pages/add/newsroom/newspage/2/"


def publish(editor, **about):
    entry = NewsEntry(title="Piknik", lead="Za nami.", category="ngo", body=paragraph("<p>a</p>"), **about)
    return publish_entry(entry=entry, actor=editor)


def announce(number, title, day):
    """Put an event into the index of public texts, as the job of search does."""
    address = f"/wydarzenia/{number}/"
    return Document.objects.create(
        kind="event", key=number, url=address, url_en=f"/en{address}", title=title, day=day, vector=""
    )


def told_by(client, page):
    page = BeautifulSoup(client.get(page.address()).content, "html.parser")
    return [(link.text, link["href"]) for link in page.select(".trail a, .ambs a")]


def told_of(organisation):
    return [item.title for item in NewsActivity().activity_of(organisation.pk, limit=5)]


def test_article_leads_to_its_events_and_organisations(client, editor):
    iskra, zar = make_organisation("Iskra"), make_organisation("Żar")
    announce(7, "Piknik", date(2026, 9, 1))
    announce(8, "Przed piknikiem", date(2026, 8, 1))

    page = publish(editor, organisations=[zar, iskra], events=[7, 8])

    assert told_by(client, page) == [
        ("Przed piknikiem", "/wydarzenia/8/"),
        ("Piknik", "/wydarzenia/7/"),
        ("Żar", f"/organizacje/{zar.slug}/"),
        ("Iskra", f"/organizacje/{iskra.slug}/"),
    ]


def test_article_is_silent_of_events_and_organisations_that_are_not_public(client, editor):
    refused = make_organisation("Odmówiona")
    Organisation.objects.filter(pk=refused.pk).update(state=OrganisationState.REFUSED)

    page = publish(editor, organisations=[refused], events=[404])

    assert told_by(client, page) == []


def test_profile_of_an_organisation_tells_of_the_news(client, editor):
    iskra = make_organisation("Iskra")
    page = publish(editor, organisations=[iskra])

    profile = BeautifulSoup(client.get(f"/organizacje/{iskra.slug}/").content, "html.parser")

    assert [link.text for link in profile.select(f"a[href='{page.address()}']")] == ["Piknik"]


def test_profile_is_silent_of_news_that_was_taken_down(editor):
    iskra = make_organisation("Iskra")
    page = publish(editor, organisations=[iskra])

    page.unpublish()

    assert told_of(iskra) == []


def test_news_goes_to_the_kept_record_and_comes_back(editor):
    kept, gone = make_organisation("Iskra"), make_organisation("Iskra 2")
    publish(editor, organisations=[gone])

    merge = merge_organisations(kept=kept, gone=gone, choices={}, actor=HOUSE)
    joined = (told_of(kept), told_of(gone))
    part_organisations(merge=merge, reason="To dwie różne.", actor=HOUSE)

    assert joined == (["Piknik"], [])
    assert (told_of(kept), told_of(gone)) == ([], ["Piknik"])


def test_news_that_names_both_records_names_the_kept_one_once(client, editor):
    kept, gone = make_organisation("Iskra"), make_organisation("Iskra 2")
    page = publish(editor, organisations=[gone, kept])

    merge_organisations(kept=kept, gone=gone, choices={}, actor=HOUSE)

    assert [text for text, _address in told_by(client, page)] == ["Iskra"]


def test_draft_older_than_the_joining_names_the_kept_record(editor):
    kept, gone = make_organisation("Iskra"), make_organisation("Iskra 2")
    page = publish(editor, organisations=[gone])
    merge_organisations(kept=kept, gone=gone, choices={}, actor=HOUSE)

    draft = page.get_latest_revision_as_object()

    assert [each.name for each in Article(draft, POLISH).organisations] == ["Iskra"]


def test_events_to_choose_from_are_the_latest_and_those_that_are_named_already(editor, monkeypatch):
    monkeypatch.setattr("kuznia.newsroom.models.related.MOST_OFFERED", 1)
    for number, year in ((1, 2012), (2, 2013), (3, 2026)):
        announce(number, f"Piknik {year}", date(year, 6, 1))
    publish(editor, events=[1])

    assert offered_events() == [
        ("", "—"),
        ("3", "01.06.2026 · Piknik 2026"),
        ("1", "01.06.2012 · Piknik 2012"),
    ]
    assert [str(each) for each in NewsEvent.objects.all()] == ["1"]


def twice(name, **row):
    """Return what the admin sends when the same row is added twice."""
    rows = {f"{name}-{number}-{field}": value for number in (0, 1) for field, value in row.items()}
    return rows | {f"{name}-TOTAL_FORMS": "2", "action-publish": "1"}


def test_organisation_is_not_named_twice_whatever_the_admin_sends(county):
    row = {"organisation": make_organisation("Iskra").pk, "id": "", "ORDER": "1", "DELETE": ""}

    response = browser_of(employ(county, OfficeRole.EDITOR)).post(
        ADD, admin_form(**twice("organisations", **row))
    )

    assert response.status_code == 200
    assert not NewsPage.objects.exists()


def test_event_is_not_named_twice_whatever_the_admin_sends(county):
    announce(7, "Piknik", date(2026, 9, 1))
    row = {"number": 7, "id": "", "ORDER": "1", "DELETE": ""}

    response = browser_of(employ(county, OfficeRole.EDITOR)).post(ADD, admin_form(**twice("events", **row)))

    assert response.status_code == 200
    assert not NewsPage.objects.exists()
