from datetime import UTC, date, datetime

import pytest

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.tests.factories import make_person, office_actor
from kuznia.lib.errors import Forbidden
from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.services import admit_editor, dismiss_editor
from kuznia.newsroom.tests.factories import make_news


def test_publish_news_bears_the_time_of_the_house_when_the_clock_is_stopped(stopped_clock, editor):
    stopped_clock.move_to(datetime(2012, 11, 30, 23, 30, tzinfo=UTC))

    page = NewsPage.objects.get(pk=make_news(editor).pk)

    assert page.live
    assert page.published_on == date(2012, 12, 1)
    assert page.first_published_at == datetime(2012, 11, 30, 23, 30, tzinfo=UTC)
    assert page.last_published_at == page.first_published_at
    assert page.owner_id == editor.person_id


def test_publish_news_numbers_the_address_when_the_title_is_taken(editor):
    make_news(editor, "Żółta łódź")

    second, third = make_news(editor, "Żółta łódź"), make_news(editor, "Żółta łódź")

    assert (second.slug, third.slug) == ("zolta-lodz-2", "zolta-lodz-3")


def test_publish_news_is_refused_when_an_officer_tries(county):
    with pytest.raises(Forbidden) as refusal:
        make_news(office_actor(county))

    assert refusal.value.message == "Aktualności publikują tylko osoby, które je redagują."


def test_publishing_is_told_by_the_case_history_with_who_acted(editor):
    page = make_news(editor)

    lines = history_of(page, audiences=[Audience.OFFICE])

    assert [(line.who, line.sentence) for line in lines] == [
        ("Jan Urzędowy", "Opublikowano aktualność „Startuje Kuźnia”.")
    ]


def test_withdrawal_is_told_by_the_case_history(editor):
    page = make_news(editor)

    page.unpublish()

    lines = history_of(page, audiences=[Audience.OFFICE])
    assert [line.sentence for line in lines] == [
        "Wycofano aktualność „Startuje Kuźnia”.",
        "Opublikowano aktualność „Startuje Kuźnia”.",
    ]


def test_admit_editor_gives_the_group_once_and_dismiss_takes_it(editor):
    person = make_person()

    admit_editor(person=person, actor=editor)
    admit_editor(person=person, actor=editor)
    admitted = list(person.groups.values_list("name", flat=True))
    dismiss_editor(person=person, actor=editor)

    assert admitted == ["Redakcja"]
    assert not person.groups.exists()


def test_admit_editor_is_refused_when_an_officer_tries(county):
    with pytest.raises(Forbidden) as refusal:
        admit_editor(person=make_person(), actor=office_actor(county))

    assert refusal.value.message == "Do redakcji wchodzą tylko osoby, które redagują aktualności powiatu."
