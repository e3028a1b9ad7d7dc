from datetime import UTC, date, datetime

import pytest

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.directory.models import Authority
from kuznia.directory.tests.factories import make_person, office_actor
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import AsSelf, OfficeRole
from kuznia.newsroom.models import NewsPage
from kuznia.newsroom.services import admit_writer, dismiss_writer
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


@pytest.mark.parametrize("role", [OfficeRole.EDITOR, OfficeRole.ADMINISTRATOR])
def test_publish_news_is_refused_when_somebody_of_a_gmina_tries(county, role):
    gmina = Authority.objects.exclude(pk=county.pk).earliest("pk")

    with pytest.raises(Forbidden) as refusal:
        make_news(office_actor(gmina, role=role))

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


def test_admit_writer_gives_the_group_of_the_role_alone_and_dismiss_takes_it(county, editor):
    person, admitted = make_person(), []

    for actor in (editor, editor, office_actor(county)):
        admit_writer(person=person, actor=actor)
        admitted.append(list(person.groups.values_list("name", flat=True)))
    dismiss_writer(person=person, actor=editor)

    assert admitted == [["Redakcja"], ["Redakcja"], ["Autorzy"]]
    assert not person.groups.exists()


def test_admit_writer_is_refused_when_a_resident_tries(county):
    person = make_person()

    with pytest.raises(Forbidden) as refusal:
        admit_writer(person=person, actor=AsSelf(person.pk, person.name))

    assert refusal.value.message == "Do redakcji wchodzą tylko urzędnicy i redaktorzy starostwa."
