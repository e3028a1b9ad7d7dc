"""The page of long work: who sees it, what it says in each state, and that it asks until the end."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kuznia.jobs.models import Progress
from kuznia.jobs.policies import may_see_work
from kuznia.jobs.queries import visible_to
from kuznia.jobs.services import advance, begin_work, fail_work, finish_work
from kuznia.jobs.states import Result
from kuznia.jobs.tests.factories import make_progress
from kuznia.lib.policy import AsSelf, ForAuthority, OfficeRole, System, Visitor
from kuznia.people.services import person_with_email

pytestmark = pytest.mark.django_db
HOUSE = System("test")


@pytest.fixture
def person():
    return person_with_email(email="ewa@example.org", name="Ewa", language="pl", actor=HOUSE)


@pytest.fixture
def asking(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def progress(person) -> Progress:
    return make_progress(actor=AsSelf(person.pk, "Ewa"), back_url="/wydarzenia/")


def test_bar_shows_what_is_done_when_work_runs(asking, progress):
    begin_work(progress_id=progress.pk, actor=HOUSE)
    advance(progress=progress, done=4, actor=HOUSE)

    page = asking.get(progress.get_absolute_url()).content.decode()

    assert 'aria-valuemax="10" aria-valuenow="4"' in page
    assert 'hx-trigger="every 2s"' in page


def test_page_links_what_asks_for_the_bar_as_long_as_work_is_under_way(asking, progress):
    under_way = asking.get(progress.get_absolute_url()).content.decode()
    begin_work(progress_id=progress.pk, actor=HOUSE)
    finish_work(progress=progress, result=Result(), actor=HOUSE)

    over = asking.get(progress.get_absolute_url()).content.decode()

    assert ("htmx-config" in under_way, "htmx-config" in over) == (True, False)


def test_page_says_that_work_waits(asking, progress):
    assert "Czeka na swoją kolej i ruszy sama." in asking.get(progress.get_absolute_url()).content.decode()


def test_page_gives_the_result_and_stops_asking_when_work_is_done(asking, progress):
    begin_work(progress_id=progress.pk, actor=HOUSE)
    finish_work(progress=progress, result=Result(url="/pliki/3/plakietki.pdf"), actor=HOUSE)

    page = asking.get(progress.get_absolute_url()).content.decode()

    assert 'href="/pliki/3/plakietki.pdf"' in page
    assert "hx-get" not in page


def test_page_says_why_when_work_failed(asking, progress):
    fail_work(progress=progress, error="Nikt nie potwierdził obecności.", actor=HOUSE)

    assert "Nikt nie potwierdził obecności." in asking.get(progress.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("is_over", "refresh"), [(False, None), (True, "true")])
def test_bar_has_the_page_loaded_anew_when_work_is_over(asking, progress, is_over, refresh):
    if is_over:
        fail_work(progress=progress, error="Nie.", actor=HOUSE)

    answer = asking.get(reverse("jobs:progress-bar", kwargs={"key": progress.key}))

    assert (answer.status_code, answer.headers.get("HX-Refresh")) == (200, refresh)


def test_page_is_hidden_when_somebody_else_asks(client, progress):
    assert client.get(progress.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("actor", "sees"),
    [
        (ForAuthority(2, "Ola", 5, "Starostwo"), True),
        (ForAuthority(2, "Ola", 5, "Starostwo", OfficeRole.EDITOR), False),
        (ForAuthority(2, "Ola", 6, "Gmina"), False),
        (AsSelf(2, "Ola"), False),
        (Visitor(), False),
        (HOUSE, False),
    ],
)
def test_work_of_an_office_is_seen_by_its_officers(person, actor, sees):
    progress = make_progress(actor=ForAuthority(person.pk, "Ewa", 5, "Starostwo"))

    assert may_see_work(actor, progress) is sees
    assert list(visible_to(actor)) == ([progress] if sees else [])


def test_starter_sees_her_work_in_every_role(person, progress):
    elsewhere = ForAuthority(person.pk, "Ewa", 6, "Gmina", OfficeRole.EDITOR)

    assert (may_see_work(elsewhere, progress), may_see_work(elsewhere, None)) == (True, False)
    assert list(visible_to(elsewhere)) == [progress]


def test_starter_exports_her_work(person, progress):
    from kuznia.jobs.answers import PersonalWork

    (exported,) = PersonalWork().export(person.pk)

    assert (exported["work"], exported["work_state"]) == ("Badges", "waiting")
    assert PersonalWork().erase(person.pk) == 1
