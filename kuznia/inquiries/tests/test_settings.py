"""What an office sets: topics and the promised days."""

from __future__ import annotations

import pytest

from kuznia.directory.tests.factories import office_actor
from kuznia.inquiries.models import Topic
from kuznia.inquiries.queries import offered_topics
from kuznia.inquiries.services.settings import TopicEntry, add_topic, change_topic, set_answer_term
from kuznia.inquiries.tests.factories import make_gmina_office, make_office, make_officer
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import ForAuthority, OfficeRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> ForAuthority:
    return office_actor(make_office(), role=OfficeRole.ADMINISTRATOR)


def test_new_topic_stands_after_the_others(administrator):
    topic = add_topic(entry=TopicEntry(name="Wolontariat", name_en="Volunteering"), actor=administrator)

    assert list(offered_topics())[-1] == topic


def test_topic_is_refused_when_its_name_is_taken(administrator):
    with pytest.raises(Refused) as refusal:
        add_topic(entry=TopicEntry(name="dostępność"), actor=administrator)

    assert (refusal.value.message, refusal.value.field) == ("Temat o tej nazwie już jest.", "name")


def test_topic_no_longer_offered_leaves_the_form(administrator):
    topic = offered_topics()[0]

    changed = change_topic(
        topic=topic, entry=TopicEntry(name=topic.name, is_offered=False), actor=administrator
    )

    assert changed not in offered_topics()


def test_last_topic_stays_in_the_form(administrator):
    last = offered_topics()[0]
    Topic.objects.exclude(pk=last.pk).update(is_offered=False)

    with pytest.raises(Refused) as refusal:
        change_topic(topic=last, entry=TopicEntry(name="Inne", is_offered=False), actor=administrator)

    assert refusal.value.message == "Co najmniej jeden temat musi zostać w formularzu."


@pytest.mark.parametrize("days", [0, 31])
def test_term_is_refused_when_it_is_out_of_bounds(administrator, days):
    with pytest.raises(Refused) as refusal:
        set_answer_term(working_days=days, actor=administrator)

    assert refusal.value.message == "Podaj liczbę dni od 1 do 30."


def test_term_is_set_by_an_administrator_only():
    with pytest.raises(Forbidden) as refusal:
        set_answer_term(working_days=3, actor=make_officer())

    assert refusal.value.message == "Tylko administrator ustala, w ile dni odpowiada jego urząd."


def test_topics_are_kept_by_the_county_only():
    gmina = office_actor(make_gmina_office(), role=OfficeRole.ADMINISTRATOR)

    with pytest.raises(Forbidden) as refusal:
        add_topic(entry=TopicEntry(name="Nowy"), actor=gmina)

    assert refusal.value.message == "Listę tematów prowadzi tylko administrator urzędu powiatu."
