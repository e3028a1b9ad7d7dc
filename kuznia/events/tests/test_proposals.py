"""An organisation proposes its own event, the office decides, either side reads what the other did."""

from __future__ import annotations

import pytest

from kuznia.audit.queries import history_of
from kuznia.directory.models import Municipality, Venue
from kuznia.directory.queries import authorities
from kuznia.directory.services.merging import merge_organisations
from kuznia.directory.services.organisations import close_organisation
from kuznia.directory.services.representatives import end_representation
from kuznia.directory.tests.factories import representative_of
from kuznia.events.models import Event, EventProposal
from kuznia.events.services.proposal_decisions import (
    accept_proposal,
    cancel_proposed_event,
    refuse_proposal,
    send_proposal_back,
)
from kuznia.events.services.proposals import (
    change_proposal,
    draft_proposal,
    submit_proposal,
    take_proposal_back,
    withdraw_proposal,
)
from kuznia.events.states import EventState, ProposalState, SignUpPlace
from kuznia.events.tests.factories import (
    DAY,
    make_county,
    make_officer,
    make_organisation,
    make_registration,
    make_venue,
    representative_actor,
)
from kuznia.events.tests.proposal_factories import (
    event_of,
    make_accepted_proposal,
    make_proposal,
    make_proposal_entry,
    make_submitted_proposal,
)
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import AsSelf, Visitor, decide
from kuznia.notify.models import Message
from kuznia.search.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
HERS_ALONE = (
    "Wydarzenia organizacji proponuje tylko osoba, która działa w jej imieniu i może zmieniać jej dane."
)
OFFICES_ALONE = "O tym wydarzeniu decydują tylko urzędnicy powiatu albo gminy, w której się odbywa."
BEGUN = "Wydarzenie już się zaczęło. Można je ogłosić tylko z późniejszą datą."
CHANGED = "Ktoś zmienił tę propozycję, odkąd ją otwarto. Przeczytaj ją jeszcze raz, potem zdecyduj."


def _hers(proposal):
    return representative_actor(proposal.organisation)


def _letters():
    """Return to whom which letter about a proposal went."""
    found = Message.objects.filter(matter__startswith="events.proposal").order_by("pk")
    return [(message.matter.split(":")[2], message.to) for message in found]


def _accept(proposal, actor=None):
    return accept_proposal(proposal=proposal, version=proposal.version, actor=actor or make_officer())


def test_accepted_event_is_public_as_the_organisations_and_found_by_search():
    proposal = make_submitted_proposal()

    accepted = _accept(proposal)

    run_waiting_jobs()
    event = Event.objects.get()
    assert (accepted.state, accepted.event, event.state) == (
        ProposalState.ACCEPTED,
        event,
        EventState.PUBLISHED,
    )
    assert (event.title, event.host_organisation) == (proposal.title, proposal.organisation)
    assert (event.authority, event.takes_registrations) == (make_county(), False)
    assert Document.objects.filter(kind="event", title=event.title).count() == 1


def test_typed_place_goes_into_the_directory_with_its_gmina_and_is_found_the_next_time():
    make_county()
    gmina = Municipality.objects.earliest("pk")
    first = make_submitted_proposal(place_name="Polana", place_address="ul. Leśna 1", municipality=gmina)
    second = make_submitted_proposal(place_name="polana", place_address="ul. leśna 1", municipality=gmina)

    events = [_accept(proposal).event for proposal in (first, second)]

    venue = Venue.objects.get(name="Polana")
    assert [event.venue for event in events] == [venue, venue]
    assert venue.municipality == gmina


def test_place_of_the_directory_says_in_which_gmina_the_event_is():
    make_county()
    venue = make_venue()
    venue.municipality = Municipality.objects.earliest("pk")
    venue.save()

    proposal = make_submitted_proposal(venue=venue)

    assert proposal.municipality == venue.municipality
    assert _accept(proposal).event.venue == venue


@pytest.mark.parametrize(
    ("sign_up", "fields", "takes", "capacity"),
    [
        (SignUpPlace.HERE, {"capacity": 30}, True, 30),
        (SignUpPlace.ELSEWHERE, {"sign_up_url": "https://przyklad.pl/zapisy"}, False, None),
        (SignUpPlace.NONE, {}, False, None),
    ],
)
def test_event_takes_sign_ups_where_its_organisation_wants_them(sign_up, fields, takes, capacity):
    event = event_of(make_accepted_proposal(sign_up=sign_up, **fields))

    assert (event.takes_registrations, event.capacity) == (takes, capacity)
    assert event.sign_up_url == fields.get("sign_up_url", "")


def test_letters_go_to_the_office_and_to_those_who_may_write_for_the_organisation():
    county, organisation = make_county(), make_organisation()
    type(county).objects.filter(pk=county.pk).update(email="urzad@example.org")
    writer = representative_of(organisation)
    representative_of(organisation, may_edit=False)

    returned = make_submitted_proposal(organisation)
    send_proposal_back(proposal=returned, reason="Kiedy?", version=1, actor=make_officer())
    _accept(make_submitted_proposal(organisation))
    refuse_proposal(
        proposal=make_submitted_proposal(organisation), reason="Nie.", version=1, actor=make_officer()
    )

    sent, answers = ("submitted", "urzad@example.org"), ("returned", "accepted", "refused")
    assert _letters() == [each for answer in answers for each in (sent, (answer, writer.email))]


