"""The first conference of the county's organisations, 15 November 2012, and the meeting that followed.

Facts from the notices of the federation and of the county; the words are our own. Where the notices are silent
(exact hours, rooms of the workshops, number of seats) the programme says so or the numbers are the demo's.
"""

from __future__ import annotations

from datetime import timedelta

from kuznia.demo.builders.crowd import Crowd, moments_by_day
from kuznia.demo.builders.programme import Item, enter_programme
from kuznia.demo.builders.record import write_record_of_2012
from kuznia.demo.builders.stage import Stage, warsaw
from kuznia.events.models import Event, Session
from kuznia.events.services.announcing import EventEntry, add_party, draft_event, publish_event
from kuznia.events.services.programme import SessionEntry, add_session
from kuznia.events.services.retention import forget_sign_ups
from kuznia.events.states import EventKind, PartyRole, SessionKind, SessionRole
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.policy import System
from kuznia.lib.stopped_clock import StoppedClock

PARTICIPANTS = 34
ACCESS = "Dostępność budynku w 2012 roku nie jest opisana w źródłach."


def build_conference_of_2012(stage: Stage, clock: StoppedClock) -> None:
    """Announce the conference in October 2012, let people sign up, announce the meeting on the day after it."""
    clock.move_to(warsaw(2012, 10, 15, 9))
    event = draft_event(entry=_conference(stage), authority=stage.county, actor=stage.officer)
    _add_parties(event, stage)
    sessions = enter_programme(event, PROGRAMME, stage)
    event = publish_event(event=event, actor=stage.officer)
    _sign_people_up(event, sessions, stage, clock)
    run_waiting_jobs()
    clock.move_to(warsaw(2012, 11, 15, 9))
    write_record_of_2012(event, stage, clock)
    clock.move_to(warsaw(2012, 11, 20, 14))
    _announce_meeting(event, stage)
    run_waiting_jobs()
    # A year later the house forgot who they were; how many came is remembered.
    clock.move_to(warsaw(2013, 11, 16, 4))
    forget_sign_ups(event=event, actor=System("events.forget_sign_ups"))


def _conference(stage: Stage) -> EventEntry:
    return EventEntry(
        kind=EventKind.CONFERENCE,
        title="Konferencja Organizacji Pozarządowych Powiatu Pruszkowskiego",
        title_en="Conference of Non-Governmental Organisations of the County of Pruszków",
        lead="Pierwsza taka konferencja w powiecie: rozmowa o współpracy, trzy warsztaty i pomysł na Forum. "
        "Godziny i sale w programie są poglądowe.",
        lead_en="The first of its kind in the county: a talk on cooperation, three workshops and the idea of a Forum.",
        starts_at=warsaw(2012, 11, 15, 10),
        ends_at=warsaw(2012, 11, 15, 16),
        host_organisation=stage.organisations["mazowia"],
        venue=stage.hall,
        accessibility=ACCESS,
        contact_name="Biuro konferencji (dane pokazowe)",
        contact_email="konferencja2012@example.org",
        registration_closes_at=warsaw(2012, 11, 13, 15),
        capacity=60,
    )


def _add_parties(event: Event, stage: Stage) -> None:
    add_party(
        event=event,
        role=PartyRole.CO_ORGANISER,
        organisation=stage.organisations["grupa"],
        actor=stage.officer,
    )
    add_party(event=event, role=PartyRole.CO_ORGANISER, name="Powiat Pruszkowski", actor=stage.officer)
    add_party(
        event=event,
        role=PartyRole.PATRON,
        name="Elżbieta Smolińska, Starosta Pruszkowski",
        actor=stage.officer,
    )


def _sign_people_up(event: Event, workshops: list[Session], stage: Stage, clock: StoppedClock) -> None:
    crowd, moments = Crowd(stage, clock), moments_by_day(warsaw(2012, 10, 16, 9), timedelta(hours=14))
    for number in range(PARTICIPANTS):
        crowd.come(event, [workshops[number % len(workshops)]], moments)


