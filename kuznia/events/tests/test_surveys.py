"""The survey is set up, opened, answered, closed; who is asked, and what is shown of the answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from kuznia.events import tasks
from kuznia.events.models import Attendance, Event, Registration, Survey, SurveyResponse
from kuznia.events.queries import public_results, results_of, said_by, survey_figures
from kuznia.events.services.surveys import (
    answer_survey,
    close_survey,
    forget_responses,
    hide_result,
    invite_to_survey,
    open_survey,
    remind_of_survey,
    set_up_survey,
    show_result,
)
from kuznia.events.states import AttendanceSource, EventState, QuestionPurpose, SurveyState
from kuznia.events.tests.factories import make_event, make_officer, make_person
from kuznia.events.tests.question_factories import (
    SYSTEM,
    answer,
    make_open_survey,
    make_past_event,
    make_survey,
    survey_entry,
)
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import LinkHolder
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def _refusal(act: Any) -> tuple[str, str | None]:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.message, refused.value.field


def _set_up(event: Event, **fields: Any) -> Survey:
    return set_up_survey(event=event, entry=survey_entry(**fields), actor=make_officer())


def _answer_all(survey: Survey, marks: str) -> None:
    for mark, invitation in zip(marks, survey.invitations.all(), strict=True):
        answer(invitation, mark, f"słowa {mark}")


def _letters(matter: str) -> int:
    return Message.objects.filter(matter__endswith=matter).count()


def _came(registration: Registration) -> None:
    officer = make_person(email=f"{uuid4()}@example.org")
    Attendance.objects.create(
        registration=registration,
        source=AttendanceSource.LIST,
        key=uuid4(),
        came_at=clock.now(),
        recorded_by=officer,
    )


def test_survey_is_refused_when_it_would_open_before_the_event() -> None:
    refusal = _refusal(lambda: _set_up(make_event()))

    assert refusal == ("Ankieta nie może się otworzyć przed początkiem wydarzenia.", "opens_at")


def test_survey_is_refused_when_it_ends_before_it_starts() -> None:
    refusal = _refusal(lambda: _set_up(make_past_event(), closes_at=clock.now() - timedelta(minutes=1)))

    assert refusal == ("Koniec musi być później niż początek.", "closes_at")


def test_survey_is_refused_to_open_when_it_asks_nothing() -> None:
    survey = _set_up(make_past_event())

    refusal = _refusal(lambda: open_survey(survey=survey, actor=make_officer()))

    assert refusal == ("Zanim otworzysz ankietę, dodaj przynajmniej jedno pytanie.", None)


def test_survey_is_refused_to_open_when_its_end_has_passed(stopped_clock: StoppedClock) -> None:
    survey = make_survey()
    stopped_clock.move_to(clock.now() + 2 * WEEK)

    refusal = _refusal(lambda: open_survey(survey=survey, actor=make_officer()))

    assert refusal == ("Termin końca ankiety już minął. Ustaw późniejszy.", None)
    assert Survey.objects.get().state == SurveyState.DRAFT


def test_anonymity_and_beginning_are_fixed_when_the_survey_is_open(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey()
    later = {"opens_at": survey.opens_at, "closes_at": survey.closes_at + WEEK}

    named = _refusal(lambda: _set_up(survey.event, is_anonymous=False, **later))
    sooner = _refusal(lambda: _set_up(survey.event, closes_at=survey.closes_at - timedelta(days=1)))
    longer = _set_up(survey.event, **later)

    assert named == (
        "Powiedzieliśmy już ludziom, czy ankieta jest anonimowa: to się nie zmieni.",
        "is_anonymous",
    )
    assert sooner == ("Ankieta jest otwarta: można tylko ustawić późniejszy koniec.", "closes_at")
    assert longer.closes_at == later["closes_at"]


def test_closed_survey_stays_as_it_is(stopped_clock: StoppedClock) -> None:
    survey = close_survey(survey=make_open_survey(), actor=make_officer())

    refusal = _refusal(lambda: _set_up(survey.event))
    again = close_survey(survey=survey, actor=make_officer())

    assert refusal == ("Ankieta jest zamknięta.", None)
    assert again.closed_at == survey.closed_at


def test_invitations_go_once_to_each_person_with_an_address(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey(people=2)

    invite_to_survey(survey=survey, actor=SYSTEM)

    assert (survey_figures(survey).invited, _letters(f"survey:{survey.pk}")) == (2, 2)


def test_only_those_who_came_are_asked_when_somebody_was_checked_in(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey(people=3)
    survey.invitations.all().delete()
    first = survey.event.registrations.earliest("pk")
    _came(first)

    asked = invite_to_survey(survey=survey, actor=SYSTEM)

    assert asked == 1
    assert survey.invitations.get().registration == first


def test_invitations_are_sent_by_a_job_when_the_survey_begins(stopped_clock: StoppedClock) -> None:
    survey = make_survey(opens_at=clock.now() + timedelta(hours=1))
    open_survey(survey=survey, actor=make_officer())

    before = run_waiting_jobs()
    stopped_clock.move_to(clock.now() + timedelta(hours=2))

    assert (before, run_waiting_jobs()) == (0, 1)


def test_nobody_is_asked_when_the_survey_was_closed_before_it_began(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey()
    survey.invitations.all().delete()
    close_survey(survey=survey, actor=make_officer())

    assert invite_to_survey(survey=survey, actor=SYSTEM) == 0


def test_nobody_is_asked_when_the_event_was_cancelled(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey()
    survey.invitations.all().delete()
    Event.objects.update(state=EventState.CANCELLED)

    assert invite_to_survey(survey=survey, actor=SYSTEM) == 0


def test_survey_is_refused_to_open_when_the_event_was_cancelled(stopped_clock: StoppedClock) -> None:
    survey = make_survey()
    Event.objects.update(state=EventState.CANCELLED)

    refusal = _refusal(lambda: open_survey(survey=survey, actor=make_officer()))

    assert refusal == ("Wydarzenie jest odwołane.", None)


def test_reminder_goes_once_and_only_to_those_who_have_not_answered(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey(people=3)
    answer(survey.invitations.earliest("pk"), "5")

    for _click in range(2):
        remind_of_survey(survey=survey, actor=make_officer())
        tasks.remind_of_survey(survey_id=survey.pk)

    assert _letters(f"survey-reminder:{survey.pk}") == 2


def test_reminder_is_refused_when_nobody_can_answer(stopped_clock: StoppedClock) -> None:
    survey = make_survey()

    refusal = _refusal(lambda: remind_of_survey(survey=survey, actor=make_officer()))

    assert refusal == ("Teraz nikt nie może odpowiadać na ankietę.", None)


def test_answer_is_refused_when_the_survey_has_closed(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey()
    close_survey(survey=survey, actor=make_officer())

    refusal = _refusal(lambda: answer(survey.invitations.get(), "5"))

    assert refusal == ("Ankieta jest zamknięta: odpowiedzi nie zostały zapisane.", None)
    assert survey_figures(survey).answered == 0


def test_answer_is_refused_when_it_says_nothing(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey()
    invitation = survey.invitations.get()
    link = LinkHolder(opens=f"events.survey_invitation:{invitation.pk}")

    refusal = _refusal(
        lambda: answer_survey(invitation=invitation, answers=(), actor=link, arrived_at=clock.now())
    )

    assert refusal == ("Odpowiedz przynajmniej na jedno pytanie.", None)


def test_answer_is_refused_to_the_holder_of_another_link(stopped_clock: StoppedClock) -> None:
    first, second = make_open_survey(people=2).invitations.all()
    link = LinkHolder(opens=f"events.survey_invitation:{second.pk}")

    with pytest.raises(Forbidden):
        answer_survey(invitation=first, answers=(), actor=link, arrived_at=clock.now())


def test_second_answer_of_a_person_changes_nothing(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey(is_anonymous=False)
    invitation = survey.invitations.get()

    results = [answer(invitation, "5"), answer(invitation, "1")]

    assert results == [True, False]
    assert said_by(invitation.registration) == [("Jak oceniasz konferencję?", "5 (bardzo dobrze)")]


def test_survey_closes_by_itself_a_while_after_its_end(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey()
    stopped_clock.move_to(survey.closes_at + timedelta(minutes=4))
    tasks.close_surveys()
    before = Survey.objects.get().state
    stopped_clock.move_to(survey.closes_at + timedelta(minutes=6))

    tasks.close_surveys()

    assert (before, Survey.objects.get().state) == (SurveyState.OPEN, SurveyState.CLOSED)


def test_anonymous_results_are_known_when_the_survey_has_closed(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey(people=3)
    _answer_all(survey, "455")
    before = [summary.answered for summary in results_of(survey)]

    close_survey(survey=survey, actor=make_officer())

    scale, words = results_of(survey)
    assert before == [0, 0]
    assert [row.number for row in scale.rows] == [0, 0, 0, 1, 2]
    assert words.texts == ("słowa 4", "słowa 5", "słowa 5")


def test_few_anonymous_answers_are_only_counted(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey(people=2)
    _answer_all(survey, "45")

    close_survey(survey=survey, actor=make_officer())

    told = [(each.answered, each.rows, each.texts, each.is_withheld) for each in results_of(survey)]
    assert told == [(2, (), (), True), (2, (), (), True)]


def test_named_results_are_known_at_once_and_however_few(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey(is_anonymous=False)

    answer(survey.invitations.get(), "4")

    scale, words = results_of(survey)
    assert ([row.number for row in scale.rows], words.texts) == ([0, 0, 0, 1, 0], ())


def test_result_stands_on_the_page_while_the_office_shows_it(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey(people=3)
    _answer_all(survey, "455")
    question = survey.event.questions.filter(purpose=QuestionPurpose.SURVEY).earliest("pk")
    too_early = _refusal(lambda: show_result(question=question, actor=make_officer()))
    close_survey(survey=survey, actor=make_officer())

    shown = [each.question for each in _public_after(show_result, question)]
    hidden = _public_after(hide_result, question)

    assert too_early == ("Wyniki pokazujemy po zamknięciu ankiety.", None)
    assert (shown, hidden) == ([question], [])


def _public_after(act: Any, question: Any) -> list[Any]:
    act(question=question, actor=make_officer())
    return public_results(question.event, clock.now())


def test_named_response_is_deleted_with_its_person(stopped_clock: StoppedClock) -> None:
    survey = make_open_survey(is_anonymous=False)
    invitation = survey.invitations.get()
    answer(invitation, "4")

    deleted = forget_responses(person_id=invitation.registration.person_id, actor=SYSTEM)

    assert (deleted, SurveyResponse.objects.count()) == (1, 0)