def test_returned_proposal_is_corrected_and_sent_again():
    proposal = make_submitted_proposal()
    returned = send_proposal_back(proposal=proposal, reason=" Kiedy? ", version=1, actor=make_officer())
    assert (returned.state, returned.answer) == (ProposalState.RETURNED, "Kiedy?")

    actor, entry = _hers(proposal), make_proposal_entry(title="Piknik w sobotę")
    change_proposal(proposal=returned, entry=entry, version=1, actor=actor)
    again = submit_proposal(proposal=returned, actor=actor)

    assert (again.state, again.title, again.answer, again.version) == (
        ProposalState.SUBMITTED,
        "Piknik w sobotę",
        "",
        2,
    )
    assert len(history_of(again, audiences=("office", "parties"))) == 5


def test_refused_proposal_keeps_the_reason_and_is_never_sent_again():
    refused = refuse_proposal(
        proposal=make_submitted_proposal(), reason="Prywatne.", version=1, actor=make_officer()
    )

    with pytest.raises(Refused) as refusal:
        submit_proposal(proposal=refused, actor=_hers(refused))

    assert refused.answer == "Prywatne."
    assert refusal.value.message == "Tego już nie można zrobić: obecny stan to „odmowa”."


@pytest.mark.parametrize("answer", [send_proposal_back, refuse_proposal])
def test_answer_needs_a_reason(answer):
    proposal = make_submitted_proposal()

    with pytest.raises(Refused) as refusal:
        answer(proposal=proposal, reason="  ", version=1, actor=make_officer())

    assert refusal.value.message == "Napisz powód w jednym zdaniu."


def test_proposal_is_taken_back_changed_and_withdrawn():
    proposal = make_submitted_proposal()
    actor = _hers(proposal)

    taken = take_proposal_back(proposal=proposal, actor=actor)
    withdrawn = withdraw_proposal(proposal=taken, actor=actor)

    assert (taken.state, withdrawn.state) == (ProposalState.DRAFT, ProposalState.WITHDRAWN)


def test_change_is_refused_while_the_office_reads():
    proposal = make_submitted_proposal()

    with pytest.raises(Refused) as refusal:
        change_proposal(proposal=proposal, entry=make_proposal_entry(), version=1, actor=_hers(proposal))

    assert refusal.value.message == "Ta propozycja jest teraz w urzędzie. Najpierw ją cofnij, potem zmień."


def test_change_is_refused_when_a_colleague_has_changed_it_since():
    proposal = make_proposal()
    change_proposal(proposal=proposal, entry=make_proposal_entry(), version=1, actor=_hers(proposal))

    with pytest.raises(Refused) as refusal:
        change_proposal(proposal=proposal, entry=make_proposal_entry(), version=1, actor=_hers(proposal))

    assert refusal.value.message == CHANGED


