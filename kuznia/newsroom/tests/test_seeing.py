"""Authors find in Wagtail's admin what is public and what they wrote; editors find all."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client
from wagtail.models import Revision

from kuznia.directory.models import Authority
from kuznia.lib.policy import ForAuthority, OfficeRole
from kuznia.newsroom.models import NewsIndex, NewsPage
from kuznia.newsroom.tests.factories import browser_of, employ, make_news
from kuznia.people.models import Person

PUBLIC, OWN, HIDDEN, RENAMED, NEXT = "Jawna", "Moja", "Cudza", "Dawna", "Przyszła"
TITLES = (PUBLIC, OWN, HIDDEN, RENAMED, NEXT)
LISTS = (
    "/redakcja/",
    "/redakcja/pages/{shelf}/",
    "/redakcja/pages/{shelf}/results/",
    "/redakcja/pages/{shelf}/?q=a",
    "/redakcja/pages/search/",
    "/redakcja/pages/search/?q=cudza",
    "/redakcja/pages/search/results/?q=przyszla",
    "/redakcja/pages/usage/newsroom/newspage/",
    "/redakcja/choose-page/{shelf}/",
    "/redakcja/choose-page/search/?q=cudza",
    "/redakcja/api/main/pages/?child_of={shelf}",
)
ABSENT = (
    "/redakcja/pages/{page}/",
    "/redakcja/pages/{page}/edit/",
    "/redakcja/pages/{page}/view_draft/",
    "/redakcja/pages/{page}/history/",
    "/redakcja/pages/{page}/usage/",
    "/redakcja/pages/{page}/copy/",
    "/redakcja/pages/{page}/move/{shelf}/confirm/",
    "/redakcja/pages/{shelf}/move/{page}/confirm/",
    "/redakcja/pages/{page}/workflow_history/",
    "/redakcja/choose-page/{page}/",
    "/redakcja/api/main/pages/{page}/",
    "/redakcja/bulk/wagtailcore/page/delete/?id={page}",
    "/redakcja/bulk/newsroom/newspage/delete/?id={page}",
    "/redakcja/bulk/wagtailcore/page/delete/?id=all&childOf={shelf}",
)


@dataclass
class Shelf:
    """The shelf of news, an author at it, and what others wrote: a draft, and a piece that is being renamed."""

    author: Person
    number: int
    draft: NewsPage
    renamed: NewsPage

    def browser(self) -> Client:
        return browser_of(self.author)

    def address(self, pattern: str, page: NewsPage | None = None) -> str:
        return pattern.format(shelf=self.number, page=(page or self.draft).pk)


@pytest.fixture
def shelf(county: Authority, editor: ForAuthority) -> Shelf:
    """The author's own draft stands beside the others."""
    index, author = NewsIndex.objects.get(), employ(county, OfficeRole.OFFICER)
    drafts = [
        index.add_child(instance=NewsPage(title=title, slug=title.lower(), lead="x", live=False, owner=owner))
        for title, owner in ((OWN, author), (HIDDEN, None))
    ]
    make_news(editor, PUBLIC)
    renamed = make_news(editor, RENAMED)
    renamed.title = NEXT
    renamed.save_revision()
    return Shelf(author, index.pk, drafts[1], renamed)


def _shown(browser: Client, address: str) -> set[str]:
    text = browser.get(address).content.decode()
    return {title for title in TITLES if title in text}


@pytest.mark.parametrize("pattern", LISTS)
def test_author_reads_no_title_of_a_draft_of_others(shelf, pattern):
    page = shelf.browser().get(shelf.address(pattern))

    assert page.status_code == 200
    assert not {HIDDEN, NEXT} & _shown(shelf.browser(), shelf.address(pattern))


@pytest.mark.parametrize("pattern", LISTS[1:3])
def test_author_finds_what_is_public_and_what_she_wrote(shelf, pattern):
    assert _shown(shelf.browser(), shelf.address(pattern)) == {PUBLIC, OWN}


def test_author_offers_for_a_link_what_is_public_and_what_she_wrote(shelf):
    assert _shown(shelf.browser(), shelf.address("/redakcja/choose-page/{shelf}/")) == {PUBLIC, OWN}


def test_author_opens_her_own_draft(shelf):
    own = NewsPage.objects.get(title=OWN)

    assert shelf.browser().get(shelf.address("/redakcja/pages/{page}/edit/", own)).status_code == 200


@pytest.mark.parametrize("pattern", ABSENT)
def test_author_is_told_that_there_is_no_such_page_when_it_is_a_draft_of_others(shelf, pattern):
    page = shelf.browser().get(shelf.address(pattern))

    assert (page.status_code, HIDDEN in page.content.decode()) == (404, False)


def test_author_compares_no_versions_of_others(shelf):
    shelf.draft.save_revision()
    version = Revision.objects.latest("pk").pk

    page = shelf.browser().get(
        shelf.address(f"/redakcja/pages/{{page}}/revisions/compare/earliest...{version}/")
    )

    assert HIDDEN not in page.content.decode()


def test_editor_finds_every_page(county, shelf):
    browser = browser_of(employ(county, OfficeRole.EDITOR, "Ewa Redakcyjna"))

    assert _shown(browser, shelf.address("/redakcja/pages/{shelf}/")) == {PUBLIC, OWN, HIDDEN, NEXT}
