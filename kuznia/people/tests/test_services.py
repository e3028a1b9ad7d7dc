"""People: one record for one address, corrected and forgotten whole."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from kuznia.lib import clock
from kuznia.lib.policy import AsSelf, System, Visitor
from kuznia.people.models import Person
from kuznia.people.services import (
    add_person,
    correct_person,
    end_sessions,
    forget_person,
    person_with_email,
    set_password,
)

pytestmark = pytest.mark.django_db
HOUSE = System("tests")


def make_person(email: str = "ewa@przyklad.pl", name: str = "Ewa Iskra", language: str = "pl") -> Person:
    return person_with_email(email=email, name=name, language=language, actor=Visitor())


def test_person_with_email_is_made_when_nobody_has_the_address():
    person = make_person("Ewa@Przyklad.PL", language="en")

    kept = Person.objects.get()
    assert (person, kept.email, kept.name, kept.language) == (kept, "ewa@przyklad.pl", "Ewa Iskra", "en")
    assert not kept.has_usable_password()


def test_person_with_email_keeps_name_and_language_when_somebody_has_the_address():
    known = make_person()

    found = make_person(" EWA@przyklad.pl ", name="Kto Inny", language="en")

    assert (found, found.name, found.language) == (known, "Ewa Iskra", "pl")


def test_person_with_email_is_kept_when_the_alphabet_folds_to_capitals():
    assert make_person("ewa@ꭰꭱ.pl") == make_person("ewa@ᎠᎡ.pl")


def test_add_person_makes_another_one_each_time_when_there_is_no_address():
    people = [add_person(name="Alicja Szpigiel", actor=HOUSE) for _again in range(2)]

    assert [person.email for person in people] == [None, None]
    assert people[0] != people[1]


def test_add_person_returns_the_known_one_when_the_address_is_known():
    assert add_person(name="Ewa", email="ewa@przyklad.pl", actor=HOUSE) == add_person(
        name="Inna", email="EWA@przyklad.pl", actor=HOUSE
    )


@pytest.mark.parametrize("email", ["", "Ewa@przyklad.pl"])
def test_person_is_refused_by_the_database_when_her_address_is_not_in_its_one_form(email):
    with pytest.raises(IntegrityError, match="person_email_folded"), transaction.atomic():
        Person.objects.create(name="Ewa", email=email)


def test_correct_person_changes_name_phone_and_language_only():
    person = make_person()

    correct_person(person=person, name="Ewa Młot", phone="+48 600 100 200", language="en", actor=HOUSE)

    kept = Person.objects.get()
    assert (kept.name, kept.phone, kept.language) == ("Ewa Młot", "+48 600 100 200", "en")
    assert (kept.email, kept.session_epoch) == ("ewa@przyklad.pl", 0)


def test_end_sessions_changes_the_seal_of_every_session():
    person = make_person()
    before = person.get_session_auth_hash()

    ended = end_sessions(person=person, actor=HOUSE)

    assert ended.session_epoch == 1
    assert ended.get_session_auth_hash() != before


def test_set_password_changes_the_seal_of_every_session():
    person = make_person()
    before = person.get_session_auth_hash()

    set_password(person=person, password="trzy kowadła i miech", actor=AsSelf(person.pk, person.name))

    kept = Person.objects.get()
    assert kept.check_password("trzy kowadła i miech")
    assert kept.get_session_auth_hash() != before


def test_forget_person_leaves_a_number_and_nothing_else(stopped_clock):
    person = make_person()
    person.groups.add(Group.objects.create(name="Próba"))

    forget_person(person=person, actor=HOUSE)

    kept = Person.objects.get(pk=person.pk)
    assert (kept.name, kept.email, kept.phone, kept.erased_at) == ("usunięta osoba", None, "", clock.now())
    assert (kept.is_active, kept.is_superuser, kept.has_usable_password()) == (False, False, False)
    assert (kept.session_epoch, kept.groups.count()) == (1, 0)


def test_person_signs_in_by_her_address_and_enters_no_admin_of_django():
    person = make_person()

    assert Person.objects.get_by_natural_key("Ewa@przyklad.pl") == person
    assert (person.is_staff, person.get_full_name(), str(person)) == (False, "Ewa Iskra", "Ewa Iskra")
    assert person.get_session_auth_fallback_hash() == []


@pytest.mark.parametrize("typed", [None, "", "jan@przyklad.pl"])
def test_nobody_signs_in_by_an_address_that_nobody_has(typed):
    add_person(name="Alicja Szpigiel", actor=HOUSE)

    with pytest.raises(Person.DoesNotExist):
        Person.objects.get_by_natural_key(typed)
