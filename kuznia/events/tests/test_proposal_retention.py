"""The contact person of an event that nobody announced is kept for a year after its planned day."""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from kuznia.audit.models import CaseEntry
from kuznia.directory.tests.factories import make_person
from kuznia.events.answers_proposals import PERSONAL_DATA
from kuznia.events.invariants import INVARIANTS
from kuznia.events.models import EventProposal
from kuznia.events.services.proposal_decisions import accept_proposal, refuse_proposal
from kuznia.events.services.proposals import withdraw_proposal
from kuznia.events.services.retention import forget_proposal
from kuznia.events.tasks import forget_contacts_of_proposals
from kuznia.events.tests.desk_pages import officer_client
from kuznia.events.tests.factories import make_officer, representative_actor
from kuznia.events.tests.pages import soup
from kuznia.events.tests.proposal_factories import (
    make_accepted_proposal,
    make_proposal,
    make_submitted_proposal,
)
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import System
from kuznia.people.models import Person

pytestmark = pytest.mark.django_db
HOUSE = System("tests")
# The proposals of the tests are planned for 12 December 2026.
LAST_DAY = datetime(2027, 12, 12, 12, tzinfo=UTC)
DUE = datetime(2027, 12, 13, 4, tzinfo=UTC)


def _refused(**fields: Any) -> EventProposal:
    proposal = make_submitted_proposal(contact_phone="600 100 200", **fields)
    return refuse_proposal(
        proposal=proposal, reason="Nie w parku.", version=proposal.version, actor=make_officer()
    )


def _withdrawn() -> EventProposal:
    proposal = make_submitted_proposal(contact_phone="600 100 200")
    return withdraw_proposal(proposal=proposal, actor=representative_actor(proposal.organisation))


def _signed_in(email: str) -> Person:
    person = make_person(email=email)
    Person.objects.filter(pk=person.pk).update(last_login=clock.now())
    return person


def _contact(proposal: EventProposal) -> tuple[str, str, str]:
    proposal.refresh_from_db()
    return (proposal.contact_name, proposal.contact_email, proposal.contact_phone)


def _broken() -> list[str]:
    broken = []
    for name in (name for name in INVARIANTS if "proposal" in name):
        with connection.cursor() as cursor:
            cursor.execute(INVARIANTS[name])
            broken += [name] if cursor.fetchall() else []
    return broken


def _told(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("retention", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("given_up", [_refused, _withdrawn, make_proposal])
def test_contact_is_cut_out_when_a_year_has_passed_since_the_planned_day(stopped_clock, given_up):
    proposal = given_up()
    before = _contact(proposal)

    stopped_clock.move_to(LAST_DAY)
    forget_contacts_of_proposals()
    kept = _contact(proposal)
    stopped_clock.move_to(DUE)
    forget_contacts_of_proposals()

    assert (kept, _contact(proposal), _broken()) == (before, ("", "", ""), [])


def test_contact_of_an_announced_event_stays(stopped_clock):
    proposal = make_accepted_proposal()
    stopped_clock.move_to(DUE)

    forgotten = forget_proposal(proposal=proposal, actor=HOUSE)

    assert (forgotten, _contact(proposal)) == (False, ("Ewa Iskra", "piknik@example.org", ""))


def test_history_says_once_that_the_contact_was_deleted_when_the_job_runs_twice(stopped_clock):
    proposal = _refused()
    stopped_clock.move_to(DUE)

    forget_contacts_of_proposals()
    forget_contacts_of_proposals()

    sentence = "The contact person was deleted %(months)s months after the planned day."
    entries = CaseEntry.objects.filter(subject_id=proposal.pk, sentence=sentence)
    assert [(entry.params, entry.audience) for entry in entries] == [({"months": 12}, "parties")]


def test_retention_command_says_what_would_go_and_then_deletes_it(stopped_clock):
    proposal = _refused()

    early = _told("--dry-run", "--at", DUE.isoformat())
    stopped_clock.move_to(DUE)
    done = [_told(), _told()]

    assert early == [f"proposal {proposal.pk}: contact person would go"]
    assert done == [[f"proposal {proposal.pk}: contact person deleted"], []]


def test_invariant_finds_the_proposal_when_the_job_did_not_run(stopped_clock):
    _refused()
    stopped_clock.move_to(datetime(2027, 12, 15, 4, tzinfo=UTC))

    assert _broken() == [
        "events: no proposal that nobody announced names its contact too long (two days' grace for the job)"
    ]


def test_forgetting_a_proposal_is_for_the_house_only():
    with pytest.raises(Forbidden) as refusal:
        forget_proposal(proposal=_refused(), actor=make_officer())  # type: ignore[arg-type]

    assert refusal.value.message == "Dane osobowe po upływie czasu usuwa sam system."


def test_erasure_cuts_her_out_of_what_nobody_announced():
    person = _signed_in("ewa@example.org")
    refused, announced = _refused(contact_email="Ewa@example.org"), make_accepted_proposal()
    EventProposal.objects.filter(pk=announced.pk).update(contact_email="ewa@example.org")
    other = make_proposal()

    exported = [row["event"] for row in PERSONAL_DATA.export(person.pk)]
    count = PERSONAL_DATA.erase(person.pk)

    assert (exported, count) == ([refused.title, announced.title], 1)
    assert [_contact(each)[1] for each in (refused, announced, other)] == [
        "",
        "ewa@example.org",
        "piknik@example.org",
    ]
    assert _broken() == []


def test_erasure_of_an_address_that_nobody_proved_cuts_nobody_out():
    make_proposal(contact_email="ewa@example.org")

    assert PERSONAL_DATA.erase(make_person(email="ewa@example.org").pk) == 0


def test_event_is_not_announced_when_its_contact_was_deleted():
    proposal = make_submitted_proposal()
    EventProposal.objects.update(contact_name="", contact_email="")

    with pytest.raises(Refused) as refusal:
        accept_proposal(proposal=proposal, version=proposal.version, actor=make_officer())

    assert refusal.value.message == (
        "Dane osoby do kontaktu usunięto. Organizacja musi najpierw wskazać inną osobę."
    )


def test_page_of_the_proposal_leads_to_no_address_when_the_contact_was_deleted(stopped_clock):
    proposal = _refused()
    EventProposal.objects.update(contact_name="", contact_email="", contact_phone="")

    page = soup(officer_client().get(reverse("events:desk-proposal", args=[proposal.pk])))

    assert page.select("main a[href^='mailto:']") == []
