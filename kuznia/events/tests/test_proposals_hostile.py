"""Proposals of own events where somebody is careless or means ill: what leaks, doubles or goes astray."""

from __future__ import annotations

import pytest

from kuznia.directory.models import Municipality, Venue
from kuznia.events.models import Event
from kuznia.events.queries import proposals_to
from kuznia.events.services.proposal_decisions import accept_proposal, send_proposal_back
from kuznia.events.services.proposals import (
    change_proposal,
    submit_proposal,
    take_proposal_back,
    withdraw_proposal,
)
from kuznia.events.states import EventState
from kuznia.events.tests.factories import (
    make_county,
    make_event,
    make_officer,
    make_other_office,
    representative_actor,
)
from kuznia.events.tests.proposal_factories import make_proposal_entry, make_submitted_proposal
from kuznia.lib.errors import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
ANOTHER_PLACE = (
    "W spisie jest miejsce o tej nazwie i adresie, ale w innej gminie albo już nieużywane. "
    "Zwróć propozycję: adres musi podawać miejscowość albo miejsce trzeba wybrać z listy."
)


def _accept(proposal):
    return accept_proposal(proposal=proposal, version=proposal.version, actor=make_officer()).event


def _change(proposal, actor, **fields):
    entry = make_proposal_entry(**fields)
    return change_proposal(proposal=proposal, entry=entry, version=proposal.version, actor=actor)


def test_accepted_proposal_is_its_own_event_when_an_officer_has_just_drafted_another_of_its_title():
    proposal = make_submitted_proposal(title="Piknik")
    drafted = make_event(title="Piknik", starts_at=proposal.starts_at, state=EventState.DRAFT)

    event = _accept(proposal)

    assert (event.host_organisation, event.lead) == (proposal.organisation, proposal.lead)
    assert Event.objects.get(pk=drafted.pk).state == EventState.DRAFT


def test_office_does_not_read_what_was_written_after_the_proposal_was_taken_back():
    proposal, there = make_submitted_proposal(), make_other_office()
    actor = representative_actor(proposal.organisation)
    taken = take_proposal_back(proposal=proposal, actor=actor)

    changed = _change(taken, actor, municipality=there.municipality)
    withdraw_proposal(proposal=changed, actor=actor)

    assert list(proposals_to(make_officer())) == []
    assert list(proposals_to(make_officer(there))) == []


def test_another_office_reads_a_returned_proposal_when_it_is_sent_to_it_and_no_sooner():
    proposal, there = make_submitted_proposal(), make_other_office()
    actor = representative_actor(proposal.organisation)
    returned = send_proposal_back(proposal=proposal, reason="Gdzie?", version=1, actor=make_officer())

    changed = _change(returned, actor, municipality=there.municipality)
    before = list(proposals_to(make_officer(there)))
    submit_proposal(proposal=changed, actor=actor)

    assert (before, list(proposals_to(make_officer(there)))) == ([], [proposal])


def test_office_still_reads_what_it_sent_back_and_what_was_withdrawn_as_it_was_sent():
    returned, withdrawn = make_submitted_proposal(), make_submitted_proposal()
    send_proposal_back(proposal=returned, reason="Kiedy?", version=1, actor=make_officer())
    withdraw_proposal(proposal=withdrawn, actor=representative_actor(withdrawn.organisation))

    assert list(proposals_to(make_officer())) == [returned, withdrawn]


@pytest.mark.parametrize("is_used", [True, False])
def test_typed_place_is_refused_when_the_directory_has_another_of_this_name(is_used):
    make_county()
    here, there = Municipality.objects.order_by("pk")[:2]
    hall = {"name": "Świetlica", "address": "ul. Szkolna 1"}
    Venue.objects.create(**hall, municipality=there if is_used else here, in_use=is_used)
    typed = make_submitted_proposal(place_name=hall["name"], place_address=hall["address"], municipality=here)

    with pytest.raises(Refused) as refusal:
        _accept(typed)

    assert refusal.value.message == ANOTHER_PLACE
    assert not Event.objects.exists()
