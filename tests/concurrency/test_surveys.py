"""One person answers a survey once, however many clicks; and the survey's lock is what holds it."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from kuznia.events.models import SealedAnswers, Survey
from kuznia.events.services import surveys
from kuznia.events.tests.question_factories import answer, make_open_survey
from tests.concurrency.barrier import Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
CLICKS = 12


def _clicked() -> list[object]:
    invitation = make_open_survey().invitations.select_related("survey__event").get()
    return all_at_once([lambda: answer(invitation, "5") for _click in range(CLICKS)])


def test_one_response_is_kept_when_one_person_sends_many_at_once() -> None:
    results = _clicked()

    assert (results.count(True), results.count(False), SealedAnswers.objects.count()) == (1, CLICKS - 1, 1)
    call_command("verify", verbosity=0)


def test_many_responses_are_kept_when_the_lock_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        surveys, "_locked", lambda number: Survey.objects.select_related("event").get(pk=number)
    )
    monkeypatch.setattr(surveys, "_is_unanswered", Meeting().after(surveys._is_unanswered))

    assert _clicked().count(True) > 1
