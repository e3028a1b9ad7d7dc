"""What each side finds of the proposed events: lists, offices, things to do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kuznia.events.answers_proposals import PAGES, TODO
from kuznia.events.queries import office_of, proposals_to, proposals_visible_to
from kuznia.events.services.proposal_decisions import send_proposal_back
from kuznia.events.tests.factories import (
    DAY,
    make_county,
    make_officer,
    make_other_office,
    representative_actor,
)
from kuznia.events.tests.proposal_factories import (
    make_accepted_proposal,
    make_proposal,
    make_submitted_proposal,
)
from kuznia.lib.policy import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


def test_office_sees_what_was_sent_to_it_what_waits_first(stopped_clock):
    make_proposal(title="Szkic")
    later = make_submitted_proposal(starts_at=DAY + timedelta(hours=1))
    sooner = make_submitted_proposal()
    decided = make_accepted_proposal()
    elsewhere = make_submitted_proposal(municipality=make_other_office().municipality)

    assert list(proposals_to(make_officer())) == [sooner, elsewhere, later, decided]
    assert list(proposals_to(make_officer(make_other_office()))) == [elsewhere]
    assert list(proposals_visible_to(Visitor())) == []


def test_proposal_goes_to_the_office_of_its_gmina_or_to_the_countys():
    gmina = make_other_office()

    assert office_of(make_proposal(municipality=gmina.municipality)) == gmina
    assert office_of(make_proposal()) == make_county()


def test_desk_names_what_waits_for_each_side(stopped_clock):
    proposal = make_submitted_proposal(title="Piknik")
    officer, hers = make_officer(), representative_actor(proposal.organisation)
    waiting = [(item.title, item.detail, item.late) for item in TODO.todo_items(officer)]
    send_proposal_back(proposal=proposal, reason="Kiedy?", version=1, actor=officer)
    stopped_clock.move_to(DAY + timedelta(hours=1))

    returned = [(item.title, item.detail, item.late) for item in TODO.todo_items(hers)]

    assert waiting == [("Zdecyduj o wydarzeniu organizacji: Piknik", proposal.organisation.name, False)]
    assert returned == [("Popraw wydarzenie i wyślij je jeszcze raz: Piknik", "Kiedy?", True)]
    assert list(TODO.todo_items(officer)) == []


def test_organisation_gets_a_page_of_its_own_events():
    assert [(str(page.label), page.url_name) for page in PAGES.pages()] == [
        ("Własne wydarzenia", "events:my-proposals")
    ]
