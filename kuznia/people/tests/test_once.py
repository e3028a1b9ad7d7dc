"""A row that is found, made or added by one statement says the same as the row that is read anew."""

from __future__ import annotations

import pytest

from kuznia.lib.once import Added, Once
from kuznia.people.models import Person

pytestmark = pytest.mark.django_db
PEOPLE = Once(Person, by="email")


def _told(row: Person) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _ewa(name: str = "Ewa") -> Person:
    return Person(email="ewa@example.org", name=name, password="!")


def test_row_is_made_when_none_stands(django_assert_num_queries):
    with django_assert_num_queries(1):
        person, is_new = PEOPLE.found_or_made(_ewa())

    assert (is_new, _told(person)) == (True, _told(Person.objects.get()))


def test_row_that_stands_keeps_what_it_says(django_assert_num_queries):
    first, _is_new = PEOPLE.found_or_made(_ewa())

    with django_assert_num_queries(1):
        person, is_new = PEOPLE.found_or_made(_ewa("Ktoś inny"))

    assert (is_new, _told(person)) == (False, _told(first))


def test_made_row_can_be_saved_again():
    person, _is_new = PEOPLE.found_or_made(_ewa())

    person.name = "Ewa Nowa"
    person.save()

    assert Person.objects.get().name == "Ewa Nowa"


def test_row_that_is_added_says_what_the_database_gave_it(django_assert_num_queries):
    with django_assert_num_queries(1):
        person = Added(Person).add(_ewa())

    assert (person.pk is not None, _told(person)) == (True, _told(Person.objects.get()))


def test_row_that_is_added_is_changed_like_any_other():
    person = Added(Person).add(_ewa())
    person.name = "Ewa Iskra"

    person.save()

    assert [each.name for each in Person.objects.all()] == ["Ewa Iskra"]
