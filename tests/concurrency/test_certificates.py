"""Numbers of certificates under a rush with rollbacks: 1..n exactly; and the register's lock is what holds them."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from kuznia.events.models import Certificate, CertificateRegister, Registration
from kuznia.events.services import certificates
from kuznia.events.services.certificates import issue_certificate
from kuznia.events.tests.certificates import HOUSE, end_of, make_participant, plan
from kuznia.events.tests.factories import make_event
from tests.concurrency.barrier import Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
CLIENTS = 32
# Each on an event of its own, so that nothing but the register of the office makes them wait.
EVENTS = 8


class RolledBack(Exception):
    """The act failed after it had taken its number."""


def _people() -> list[Registration]:
    people = []
    for _event in range(EVENTS):
        event = make_event()
        people += [make_participant(event) for _person in range(CLIENTS // EVENTS)]
        plan(event)
        end_of(event)
    return people


def _issuing(person: Registration, *, fails: bool) -> Callable[[], Certificate | None]:
    def issue() -> Certificate | None:
        with transaction.atomic():
            issued = issue_certificate(registration=person, actor=HOUSE)
            if fails:
                raise RolledBack
        return issued

    return issue


def _numbers() -> list[int]:
    return list(Certificate.objects.order_by("number").values_list("number", flat=True))


def _without_lock(authority_id: int, year: int) -> CertificateRegister:
    return CertificateRegister.objects.get(authority_id=authority_id, year=year)


def test_numbers_follow_one_another_when_many_issue_at_once_and_some_roll_back() -> None:
    people, chance = _people(), random.Random(7)
    failing = [chance.random() < 0.4 for _person in people]

    results = all_at_once(
        [_issuing(person, fails=fails) for person, fails in zip(people, failing, strict=True)]
    )
    again: list[Any] = all_at_once([_issuing(person, fails=False) for person in people])

    assert sum(isinstance(result, RolledBack) for result in results) == sum(failing)
    assert not [result for result in again if isinstance(result, Exception)]
    assert _numbers() == list(range(1, CLIENTS + 1))
    call_command("verify", verbosity=0)


def test_one_person_gets_one_number_when_the_work_runs_many_times_at_once() -> None:
    person = _people()[0]

    all_at_once([_issuing(person, fails=False)] * 8)

    assert _numbers() == [1]


def test_numbers_collide_when_the_lock_of_the_register_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    # One of each event, whose lock stays; the register stands since somebody else got the first number.
    first, *people = _people()[:: CLIENTS // EVENTS]
    _issuing(first, fails=False)()
    monkeypatch.setattr(certificates, "lock_register", Meeting().after(_without_lock))

    results = all_at_once([_issuing(person, fails=False) for person in people])

    assert any(isinstance(result, IntegrityError) for result in results)
