"""The demo county: built once and whole, true where it speaks of 2012, plainly made up where it doesn't."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum

from kuznia.audit.models import CaseEntry
from kuznia.demo.accounts import PEOPLE
from kuznia.demo.builders.organisations import REAL
from kuznia.demo.builders.stage import warsaw
from kuznia.demo.building import build_demo, is_built
from kuznia.directory.models import Authority, Municipality, Organisation, StandIn
from kuznia.events.models import Event, Registration
from kuznia.events.states import EventState, PartyRole, SessionKind
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib import clock, stopped_clock
from kuznia.notify.models import Message
from kuznia.notify.states import MessageState
from kuznia.people.models import Person

NUMBERS = ("krs", "nip", "regon", "other_number", "website", "public_email", "public_phone", "address")


def said_by(command: str) -> list[str]:
    output = io.StringIO()
    call_command(command, stdout=output)
    return output.getvalue().splitlines()


def everything() -> list[int]:
    return [
        model.objects.count() for model in (Person, Organisation, Event, Registration, CaseEntry, Message)
    ]


def conference() -> Event:
    return Event.objects.get(title="Konferencja Organizacji Pozarządowych Powiatu Pruszkowskiego")


def programme(event: Event) -> list[tuple[str, list[str]]]:
    sessions = event.sessions.exclude(kind=SessionKind.BREAK).order_by("starts_at", "pk")
    return [
        (session.title, [each.person.name for each in session.people.order_by("position")])
        for session in sessions
    ]


def test_build_leaves_the_running_clock_and_no_letter_or_job_behind(demo):
    assert stopped_clock.is_running()
    assert Message.objects.exclude(state=MessageState.SENT).count() == 0
    assert run_waiting_jobs() == 0


def test_build_breaks_no_invariant(demo):
    assert said_by("verify")[-1] == "Everything holds."


def test_build_changes_nothing_when_the_county_is_there(demo):
    before = everything()

    said = said_by("build_demo")

    assert (said, everything()) == (["The demo county is there already."], before)


def test_build_is_refused_in_production(demo, settings):
    settings.KUZNIA_PRODUCTION = True

    with pytest.raises(CommandError, match=r"^Production has no demo\.$"):
        call_command("build_demo")


def test_build_leaves_nothing_when_it_is_broken_off(committed_database):
    def break_off(words: str) -> None:
        if words == "  the conference of 2012":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_demo(say=break_off)

    assert (is_built(), everything(), Authority.objects.count()) == (False, [0] * 6, 0)
    assert stopped_clock.is_running()


def test_build_acts_at_no_time_that_has_not_come(demo):
    assert CaseEntry.objects.filter(at__gt=clock.now()).count() == 0
    assert Message.objects.filter(queued_at__gt=clock.now()).count() == 0


def test_conference_of_2012_stands_on_its_real_day_with_its_hosts(demo):
    event = conference()
    patrons = [party.name for party in event.parties.filter(role=PartyRole.PATRON)]

    assert (event.starts_at, event.state) == (warsaw(2012, 11, 15, 10), EventState.PUBLISHED)
    assert event.host_organisation == Organisation.objects.get(name="Federacja MAZOWIA")
    assert patrons == ["Elżbieta Smolińska, Starosta Pruszkowski"]


def test_conference_of_2012_has_its_panel_and_its_three_workshops(demo):
    assert programme(conference()) == [
        ("Roczny program współpracy 2012: założenia i efekty", ["Alicja Szpigiel"]),
        (
            "Współpraca międzysektorowa w praktyce",
            ["Arkadiusz Kosiński", "Iwona Radzimirska", "Ryszard Koszczyński"],
        ),
        ("Metodologia tworzenia diagnozy lokalnej", ["Marcin Mitzner"]),
        ("Status OPP: przywilej czy uciążliwy dodatek?", ["Monika Chrzczonowicz"]),
        ("Fundraising", ["Olga Wojciechowska"]),
        ("Forum Organizacji Pozarządowych Powiatu Pruszkowskiego: pomysł", ["Ryszard Koszczyński"]),
    ]


def test_meeting_of_2012_follows_the_conference_on_its_real_hour_and_place(demo):
    meeting = Event.objects.get(follows=conference())

    assert (meeting.starts_at, meeting.venue.name) == (
        warsaw(2012, 12, 12, 16, 30),
        "Urząd Miejski w Pruszkowie",
    )
    assert list(meeting.sessions.values_list("room__name", flat=True)) == ["sala 21"]


def test_real_organisation_carries_no_number_address_or_sphere(demo):
    real = Organisation.objects.filter(name__in=[name for _key, name, *_rest in REAL])

    assert real.count() == len(REAL)
    assert {getattr(organisation, field) for organisation in real for field in NUMBERS} == {""}
    assert real.filter(opp=True).count() == real.filter(spheres__isnull=False).count() == 0


def test_made_up_organisation_says_so_in_its_name(demo):
    made_up = Organisation.objects.exclude(name__in=[name for _key, name, *_rest in REAL])

    assert [each.name for each in made_up if "pokazow" not in each.name.lower()] == []


def test_made_up_person_has_an_address_that_takes_no_mail(demo):
    reachable = Person.objects.filter(email__isnull=False)

    assert list(reachable.exclude(email__endswith="@example.org")) == []
    assert reachable.filter(email__in=[person.email for person in PEOPLE]).count() == len(PEOPLE)


def test_living_layer_has_an_open_a_past_and_a_drafted_event(demo):
    now = clock.now()
    living = Event.objects.filter(starts_at__year__gt=2012)

    assert living.filter(state=EventState.DRAFT).count() == 1
    assert living.filter(ends_at__lt=now).count() == 1
    assert living.filter(state=EventState.PUBLISHED, registration_closes_at__gt=now).count() >= 1


def test_living_conference_has_few_seats_left_and_one_full_workshop(demo):
    event = Event.objects.get(title="Powiat dla społecznie aktywnych: konferencja organizacji")
    workshops = event.sessions.filter(capacity__isnull=False).order_by("title")

    assert event.free == 4
    assert [(each.title, each.free) for each in workshops] == [
        ("Diagnoza lokalna", 2),
        ("Fundraising", 2),
        ("Status OPP: przywilej czy dodatek?", 0),
    ]


def test_demo_accounts_are_printed_for_whoever_starts_the_house(demo):
    assert said_by("demo_accounts")[0] == "  Resident         Ewa Iskra – Signs up for events for herself"
    assert len(said_by("demo_accounts")) == len(PEOPLE)


def test_build_gives_every_gmina_its_inhabitants_with_the_day_they_are_of(demo):
    days = set(Municipality.objects.values_list("population_on", flat=True))

    assert days == {date(2018, 12, 31)}
    assert Municipality.objects.aggregate(all=Sum("population")) == {"all": 164_400}


def test_build_lets_somebody_stand_in_for_the_officer(demo):
    stand_in = StandIn.objects.get()

    assert (stand_in.person.name, stand_in.post.role) == ("Zuzanna Imadło", "officer")
