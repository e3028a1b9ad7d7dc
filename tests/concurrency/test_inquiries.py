"""Many clicks on one form ask an office once; and the lock is what makes the others wait (its absence shows)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from kuznia.directory.models import Authority
from kuznia.inquiries import holding
from kuznia.inquiries.models import Inquiry, Reply
from kuznia.inquiries.services.answering import answer
from kuznia.inquiries.services.asking import InquiryEntry, ask
from kuznia.inquiries.tests.factories import make_entry, make_inquiry, make_officer
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Visitor
from kuznia.notify.models import Message
from tests.concurrency.barrier import all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
CLICKS = 8


def _clicks(entry: InquiryEntry) -> list[Callable[[], Any]]:
    arrived_at = clock.now()
    return [lambda: ask(entry=entry, actor=Visitor(), arrived_at=arrived_at) for _click in range(CLICKS)]


def test_form_sent_many_times_at_once_asks_once() -> None:
    results = all_at_once(_clicks(make_entry()))

    assert {result.pk for result in results} == {Inquiry.objects.get().pk}
    assert Message.objects.filter(matter__startswith="inquiries.").count() == 1
    call_command("verify", verbosity=0)


def test_clicks_meet_the_last_word_when_the_lock_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "lock_office", lambda pk: Authority.objects.get(pk=pk))

    for _try in range(20):
        results = all_at_once(_clicks(make_entry()))
        if any(isinstance(result, IntegrityError) for result in results):
            return
    pytest.fail("Without the lock no click met another one.")


def test_question_is_answered_once_when_two_officers_answer_at_once() -> None:
    inquiry, officers = make_inquiry(), [make_officer() for _officer in range(4)]
    answers = [
        lambda officer=officer: answer(  # type: ignore[misc]
            inquiry=inquiry, body="Tak.", form_key=make_entry().form_key, actor=officer
        )
        for officer in officers
    ]

    results = all_at_once(answers)

    assert (Reply.objects.count(), sum(isinstance(result, Refused) for result in results)) == (1, 3)
    call_command("verify", verbosity=0)