def _announce_meeting(conference: Event, stage: Stage) -> None:
    starts_at = warsaw(2012, 12, 12, 16, 30)
    entry = EventEntry(
        kind=EventKind.MEETING,
        title="Spotkanie w sprawie Forum Organizacji Pozarządowych",
        title_en="Meeting on the Forum of Non-Governmental Organisations",
        lead="Ciąg dalszy konferencji: doprecyzujemy formę Forum i ustalimy, co dalej.",
        lead_en="What the conference led to: we settle the form of the Forum and the next steps.",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        host_organisation=stage.organisations["grupa"],
        venue=stage.town_hall,
        accessibility=ACCESS,
        contact_name="Biuro konferencji (dane pokazowe)",
        contact_email="konferencja2012@example.org",
        takes_registrations=False,
        follows=conference,
    )
    meeting = draft_event(entry=entry, authority=stage.county, actor=stage.officer)
    talk = SessionEntry(
        kind=SessionKind.TALK,
        title="Forma Forum i następne kroki",
        lead="Po wstępnych deklaracjach z konferencji: kto przystępuje i na jakich zasadach.",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        room=stage.rooms["sala 21"],
    )
    add_session(event=meeting, entry=talk, people=(), version=1, actor=stage.officer)
    publish_event(event=meeting, actor=stage.officer)


SPEAKER, PANELLIST, LEADER = SessionRole.SPEAKER, SessionRole.PANELLIST, SessionRole.LEADER
HALL = "sala konferencyjna"
PROGRAMME = (
    Item(
        0,
        45,
        SessionKind.TALK,
        "Roczny program współpracy 2012: założenia i efekty",
        "Na priorytetowe zadania powiat przeznaczył w budżecie 200 000 zł.",
        HALL,
        None,
        (("Alicja Szpigiel", SPEAKER, "doradca Starosty ds. organizacji pozarządowych"),),
    ),
    Item(
        45,
        75,
        SessionKind.PANEL,
        "Współpraca międzysektorowa w praktyce",
        "Gmina Brwinów przeznaczyła na program współpracy 30 000 zł, poza finansowaniem klubów sportowych.",
        HALL,
        None,
        (
            ("Arkadiusz Kosiński", PANELLIST, "Burmistrz Gminy Brwinów"),
            ("Iwona Radzimirska", PANELLIST, "Partnerstwo Michałowice"),
            (
                "Ryszard Koszczyński",
                PANELLIST,
                "Pruszkowska Grupa Robocza, inicjator Forum Organizacji Pozarządowych",
            ),
        ),
    ),
    Item(120, 30, SessionKind.BREAK, "Przerwa", "", "", None, ()),
    Item(
        150,
        120,
        SessionKind.WORKSHOP,
        "Metodologia tworzenia diagnozy lokalnej",
        "Jak sprawdzić, czego potrzebują mieszkańcy, zanim napisze się projekt.",
        "sala 1",
        20,
        (("Marcin Mitzner", LEADER, ""),),
    ),
    Item(
        150,
        120,
        SessionKind.WORKSHOP,
        "Status OPP: przywilej czy uciążliwy dodatek?",
        "Co daje status organizacji pożytku publicznego, a co nakłada.",
        "sala 2",
        20,
        (("Monika Chrzczonowicz", LEADER, ""),),
    ),
    Item(
        150,
        120,
        SessionKind.WORKSHOP,
        "Fundraising",
        "Skąd brać pieniądze poza dotacjami.",
        "sala 3",
        20,
        (("Olga Wojciechowska", LEADER, ""),),
    ),
    Item(
        270,
        45,
        SessionKind.TALK,
        "Forum Organizacji Pozarządowych Powiatu Pruszkowskiego: pomysł",
        "Ciało dialogu, które mogłoby reprezentować organizacje z całego powiatu.",
        HALL,
        None,
        (("Ryszard Koszczyński", SPEAKER, "Pruszkowska Grupa Robocza"),),
    ),
)
