"""More events of these weeks, all made up: a full one with a waiting list, one with approval, a past one remembered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from kuznia.accounts.queries import current_notice
from kuznia.demo.builders.crowd import Crowd, moments_by_day
from kuznia.demo.builders.programme import Item, enter_programme
from kuznia.demo.builders.record import let_people_in
from kuznia.demo.builders.stage import Stage
from kuznia.events.asking import Given
from kuznia.events.models import Event, Question, Registration, Survey
from kuznia.events.queries import link_to_delegation, link_to_survey, questions_of
from kuznia.events.services.announcing import EventEntry, draft_event, publish_event
from kuznia.events.services.certificates import PlanEntry, plan_certificates, start_issuing
from kuznia.events.services.delegating import (
    DelegateEntry,
    DelegationEntry,
    confirm_delegation,
    sign_up_delegation,
)
from kuznia.events.services.questions import OptionEntry, QuestionEntry, add_question
from kuznia.events.services.reports import publish_report, write_summary
from kuznia.events.services.surveys import (
    SurveyEntry,
    answer_survey,
    close_survey,
    open_survey,
    set_up_survey,
    show_result,
)
from kuznia.events.states import ComingFor, EventKind, QuestionKind, QuestionPurpose, SessionKind
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.policy import LinkHolder, Visitor
from kuznia.lib.stopped_clock import StoppedClock

SEATS, WAITING, PENDING = 14, 4, 3
DELEGATES = ("Ignacy Hufnal", "Wanda Hufnal", "Zofia Kowadło")
RATINGS = (5, 4, 5, 3, 5, 4, 4, 5, 2, 5)
BACK = "/urzad/wydarzenia/"


def build_full_training(
    stage: Stage, clock: StoppedClock, crowd: Crowd, entry: EventEntry, announced_at: datetime
) -> None:
    """Announce a training that fills up: a delegation comes, the last ones wait for a seat."""
    clock.move_to(announced_at)
    entry = replace(
        entry,
        kind=EventKind.TRAINING,
        title="Zdjęcia, które mówią: warsztat dla organizacji",
        title_en="Pictures that speak: a workshop for organisations",
        lead="Jak fotografować ludzi i działania, żeby chciało się przeczytać resztę. Liczba miejsc jest ograniczona.",
        lead_en="How to photograph people and what they do, so that others want to read the rest. Few seats.",
        capacity=SEATS,
        has_waiting_list=True,
    )
    event = draft_event(entry=entry, authority=stage.county, actor=stage.officer)
    enter_programme(event, PICTURES, stage)
    event = publish_event(event=event, actor=stage.officer)
    clock.move_to(announced_at + timedelta(hours=2))
    _send_delegation(event, stage, announced_at + timedelta(hours=2))
    moments = moments_by_day(announced_at + timedelta(hours=3), timedelta(hours=2))
    for _person in range(SEATS - len(DELEGATES)):
        crowd.come(event, [], moments)
    for _person in range(WAITING):
        crowd.come(event, [], moments, sure=False, accepts_waiting=True)


def build_study_visit(
    stage: Stage, clock: StoppedClock, crowd: Crowd, entry: EventEntry, announced_at: datetime
) -> None:
    """Announce a visit whose organiser accepts each sign-up and asks a question of her own."""
    clock.move_to(announced_at)
    entry = replace(
        entry,
        kind=EventKind.MEETING,
        title="Wizyta w sąsiednim powiecie: jak robią to inni",
        title_en="A visit to the next county: how others do it",
        lead="Jeden dzień, trzy organizacje, wspólny autokar. Organizator dobiera grupę z każdej gminy.",
        lead_en="One day, three organisations, one coach. The organiser puts the group together gmina by gmina.",
        capacity=20,
        needs_approval=True,
    )
    event = draft_event(entry=entry, authority=stage.county, actor=stage.officer)
    enter_programme(event, VISIT, stage)
    question = QuestionEntry(
        kind=QuestionKind.YES_NO,
        wording="Czy dojedziesz na zbiórkę pod starostwem?",
        wording_en="Will you come to the meeting point at the county office?",
    )
    add_question(event=event, purpose=QuestionPurpose.SIGN_UP, entry=question, actor=stage.officer)
    event = publish_event(event=event, actor=stage.officer)
    moments = moments_by_day(announced_at + timedelta(hours=3), timedelta(hours=5))
    for _person in range(PENDING):
        crowd.come(event, [], moments, sure=False)


def remember_training(
    event: Event, people: Sequence[Registration], stage: Stage, clock: StoppedClock
) -> None:
    """Hold a past training: who came, certificates, an anonymous survey with published results, a short report."""
    let_people_in(event, people, stage, clock)
    clock.move_to(event.ends_at + timedelta(hours=1))
    survey = _open_survey(event, stage)
    run_waiting_jobs()
    clock.move_to(event.ends_at + timedelta(days=1))
    questions = list(questions_of(event, QuestionPurpose.SURVEY).order_by("position"))
    invitations = survey.invitations.select_related("survey").order_by("pk")
    for invitation, rating in zip(invitations, RATINGS, strict=False):
        answer_survey(
            invitation=invitation,
            answers=_answers(questions, rating),
            actor=LinkHolder(link_to_survey(invitation)),
            arrived_at=event.ends_at + timedelta(days=1),
        )
    clock.move_to(event.ends_at + timedelta(days=8))
    close_survey(survey=survey, actor=stage.officer)
    for question in questions[:2]:
        show_result(question=question, actor=stage.officer)
    plan_certificates(event=event, entry=PLAN, actor=stage.officer)
    start_issuing(event=event, actor=stage.officer, back_url=f"{BACK}{event.slug}/zaswiadczenia/")
    report = write_summary(
        event=event, summary=SUMMARY, summary_en=SUMMARY_EN, version=0, actor=stage.officer
    )
    publish_report(report=report, actor=stage.officer)
    run_waiting_jobs()


def _send_delegation(event: Event, stage: Stage, at: datetime) -> None:
    organisation = stage.organisations["kowale"]
    entry = DelegationEntry(
        contact_name="Ignacy Hufnal",
        contact_email="ignacy.hufnal@example.org",
        coming_for=ComingFor.ORGANISATION,
        organisation=organisation,
        organisation_name=organisation.name,
        people=tuple(DelegateEntry(row=row, name=name) for row, name in enumerate(DELEGATES)),
        all_or_none=True,
        notice=current_notice("events.registration"),
        language="pl",
        form_key=uuid5(NAMESPACE_URL, f"demo:delegation:{event.pk}"),
    )
    delegation = sign_up_delegation(event=event, entry=entry, actor=Visitor(), arrived_at=at)
    confirm_delegation(delegation=delegation, actor=LinkHolder(link_to_delegation(delegation)))


def _open_survey(event: Event, stage: Stage) -> Survey:
    for question in SURVEY:
        add_question(event=event, purpose=QuestionPurpose.SURVEY, entry=question, actor=stage.officer)
    entry = SurveyEntry(
        is_anonymous=True, opens_at=event.ends_at, closes_at=event.ends_at + timedelta(days=8)
    )
    return open_survey(
        survey=set_up_survey(event=event, entry=entry, actor=stage.officer), actor=stage.officer
    )


def _answers(questions: Sequence[Question], rating: int) -> list[Given]:
    scale, useful, words = questions
    keys = [option["key"] for option in useful.options]
    said = (Given(question_id=words.pk, text=WORDS[rating]),) if rating in WORDS else ()
    return [
        Given(question_id=scale.pk, keys=(str(rating),)),
        Given(question_id=useful.pk, keys=tuple(keys[: 1 + rating % len(keys)])),
        *said,
    ]


WORDS = {
    3: "Za mało czasu na ćwiczenia.",
    2: "Wolałbym mniejszą grupę.",
    4: "Dobre przykłady z naszych gmin.",
}
SURVEY = (
    QuestionEntry(
        kind=QuestionKind.SCALE,
        wording="Jak oceniasz szkolenie?",
        wording_en="How do you rate the training?",
        required=True,
    ),
    QuestionEntry(
        kind=QuestionKind.SEVERAL,
        wording="Co było najbardziej przydatne?",
        wording_en="What was the most useful?",
        options=(
            OptionEntry(label="przykłady", label_en="examples"),
            OptionEntry(label="ćwiczenia", label_en="exercises"),
            OptionEntry(label="rozmowa z innymi", label_en="talking to others"),
        ),
    ),
    QuestionEntry(
        kind=QuestionKind.TEXT, wording="Co zmienić następnym razem?", wording_en="What to change?"
    ),
)
PLAN = PlanEntry(
    hours=3,
    demands_workshop=False,
    signer_name="Anna Kuźnik",
    signer_function="koordynatorka współpracy (postać zmyślona)",
    place="Pruszków",
)
SUMMARY = "Piętnaście osób napisało szkice swoich pierwszych wniosków. Najwięcej czasu zajęły rezultaty i kosztorys."
SUMMARY_EN = "Fifteen people drafted their first applications. Results and costs took most of the time."
TALK, BREAK = SessionKind.TALK, SessionKind.BREAK
HALL = "sala konferencyjna"
PICTURES: tuple[Item, ...] = (
    Item(0, 90, TALK, "Światło, kadr, zgoda", "Podstawy i wizerunek: kogo wolno pokazać.", HALL, None, ()),
    Item(90, 20, BREAK, "Przerwa", "", "", None, ()),
    Item(110, 70, TALK, "Jedno zdjęcie, jedno zdanie", "Ćwiczenia na własnym telefonie.", HALL, None, ()),
)
VISIT: tuple[Item, ...] = (
    Item(0, 60, TALK, "Wyjazd i przedstawienie się", "Autokar sprzed starostwa.", "", None, ()),
    Item(60, 240, TALK, "Trzy organizacje, trzy sposoby", "Zwiedzanie i rozmowy.", "", None, ()),
)
