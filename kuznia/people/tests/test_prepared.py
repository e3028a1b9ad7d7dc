"""A prepared query finds what the same query finds when it is composed anew."""

from __future__ import annotations

import pytest

from kuznia.lib.prepared import Prepared
from kuznia.people.models import Person

pytestmark = pytest.mark.django_db


def _named(name: str):
    return Person.objects.filter(name=name).order_by("pk")


@pytest.fixture
def people() -> list[Person]:
    return [Person.objects.create(name=name, password="!") for name in ("Ewa", "Jan", "Ewa")]


@pytest.mark.parametrize("name", ["Ewa", "Jan", "Nikt", "' OR 1=1 --", "%s"])
def test_prepared_query_finds_what_the_query_finds(people, name):
    prepared = Prepared(_named, "sample")

    found = [prepared.rows(name) for _time in range(2)]

    assert found == [list(_named(name))] * 2


def test_prepared_query_is_asked_once_for_each_asking(people, django_assert_num_queries):
    prepared = Prepared(_named, "sample")

    with django_assert_num_queries(2):
        prepared.rows("Ewa")
        prepared.rows("Jan")


def test_prepared_query_is_refused_when_its_sample_stands_nowhere():
    prepared = Prepared(lambda _name: Person.objects.all(), "sample")

    with pytest.raises(ValueError, match="stands in none of its conditions"):
        prepared.rows("Ewa")


def test_one_row_is_missed_in_the_words_of_its_model(people):
    prepared = Prepared(_named, "sample")

    assert prepared.one("Jan") == people[1]
    with pytest.raises(Person.DoesNotExist):
        prepared.one("Nikt")