def test_office_decides_only_about_what_it_has_read():
    proposal, officer = make_submitted_proposal(), make_officer()
    taken = take_proposal_back(proposal=proposal, actor=_hers(proposal))
    changed = change_proposal(proposal=taken, entry=make_proposal_entry(), version=1, actor=_hers(proposal))
    submit_proposal(proposal=changed, actor=_hers(proposal))

    for act in (
        lambda: accept_proposal(proposal=proposal, version=1, actor=officer),
        lambda: refuse_proposal(proposal=proposal, reason="Nie.", version=1, actor=officer),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.message == CHANGED


def test_office_decides_no_more_when_it_was_taken_back():
    proposal = make_submitted_proposal()
    take_proposal_back(proposal=proposal, actor=_hers(proposal))

    with pytest.raises(Refused) as refusal:
        _accept(proposal)

    assert refusal.value.message == "Tego już nie można zrobić: obecny stan to „w przygotowaniu”."
    assert not Event.objects.exists()


def test_event_that_has_begun_is_neither_sent_nor_announced(stopped_clock):
    written, sent = make_proposal(), make_submitted_proposal()
    stopped_clock.move_to(DAY)

    for act in (lambda: submit_proposal(proposal=written, actor=_hers(written)), lambda: _accept(sent)):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.message == BEGUN
    assert not Event.objects.exists()


def test_event_of_a_closed_organisation_is_not_announced():
    proposal = make_submitted_proposal()
    close_organisation(organisation=proposal.organisation, reason="Koniec.", actor=make_officer())

    with pytest.raises(Refused) as refusal:
        _accept(proposal)

    assert (
        refusal.value.message
        == "Według katalogu ta organizacja nie działa, więc jej wydarzeń nie można ogłosić."
    )


def test_proposal_goes_with_its_organisation_when_two_records_are_joined():
    proposal, kept = make_submitted_proposal(make_organisation("Bis")), make_organisation("Iskra")
    merge_organisations(kept=kept, gone=proposal.organisation, choices={}, actor=make_officer())

    accepted = _accept(EventProposal.objects.get())

    assert (accepted.organisation, accepted.event.host_organisation) == (kept, kept)


def test_proposal_stays_when_the_role_of_who_sent_it_ends():
    organisation = make_organisation()
    person = representative_of(organisation)
    proposal = make_submitted_proposal(organisation)
    end_representation(representation=organisation.representations.get(person=person), actor=make_officer())

    assert _accept(proposal).state == ProposalState.ACCEPTED
    assert [what for what, _to in _letters() if what == "accepted"] == []


@pytest.mark.parametrize(
    "stranger",
    [
        lambda proposal: Visitor(),
        lambda proposal: AsSelf(proposal.proposed_by_id, "Ewa"),
        lambda proposal: representative_actor(make_organisation("Obca")),
        lambda proposal: representative_actor(proposal.organisation, may_edit=False),
        lambda proposal: make_officer(),
    ],
)
def test_nobody_else_writes_for_the_organisation(stranger):
    proposal = make_proposal()
    actor, entry = stranger(proposal), make_proposal_entry()

    for act in (
        lambda: draft_proposal(organisation=proposal.organisation, entry=entry, actor=actor),
        lambda: change_proposal(proposal=proposal, entry=entry, version=1, actor=actor),
        lambda: submit_proposal(proposal=proposal, actor=actor),
        lambda: withdraw_proposal(proposal=proposal, actor=actor),
    ):
        with pytest.raises(Forbidden) as refusal:
            act()
        assert refusal.value.message == HERS_ALONE


def test_officer_of_another_gmina_decides_nothing():
    make_county()
    gminas = authorities().exclude(municipality=None).order_by("pk")
    here, there = gminas[0], gminas[1]
    proposal = make_submitted_proposal(municipality=here.municipality)
    theirs = make_officer(there)

    for answer in (send_proposal_back, refuse_proposal):
        with pytest.raises(Forbidden) as refusal:
            answer(proposal=proposal, reason="Nie.", version=1, actor=theirs)
        assert refusal.value.message == OFFICES_ALONE
    with pytest.raises(Forbidden):
        _accept(proposal, theirs)
    assert _accept(proposal, make_officer(here)).event.authority == here


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"ends_at": DAY}, "ends_at", "Koniec musi być później niż początek."),
        ({"place_name": ""}, "venue", "Wybierz miejsce albo wpisz, gdzie to jest – jedno z dwojga."),
        ({"place_address": ""}, "place_address", "Wpisz adres, żeby można było trafić."),
        ({"sign_up": "elsewhere"}, "sign_up_url", "Podaj adres zapisów albo wybierz inny sposób."),
    ],
)
def test_proposal_is_refused_at_its_field_when_it_is_not_whole(fields, field, words):
    with pytest.raises(Refused) as refusal:
        make_proposal(**fields)

    assert (refusal.value.field, refusal.value.message) == (field, words)


def test_organisation_cancels_its_announced_event_and_everybody_is_told():
    county = make_county()
    type(county).objects.filter(pk=county.pk).update(email="urzad@example.org")
    proposal = make_accepted_proposal(sign_up=SignUpPlace.HERE)
    registration = make_registration(event_of(proposal))

    event = cancel_proposed_event(proposal=proposal, reason="Wichura.", actor=_hers(proposal))

    run_waiting_jobs()
    told = Message.objects.filter(matter=f"events.registration:{registration.pk}:event-cancelled")
    assert (event.state, told.count()) == (EventState.CANCELLED, 1)
    assert _letters()[-1] == ("cancelled", "urzad@example.org")


def test_organisation_cancels_nothing_that_was_not_announced():
    proposal = make_submitted_proposal()

    with pytest.raises(Refused) as refusal:
        cancel_proposed_event(proposal=proposal, reason="Wichura.", actor=_hers(proposal))

    assert (
        refusal.value.message
        == "Nikt jeszcze nie wie o tym wydarzeniu, więc nie ma czego odwoływać. Wycofaj propozycję."
    )


def test_representative_who_may_not_edit_or_of_another_organisation_cancels_nothing():
    proposal = make_accepted_proposal()
    others = (
        representative_actor(proposal.organisation, may_edit=False),
        representative_actor(make_organisation("Obca")),
    )

    for actor in others:
        with pytest.raises(Forbidden) as refusal:
            cancel_proposed_event(proposal=proposal, reason="Bo tak.", actor=actor)
        assert refusal.value.message == HERS_ALONE


def test_organisation_cannot_cancel_what_the_office_announced_in_its_name():
    proposal = make_accepted_proposal()
    event = proposal.event
    EventProposal.objects.all().delete()

    assert not decide(_hers(proposal), "events.cancel_event", event).allowed
    assert not decide(_hers(proposal), "events.cancel_event", None).allowed
