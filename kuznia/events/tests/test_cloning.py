"""An event is held again: the copy takes the description along, and the clock of the wall."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from kuznia.audit.queries import history_of
from kuznia.events.models import Event
from kuznia.events.services.announcing import add_party
from kuznia.events.services.cloning import clone_event
from kuznia.events.states import EventState, PartyRole, SessionRole
from kuznia.events.tests.desk_pages import desk_url, moment_fields, problems, sent
from kuznia.events.tests.factories import (
    DAY,
    add_person,
    make_county,
    make_event,
    make_officer,
    make_registration,
    make_workshop,
)
from kuznia.lib.clock import WARSAW
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import Visitor
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = pytest.mark.django_db
IN_SUMMER = datetime(2027, 6, 12, 10, tzinfo=WARSAW)


@pytest.fixture
def event(stopped_clock: StoppedClock) -> Event:
    """A conference on a winter day, with a workshop, its leader, a partner, a deadline and a sign-up."""
    event = make_event(
        registration_opens_at=DAY - timedelta(days=30),
        registration_closes_at=DAY - timedelta(days=1),
        case_reference="OR.525.3.2026",
        capacity=40,
    )
    add_person(make_workshop(event), "Ewa Iskra", role=SessionRole.LEADER)
    add_party(event=event, role=PartyRole.PARTNER, name="Biblioteka", actor=make_officer(make_county()))
    make_registration(event, session_ids=(event.sessions.get().pk,))
    return event


def _clone(event: Event, **changes: object) -> Event:
    values = {"title": "Konferencja latem", "starts_at": IN_SUMMER, "actor": make_officer()} | changes
    return clone_event(event=event, **values)  # type: ignore[arg-type]


def test_copy_keeps_the_hours_of_the_wall_clock_when_summer_time_lies_between(event):
    copy = _clone(event)

    times = (copy.starts_at, copy.ends_at, copy.registration_closes_at, copy.sessions.get().starts_at)
    assert [time.astimezone(WARSAW).strftime("%d.%m %H:%M") for time in times if time] == [
        "12.06 10:00",
        "12.06 16:00",
        "11.06 10:00",
        "12.06 12:00",
    ]


def test_copy_takes_description_programme_and_parties_along_and_nothing_else(event):
    copy = Event.objects.get(pk=_clone(event).pk)

    workshop = copy.sessions.get()
    assert (copy.state, copy.capacity, copy.taken, copy.case_reference) == (EventState.DRAFT, 40, 0, "")
    assert (workshop.title, workshop.capacity, workshop.taken) == ("Fundraising", 20, 0)
    assert [str(one.person) for one in workshop.people.all()] == ["Ewa Iskra"]
    assert [party.name for party in copy.parties.all()] == ["Biblioteka"]
    assert copy.registrations.count() == 0


def test_copy_says_in_its_history_what_it_was_made_from(event):
    copy = _clone(event)

    sentences = [line.sentence for line in history_of(copy, audiences=("office",))]
    assert sentences[0] == "Powstało jako kopia wydarzenia „Konferencja organizacji”."


def test_copy_is_made_once_when_the_form_is_sent_twice(event):
    first, second = _clone(event), _clone(event)

    assert (first.pk, second.sessions.count(), second.parties.count()) == (second.pk, 1, 1)


def test_copy_is_made_once_when_the_event_has_no_programme():
    event = make_event()
    add_party(event=event, role=PartyRole.PARTNER, name="Biblioteka", actor=make_officer())

    first, second = _clone(event), _clone(event)

    assert (first.pk, second.parties.count()) == (second.pk, 1)
    assert len(history_of(second, audiences=("office",))) == 2


def test_copy_is_forbidden_when_a_visitor_asks(event):
    with pytest.raises(Forbidden) as refused:
        _clone(event, actor=Visitor())

    assert refused.value.message == "To mogą zrobić tylko urzędnicy urzędu, który prowadzi to wydarzenie."


def test_officer_makes_a_copy_and_reads_it_through(officer: Client, event):
    answer = sent(
        officer,
        desk_url("desk-event-clone", event),
        {"title": "Konferencja 2027", **moment_fields("starts_at", IN_SUMMER)},
    )

    copy = Event.objects.get(title="Konferencja 2027")
    assert (answer.status_code, answer["Location"]) == (303, desk_url("desk-event-edit", copy))


def test_officer_reads_what_is_missing_when_the_start_is_empty(officer: Client, event):
    answer = sent(officer, desk_url("desk-event-clone", event), {"starts_at_0": "", "starts_at_1": ""})

    assert problems(answer) == ["Podaj dzień i godzinę: „Początek”."]
