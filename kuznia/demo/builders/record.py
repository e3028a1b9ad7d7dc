"""The day of the conference of 2012 and its record: who came, the minutes, the report with what each source says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from kuznia.demo.builders.stage import Stage, warsaw
from kuznia.events.models import Event, Minutes, Registration, Session
from kuznia.events.services.attendance import DoorEntry, let_in
from kuznia.events.services.minutes import (
    ActionEntry,
    DecisionEntry,
    add_action,
    add_decision,
    change_minutes,
    finish_action,
    open_minutes,
    publish_minutes,
)
from kuznia.events.services.reports import (
    SectionEntry,
    VersionEntry,
    add_section,
    make_documents,
    publish_report,
    write_summary,
)
from kuznia.events.states import AttendanceSource
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.stopped_clock import StoppedClock

ABSENT = 2
FEDERATION = "Federacja MAZOWIA, notatka o konferencji"
FEDERATION_URL = "http://www.mazowia.org.pl/40,p_pruszkowski.html"
COUNTY = "Powiat Pruszkowski, aktualności (opracowanie: Alicja Szpigiel)"


def let_people_in(
    event: Event,
    people: Sequence[Registration],
    stage: Stage,
    clock: StoppedClock,
    *,
    workshops: Iterable[Session] = (),
) -> None:
    """Let the people in one after another, at the door of the event and of the workshop that each chose."""
    clock.move_to(event.starts_at - timedelta(minutes=40))
    for number, person in enumerate(people):
        clock.move_to(event.starts_at - timedelta(minutes=40) + timedelta(seconds=45 * number))
        _enter(event, person, stage, None)
    for workshop in workshops:
        clock.move_to(workshop.starts_at)
        for person in people:
            if person.places.filter(session=workshop).exists():
                _enter(event, person, stage, workshop)


def write_record_of_2012(event: Event, stage: Stage, clock: StoppedClock) -> None:
    """Hold the conference, write its minutes and its report in the week after it, and publish both."""
    people = list(event.registrations.order_by("pk"))[ABSENT:]
    workshops = event.sessions.filter(block__isnull=False).order_by("pk")
    let_people_in(event, people, stage, clock, workshops=workshops)
    clock.move_to(warsaw(2012, 11, 19, 10))
    minutes = _write_minutes(event, stage)
    clock.move_to(warsaw(2012, 11, 20, 12))
    report = write_summary(
        event=event, summary=SUMMARY, summary_en=SUMMARY_EN, version=0, actor=stage.officer
    )
    for section in SECTIONS:
        add_section(report=report, entry=section, actor=stage.officer)
    publish_report(report=report, actor=stage.officer)
    for kept in (minutes, report):
        make_documents(kept=kept, actor=stage.officer)
    run_waiting_jobs()


def _enter(event: Event, person: Registration, stage: Stage, session: Session | None) -> None:
    key = uuid5(NAMESPACE_URL, f"demo:door:{person.pk}:{session.pk if session else 0}")
    entry = DoorEntry(code=person.code, source=AttendanceSource.LIST, key=key, session=session)
    let_in(event=event, entry=entry, actor=stage.officer)


def _write_minutes(event: Event, stage: Stage) -> Minutes:
    minutes = open_minutes(event=event, actor=stage.officer)
    items = list(minutes.items.order_by("position"))
    minutes = change_minutes(
        minutes=minutes,
        chair="w źródłach nie podano",
        secretary="Biuro konferencji (dane pokazowe)",
        courses={item.pk: text for item, text in zip(items, COURSES, strict=True)},
        version=minutes.version,
        actor=stage.officer,
    )
    add_decision(minutes=minutes, entry=DecisionEntry(wording=DECISION), actor=stage.officer)
    action = add_action(minutes=minutes, entry=ACTION, actor=stage.officer)
    finish_action(
        action=action,
        done_on=date(2012, 11, 16),
        outcome="Spotkanie ogłoszono na 12 grudnia 2012.",
        actor=stage.officer,
    )
    return publish_minutes(minutes=minutes, actor=stage.officer)


DECISION = "O formie Forum i następnych krokach porozmawiamy na osobnym spotkaniu."
ACTION = ActionEntry(
    task="Zwołać spotkanie w sprawie Forum: 12 grudnia 2012, godz. 16.30, Urząd Miejski w Pruszkowie, sala 21",
    owner="Pruszkowska Grupa Robocza",
    due_on=date(2012, 12, 12),
)
COURSES = (
    (
        "Alicja Szpigiel przedstawiła założenia i efekty rocznego programu współpracy. Na zadania priorytetowe powiat "
        "przeznaczył w budżecie 200 000 zł."
    ),
    (
        "Arkadiusz Kosiński, Iwona Radzimirska i Ryszard Koszczyński mówili o współpracy w praktyce. Gmina Brwinów "
        "przeznaczyła na program 30 000 zł, nie licząc klubów sportowych. Głos zabierali też uczestnicy z sali."
    ),
    "Warsztat prowadził Marcin Mitzner.",
    "Warsztat prowadziła Monika Chrzczonowicz.",
    "Warsztat prowadziła Olga Wojciechowska.",
    (
        "Ryszard Koszczyński przedstawił pomysł Forum: reprezentacja organizacji z całego powiatu, wymiana informacji, "
        "łatwiejsza rozmowa z samorządem. Część obecnych zapowiedziała przystąpienie."
    ),
)
SUMMARY = (
    "15 listopada 2012 organizacje z powiatu pruszkowskiego spotkały się w starostwie na pierwszej wspólnej "
    "konferencji. Przyszło ponad 30 osób z organizacji i instytucji.\n\n"
    "Konferencji patronowała Elżbieta Smolińska, Starosta Pruszkowski. Najważniejszy ciąg dalszy: spotkanie w sprawie "
    "Forum organizacji 12 grudnia 2012 o godz. 16.30."
)
SUMMARY_EN = (
    "On 15 November 2012 organisations of the county of Pruszków met in the county office for their first conference "
    "together. More than 30 people from organisations and institutions came. What came of it: a meeting on the Forum "
    "of organisations on 12 December 2012 at 16.30."
)
SECTIONS = (
    SectionEntry(
        heading="O czym rozmawialiśmy",
        body="Otworzyło nas wystąpienie Alicji Szpigiel, doradcy Starosty ds. organizacji pozarządowych, o rocznym "
        "programie współpracy. W panelu o współpracy między sektorami wystąpili Arkadiusz Kosiński, burmistrz Gminy "
        "Brwinów, Iwona Radzimirska z Partnerstwa Michałowice i Ryszard Koszczyński z Pruszkowskiej Grupy Roboczej.\n\n"
        "Po przerwie trwały trzy warsztaty: diagnoza lokalna (Marcin Mitzner), status OPP (Monika Chrzczonowicz) "
        "i fundraising (Olga Wojciechowska).",
    ),
    SectionEntry(
        heading="Pieniądze na współpracę w 2012 roku",
        body="Powiat przeznaczył na zadania priorytetowe 200 000 zł. Gmina Brwinów na swój program współpracy "
        "30 000 zł, poza pieniędzmi dla klubów sportowych.",
    ),
    SectionEntry(
        heading="Kto zorganizował konferencję",
        body="Źródła opisują to różnie, więc podajemy oba opisy.",
        versions=(
            VersionEntry(
                source=FEDERATION,
                url=FEDERATION_URL,
                words="Organizatorami były Pruszkowska Grupa Robocza i Federacja MAZOWIA; Starosta objęła patronat.",
            ),
            VersionEntry(
                source=COUNTY,
                words="Federacja MAZOWIA i Pruszkowska Grupa Robocza były inicjatorami; konferencja odbyła się "
                "w sali konferencyjnej starostwa pod patronatem Starosty.",
            ),
        ),
    ),
    SectionEntry(
        heading="Czy pomysł Forum się spodobał",
        body="Na koniec Ryszard Koszczyński przedstawił pomysł Forum Organizacji Pozarządowych. O tym, jak go "
        "przyjęto, źródła mówią co innego.",
        versions=(
            VersionEntry(
                source=FEDERATION,
                url=FEDERATION_URL,
                words="Część obecnych wstępnie zadeklarowała przystąpienie, dlatego zaplanowano kolejne spotkanie.",
            ),
            VersionEntry(source=COUNTY, words="Pomysł nie wzbudził dużego zainteresowania uczestników."),
        ),
    ),
)
