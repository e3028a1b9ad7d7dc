"""An address in a rush is one person, whoever comes with it first."""

from __future__ import annotations

import pytest

from kuznia.lib.policy import Visitor
from kuznia.people.models import Person
from kuznia.people.services import person_with_email
from tests.concurrency.barrier import all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]


def _number() -> int:
    return person_with_email(email="ewa@example.org", name="Ewa", language="pl", actor=Visitor()).pk


def test_one_address_is_one_person_when_many_leave_it_at_once() -> None:
    for _round in range(5):
        Person.objects.all().delete()

        numbers = all_at_once([_number] * 12)

        assert set(numbers) == {Person.objects.get().pk}
