"""Events of these weeks, all made up: one open with few seats left, one full workshop, a past one, a draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from kuznia.demo.builders.crowd import Crowd, moments_by_day
from kuznia.demo.builders.gatherings import build_full_training, build_study_visit, remember_training
from kuznia.demo.builders.programme import Item, enter_programme
from kuznia.demo.builders.stage import Stage, warsaw
from kuznia.events.services.announcing import EventEntry, add_party, draft_event, publish_event
from kuznia.events.states import EventKind, PartyRole, SessionKind, SessionRole
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.clock import WARSAW
from kuznia.lib.stopped_clock import StoppedClock

SATURDAY = 5
SEATS = 60
# Fundraising, diagnosis, OPP: the last is full, and few seats are left at the conference.
CHOSEN = (18, 15, 20)
HELD = 3


def build_living_events(stage: Stage, clock: StoppedClock, today: datetime) -> None:
    """Announce the events around `today` and let the made-up crowd sign up."""
    crowd = Crowd(stage, clock)
    _past_training(stage, clock, crowd, today)
    _conference(stage, clock, crowd, today)
    full_at, visit_at = _at(today + timedelta(days=26), 16), _at(today + timedelta(days=33), 8)
    announced_at = _at(today - timedelta(days=6), 9)
    build_full_training(stage, clock, crowd, _entry(stage, full_at, hours=3), announced_at)
    build_study_visit(stage, clock, crowd, _entry(stage, visit_at, hours=5), announced_at + timedelta(days=1))
    _meeting(stage, clock, today)
    _draft(stage, clock, today)
    clock.move_to(today)
    run_waiting_jobs()


def _conference(stage: Stage, clock: StoppedClock, crowd: Crowd, today: datetime) -> None:
    starts_at = _at(_saturday_after(today + timedelta(days=18)), 10)
    clock.move_to(_at(today - timedelta(days=12), 9, 20))
    entry = replace(
        _entry(stage, starts_at, hours=5.5),
        title="Powiat dla społecznie aktywnych: konferencja organizacji",
        title_en="A county for the socially active: conference of organisations",
        lead="Trzy warsztaty, rozmowa o współpracy i czas, żeby się poznać. Udział jest bezpłatny.",
        lead_en="Three workshops, a talk on cooperation and time to meet. It is free of charge.",
        motto="Razem kujemy lepiej",
        registration_closes_at=_at(starts_at - timedelta(days=3), 23, 59),
        capacity=SEATS,
        asks_wheelchair=True,
        asks_interpreter=True,
        asks_diet=True,
    )
    event = draft_event(entry=entry, authority=stage.county, actor=stage.officer)
    for role, key in (
        (PartyRole.CO_ORGANISER, "kowale"),
        (PartyRole.PARTNER, "biblioteka"),
        (PartyRole.PARTNER, "kuznia"),
    ):
        add_party(event=event, role=role, organisation=stage.organisations[key], actor=stage.officer)
    workshops = enter_programme(event, CONFERENCE, stage)
    event = publish_event(event=event, actor=stage.officer)
    moments = moments_by_day(today - timedelta(days=11), timedelta(hours=3, minutes=7))
    for workshop, number in zip(workshops, CHOSEN, strict=True):
        for _person in range(number):
            crowd.come(event, [workshop], moments)
    # Within the 24 hours for which a seat is held, whatever the hour of the day.
    lately = iter([today - timedelta(hours=5 - number) for number in range(HELD)])
    for _person in range(HELD):
        crowd.come(event, [workshops[1]], lately, sure=False)


def _past_training(stage: Stage, clock: StoppedClock, crowd: Crowd, today: datetime) -> None:
    starts_at = _at(today - timedelta(days=19), 16)
    clock.move_to(_at(starts_at - timedelta(days=25), 10, 5))
    entry = replace(
        _entry(stage, starts_at, hours=3),
        kind=EventKind.TRAINING,
        title="Pierwszy wniosek bez stresu",
        title_en="Your first application without stress",
        lead="Warsztat dla grup i organizacji, które dopiero zaczynają. Przykłady z naszego powiatu.",
        lead_en="A workshop for groups and organisations that only begin. Examples from our county.",
        capacity=24,
    )
    event = draft_event(entry=entry, authority=stage.county, actor=stage.officer)
    enter_programme(event, TRAINING, stage)
    event = publish_event(event=event, actor=stage.officer)
    moments = moments_by_day(starts_at - timedelta(days=20), timedelta(hours=21))
    people = [crowd.come(event, [], moments) for _person in range(17)]
    remember_training(event, people[:15], stage, clock)


def _meeting(stage: Stage, clock: StoppedClock, today: datetime) -> None:
    clock.move_to(_at(today - timedelta(days=4), 11, 40))
    starts_at = _at(today + timedelta(days=9), 17)
    entry = replace(
        _entry(stage, starts_at, hours=2),
        kind=EventKind.MEETING,
        title="Otwarte spotkanie grup nieformalnych",
        title_en="Open meeting of informal groups",
        lead="Masz pomysł, a nie masz stowarzyszenia? Przyjdź i zobacz, jak zaczęli inni.",
        lead_en="You have an idea but no association? Come and see how others began.",
    )
    event = draft_event(entry=entry, authority=stage.county, actor=stage.officer)
    enter_programme(event, MEETING, stage)
    publish_event(event=event, actor=stage.officer)


def _draft(stage: Stage, clock: StoppedClock, today: datetime) -> None:
    clock.move_to(_at(today - timedelta(days=1), 14, 10))
    entry = replace(
        _entry(stage, _at(_saturday_after(today + timedelta(days=60)), 11), hours=5),
        kind=EventKind.PICNIC,
        title="Piknik Organizacji (szkic)",
        lead="Stoiska, pokazy i rozmowy. Program jeszcze powstaje.",
        takes_registrations=False,
    )
    draft_event(entry=entry, authority=stage.county, actor=stage.officer)


def _entry(stage: Stage, starts_at: datetime, *, hours: float) -> EventEntry:
    return EventEntry(
        kind=EventKind.CONFERENCE,
        title="",
        lead="",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        venue=stage.hall,
        accessibility="Wejście bez schodów, winda, pętla indukcyjna na sali. Tłumacz języka migowego na życzenie.",
        contact_name="Anna Kuźnik",
        contact_email="ngo@example.org",
    )


def _saturday_after(moment: datetime) -> datetime:
    return moment + timedelta(days=(SATURDAY - moment.astimezone(WARSAW).weekday()) % 7)


def _at(moment: datetime, hour: int, minute: int = 0) -> datetime:
    day = moment.astimezone(WARSAW)
    return warsaw(day.year, day.month, day.day, hour, minute)


TALK, PANEL, WORKSHOP, BREAK = SessionKind.TALK, SessionKind.PANEL, SessionKind.WORKSHOP, SessionKind.BREAK
SPEAKER, PANELLIST = SessionRole.SPEAKER, SessionRole.PANELLIST
MODERATOR, LEADER = SessionRole.MODERATOR, SessionRole.LEADER
HALL = "sala konferencyjna"
CONFERENCE: tuple[Item, ...] = (
    Item(
        0,
        45,
        TALK,
        "Powitanie i podsumowanie roku",
        "Co udało się zrobić w rocznym programie współpracy.",
        HALL,
        None,
        (("Anna Kuźnik", SPEAKER, "starostwo, dane pokazowe"),),
    ),
    Item(
        45,
        75,
        PANEL,
        "Rozmowa: gmina, powiat, organizacja",
        "Co działa, a co przeszkadza, gdy działamy razem.",
        HALL,
        None,
        (
            ("Hanna Cęgi", MODERATOR, "dziennikarka, postać zmyślona"),
            ("Marek Szczypce", PANELLIST, "sołtys, postać zmyślona"),
            ("Kinga Palenisko", PANELLIST, "prezeska koła, postać zmyślona"),
            ("Leon Nit", PANELLIST, "radny, postać zmyślona"),
        ),
    ),
    Item(120, 30, BREAK, "Przerwa, ciepły posiłek", "", "", None, ()),
    Item(
        150,
        120,
        WORKSHOP,
        "Fundraising",
        "Skąd brać pieniądze poza dotacjami.",
        "sala 1",
        20,
        (("Olga Klinga", LEADER, "postać zmyślona"),),
    ),
    Item(
        150,
        120,
        WORKSHOP,
        "Diagnoza lokalna",
        "Jak zbadać, czego potrzebują sąsiedzi.",
        "sala 2",
        20,
        (("Bruno Palnik", LEADER, "postać zmyślona"),),
    ),
    Item(
        150,
        120,
        WORKSHOP,
        "Status OPP: przywilej czy dodatek?",
        "Kiedy 1,5% się opłaca, a kiedy nie.",
        "sala 3",
        20,
        (("Celina Żar", LEADER, "postać zmyślona"),),
    ),
    Item(
        270,
        60,
        TALK,
        "Forum organizacji: następny krok",
        "Cele, skład i termin kolejnego spotkania.",
        HALL,
        None,
        (),
    ),
)
TRAINING: tuple[Item, ...] = (
    Item(
        0,
        80,
        TALK,
        "Z czego składa się wniosek",
        "Cel, działania, koszty, rezultaty na przykładach.",
        HALL,
        None,
        (),
    ),
    Item(80, 20, BREAK, "Przerwa", "", "", None, ()),
    Item(100, 80, TALK, "Piszemy razem", "Każda grupa wychodzi z gotowym szkicem.", HALL, None, ()),
)
MEETING: tuple[Item, ...] = (
    Item(0, 60, TALK, "Jak zaczęliśmy", "Trzy historie grup z powiatu.", HALL, None, ()),
    Item(60, 60, TALK, "Kto Ci pomoże", "Sala, doradztwo, małe pieniądze.", HALL, None, ()),
)
