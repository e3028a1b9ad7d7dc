"""Many clicks on one form ask an office once; and the lock is what makes the others wait (its absence shows)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from kuznia.directory.models import Authority
from kuznia.directory.tests.factories import office_actor
from kuznia.inquiries import holding
from kuznia.inquiries.models import Inquiry, Reply, Topic
from kuznia.inquiries.services import asking
from kuznia.inquiries.services.answering import answer
from kuznia.inquiries.services.asking import InquiryEntry, ask
from kuznia.inquiries.services.settings import TopicEntry, add_topic, change_topic
from kuznia.inquiries.tests.factories import make_entry, make_inquiry, make_office, make_officer
from kuznia.lib import clock
from kuznia.lib.errors import Refused
from kuznia.lib.policy import OfficeRole, Visitor
from kuznia.notify.models import Message
from tests.concurrency.barrier import Meeting, all_at_once

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
    # Looked up by those who found that the form had not come yet.
    monkeypatch.setattr(asking, "offices_that_answer", Meeting().after(asking.offices_that_answer))

    results = all_at_once(_clicks(make_entry()))

    assert any(isinstance(result, IntegrityError) for result in results)


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


def test_one_topic_stays_offered_when_the_last_two_are_taken_off_at_once() -> None:
    last = list(Topic.objects.order_by("pk")[:2])
    Topic.objects.exclude(pk__in=[topic.pk for topic in last]).update(is_offered=False)
    administrator = office_actor(make_office(), role=OfficeRole.ADMINISTRATOR)
    entries = [(topic, TopicEntry(name=topic.name, is_offered=False)) for topic in last]

    results = all_at_once(
        [
            lambda each=each: change_topic(topic=each[0], entry=each[1], actor=administrator)
            for each in entries
        ]  # type: ignore[misc]
    )

    assert sorted(type(result).__name__ for result in results) == ["Refused", "Topic"]
    assert Topic.objects.filter(is_offered=True).count() == 1


def test_topic_is_added_once_when_it_is_sent_twice_at_once() -> None:
    administrator = office_actor(make_office(), role=OfficeRole.ADMINISTRATOR)
    entry = TopicEntry(name="Wolontariat")

    results = all_at_once([lambda: add_topic(entry=entry, actor=administrator) for _click in range(4)])

    assert sorted(type(result).__name__ for result in results) == ["Refused"] * 3 + ["Topic"]
