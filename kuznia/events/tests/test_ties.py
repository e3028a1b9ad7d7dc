"""What events keep of an organisation goes with its record when it is joined with another, and comes back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from kuznia.directory.models import Merge, Organisation
from kuznia.directory.queries import organisation_called
from kuznia.directory.services import merge_organisations, part_organisations
from kuznia.directory.tests.factories import HOUSE
from kuznia.events.models import Event, EventParty, Registration
from kuznia.events.services.announcing import EventEntry, add_party, change_event
from kuznia.events.services.cloning import clone_event
from kuznia.events.services.registrations import sign_up
from kuznia.events.services.ties import TIES
from kuznia.events.states import ComingFor, PartyRole
from kuznia.events.tests.factories import (
    make_delegation,
    make_entry,
    make_event,
    make_officer,
    make_organisation,
    make_patronage_request,
    make_registration,
)
from kuznia.events.tests.proposal_factories import make_submitted_proposal
from kuznia.lib import clock
from kuznia.lib.policy import Visitor
from kuznia.lib.ports import StayedTies

pytestmark = pytest.mark.django_db


def two() -> tuple[Organisation, Organisation]:
    return make_organisation("Iskra"), make_organisation("Iskra 2")


def join(kept: Organisation, gone: Organisation) -> Merge:
    return merge_organisations(kept=kept, gone=gone, choices={}, actor=HOUSE)


def part(merge: Merge) -> list[StayedTies]:
    stayed = part_organisations(merge=merge, reason="To dwie różne.", actor=HOUSE)
    call_command("verify", verbosity=0)
    return stayed


def holdings(organisation: Organisation) -> list[int]:
    return [tie.rows(organisation.pk).count() for tie in TIES]


def everything_of(organisation: Organisation) -> Event:
    """Let the organisation host an event, stand at it as a partner, sign up, send a delegation, ask for patronage and
    propose another."""
    event = make_event(host_organisation=organisation)
    add_party(event=event, role=PartyRole.PARTNER, organisation=organisation, actor=make_officer())
    make_registration(event, organisation=organisation, coming_for=ComingFor.ORGANISATION)
    make_delegation(event, "Jan", organisation=organisation)
    make_patronage_request(organisation=organisation)
    make_submitted_proposal(organisation)
    return event


def test_everything_goes_to_the_kept_record_and_comes_back() -> None:
    kept, gone = two()
    everything_of(gone)
    before = holdings(gone)

    merge = join(kept, gone)
    at_kept = holdings(kept)
    stayed = part(merge)

    assert (at_kept, before) == ([1, 1, 1, 1, 2, 1], [1, 1, 1, 1, 2, 1])
    assert (holdings(gone), holdings(kept), stayed) == (before, [0] * 6, [])


def test_organisation_is_named_once_at_an_event_and_twice_again_when_parted() -> None:
    kept, gone = two()
    event, actor = make_event(), make_officer()
    for each in (kept, gone):
        add_party(event=event, role=PartyRole.PARTNER, organisation=each, actor=actor)
    rows = list(EventParty.objects.order_by("pk").values())

    merge = join(kept, gone)
    joined = list(EventParty.objects.values_list("organisation", flat=True))
    part(merge)

    assert (joined, list(EventParty.objects.order_by("pk").values())) == ([kept.pk], rows)


def test_event_whose_host_was_changed_since_stays_and_is_named() -> None:
    kept, gone = two()
    event = make_event(host_organisation=gone, title="Piknik")
    merge = join(kept, gone)
    Event.objects.update(host_organisation=make_organisation("Kowadło"))

    assert part(merge) == [StayedTies(label="events that it hosts", titles=("Piknik",))]
    event.refresh_from_db()
    assert str(event.host_organisation) == "Kowadło"


def test_sign_up_made_after_the_joining_is_that_of_the_kept_record_and_stays_there() -> None:
    kept, gone = two()
    merge = join(kept, gone)
    entry = make_entry(organisation=gone, coming_for=ComingFor.ORGANISATION)
    registration = sign_up(event=make_event(), entry=entry, actor=Visitor(), arrived_at=clock.now())

    part(merge)

    registration.refresh_from_db()
    assert registration.organisation == kept


def test_name_of_a_joined_record_means_the_kept_one() -> None:
    kept, gone = two()
    join(kept, gone)

    assert organisation_called("iskra 2") == kept


def test_event_is_hosted_by_the_kept_record_when_a_form_names_the_joined_one() -> None:
    kept, gone = two()
    event = make_event(host_organisation=gone)
    entry = EventEntry.of(event)
    join(kept, gone)

    change_event(event=event, entry=entry, version=event.version, actor=make_officer())

    event.refresh_from_db()
    assert event.host_organisation == kept


def test_copy_of_an_event_names_the_kept_record() -> None:
    kept, gone = two()
    event = make_event(host_organisation=gone)
    add_party(event=event, role=PartyRole.PARTNER, organisation=gone, actor=make_officer())
    join(kept, gone)
    later = datetime(2027, 1, 9, 9, tzinfo=UTC)

    draft = clone_event(event=event, title="Kopia", starts_at=later, actor=make_officer())

    assert (draft.host_organisation, draft.parties.get().organisation) == (kept, kept)


def test_sign_ups_count_once_when_records_are_joined() -> None:
    kept, gone = two()
    event = make_event()
    for number, each in enumerate((kept, gone)):
        make_registration(
            event, organisation=each, coming_for=ComingFor.ORGANISATION, email=f"o{number}@example.org"
        )

    join(kept, gone)

    assert list(Registration.objects.values_list("organisation", flat=True)) == [kept.pk, kept.pk]
