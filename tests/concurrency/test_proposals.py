"""Officers and organisations in the same instant: one event for one proposal, and of what was read."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError
from django.db.models import QuerySet

from kuznia.events.models import CalendarLink, Event, EventProposal
from kuznia.events.services import calendar_links, proposal_decisions, proposals
from kuznia.events.services.calendar_links import make_calendar_link
from kuznia.events.services.proposal_decisions import accept_proposal, refuse_proposal
from kuznia.events.services.proposals import draft_proposal, take_proposal_back
from kuznia.events.states import ProposalState
from kuznia.events.tests.factories import (
    make_officer,
    make_organisation,
    make_person,
    make_venue,
    representative_actor,
)
from kuznia.events.tests.proposal_factories import make_proposal_entry, make_submitted_proposal
from kuznia.lib.errors import Refused
from kuznia.lib.policy import AsSelf
from kuznia.people.models import Person
from tests.concurrency.barrier import Meeting, all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
OFFICERS = 4


def _accepted_at_once(proposal: EventProposal) -> list[Any]:
    acts = [
        partial(accept_proposal, proposal=proposal, version=1, actor=make_officer())
        for _officer in range(OFFICERS)
    ]
    return all_at_once(acts)


def test_proposal_becomes_one_event_when_officers_say_yes_at_once() -> None:
    results = _accepted_at_once(make_submitted_proposal())

    assert Event.objects.count() == 1
    assert sum(isinstance(result, Refused) for result in results) == OFFICERS - 1


def test_proposal_would_become_several_events_when_nothing_locks_it(monkeypatch: Any) -> None:
    def moved(*, case: EventProposal, values: dict[str, Any], **_rest: Any) -> EventProposal:
        EventProposal.objects.filter(pk=case.pk).update(state=ProposalState.ACCEPTED, **values)
        return case

    read = Meeting(OFFICERS).after(lambda proposal: EventProposal.objects.get(pk=proposal.pk))
    monkeypatch.setattr(proposal_decisions, "lock_proposal", read)
    monkeypatch.setattr(proposal_decisions, "make_move", moved)

    # At a place of the directory: of a typed one the second would be refused.
    _accepted_at_once(make_submitted_proposal(venue=make_venue()))

    assert Event.objects.count() == OFFICERS


def test_proposal_has_one_answer_when_both_sides_act_at_once() -> None:
    proposal, officer = make_submitted_proposal(), make_officer()
    hers = representative_actor(proposal.organisation)

    results: list[Any] = all_at_once(
        [
            partial(accept_proposal, proposal=proposal, version=1, actor=officer),
            partial(refuse_proposal, proposal=proposal, version=1, actor=make_officer(), reason="Nie."),
            partial(take_proposal_back, proposal=proposal, actor=hers),
        ]
    )

    kept = EventProposal.objects.get()
    assert sum(isinstance(result, Refused) for result in results) == 2
    assert Event.objects.count() == (kept.state == ProposalState.ACCEPTED)


def _sent_at_once() -> int:
    organisation = make_organisation("Stowarzyszenie Klik")
    act = partial(
        draft_proposal,
        organisation=organisation,
        entry=make_proposal_entry(),
        actor=representative_actor(organisation),
    )
    all_at_once([act] * OFFICERS)
    return EventProposal.objects.filter(organisation=organisation).count()


def test_form_keeps_one_proposal_when_it_is_sent_many_times_at_once() -> None:
    assert _sent_at_once() == 1


def test_form_would_keep_several_proposals_when_nothing_locks_the_organisation(monkeypatch: Any) -> None:
    monkeypatch.setattr(proposals, "_lock_standing", lambda organisation: organisation)
    look = Meeting(OFFICERS).after(proposals._written_just_now)
    monkeypatch.setattr(proposals, "_written_just_now", look)

    assert _sent_at_once() == OFFICERS


def _clicks() -> list[Any]:
    person = make_person()
    act = partial(make_calendar_link, actor=AsSelf(person.pk, person.name))
    return all_at_once([act] * OFFICERS)


def test_person_has_one_address_when_she_clicks_many_times() -> None:
    results = _clicks()

    assert [type(result) for result in results] == [CalendarLink] * OFFICERS
    assert CalendarLink.objects.get().turn == OFFICERS


def test_clicks_would_collide_when_nothing_locks_the_person(monkeypatch: Any) -> None:
    monkeypatch.setattr(
        calendar_links, "_locked_person", lambda actor: Person.objects.get(pk=actor.person_id)
    )
    # The first thing that a click writes, if it finds anything.
    monkeypatch.setattr(QuerySet, "update", Meeting(OFFICERS).after(QuerySet.update))

    results = _clicks()

    assert [type(result) for result in results].count(IntegrityError) == OFFICERS - 1
