"""Two editors decide about one card in the same instant: one decision counts, the other editor reads so."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db.models import QuerySet

from kuznia.directory.models import Organisation
from kuznia.directory.tests.factories import make_county, make_organisation, representative_actor
from kuznia.lib.errors import Refused
from kuznia.lib.policy import ForAuthority
from kuznia.newsroom.models import Practice
from kuznia.newsroom.services import (
    change_practice,
    publish_practice,
    refuse_practice,
    send_back_practice,
    withdraw_practice,
)
from kuznia.newsroom.states import PracticeState
from kuznia.newsroom.tests.factories import make_editor
from kuznia.newsroom.tests.practice_factories import entry_of_practice, make_practice
from kuznia.notify.models import Message
from kuznia.process import services as moves
from tests.concurrency.barrier import Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]


@pytest.fixture
def editor() -> ForAuthority:
    return make_editor(make_county())


@pytest.fixture
def organisation(editor: ForAuthority) -> Organisation:
    del editor  # The county comes first.
    return make_organisation("Stowarzyszenie Iskra")


def decide_twice_at_once(organisation: Organisation, editor: ForAuthority) -> list[Practice | Exception]:
    """Let one editor publish and another refuse a new card in the same instant; return what each got."""
    practice = make_practice(organisation)
    return all_at_once(
        [
            partial(publish_practice, practice=practice, version=1, actor=editor),
            partial(refuse_practice, practice=practice, reason="Nie.", actor=editor),
        ]
    )


def decisions(results: list[Practice | Exception]) -> int:
    return sum(isinstance(result, Practice) for result in results)


def test_one_decision_counts_when_two_editors_decide_at_once(organisation, editor) -> None:
    results = decide_twice_at_once(organisation, editor)

    (refused,) = [result for result in results if isinstance(result, Refused)]
    assert (decisions(results), Message.objects.count()) == (1, 1)
    assert refused.field is None


def test_both_would_decide_when_nothing_locks_the_card(organisation, editor, monkeypatch: Any) -> None:
    lock = QuerySet.select_for_update

    def unlocked(found: QuerySet[Any], *args: Any, **options: Any) -> QuerySet[Any]:
        return found.all() if found.model is Practice else lock(found, *args, **options)

    monkeypatch.setattr(QuerySet, "select_for_update", unlocked)
    monkeypatch.setattr(moves, "_demand_source", Meeting(2).after(moves._demand_source))

    assert decisions(decide_twice_at_once(organisation, editor)) == 2


def test_editor_publishes_what_she_read_when_the_card_is_changed_at_once(organisation, editor) -> None:
    actor = representative_actor(organisation)
    practice = make_practice(organisation, actor=actor)
    new = entry_of_practice(deed="Co innego.")

    results = all_at_once(
        [
            partial(publish_practice, practice=practice, version=1, actor=editor),
            partial(change_practice, practice=practice, entry=new, actor=actor),
        ]
    )

    practice.refresh_from_db()
    assert decisions(results) == 1
    assert (practice.is_public, practice.deed) in {
        (True, "Zebraliśmy narzędzia w remizie."),
        (False, "Co innego."),
    }


def test_card_ends_in_one_state_when_it_is_sent_back_and_withdrawn_at_once(organisation, editor) -> None:
    actor = representative_actor(organisation)
    practice = make_practice(organisation, actor=actor)

    all_at_once(
        [
            partial(send_back_practice, practice=practice, reason="Dopisz.", actor=editor),
            partial(withdraw_practice, practice=practice, actor=actor),
        ]
    )

    practice.refresh_from_db()
    assert practice.state == PracticeState.WITHDRAWN
