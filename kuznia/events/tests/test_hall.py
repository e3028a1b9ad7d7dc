"""Questions from the hall: asked with a badge, on the day, put in order by the moderator."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command

from kuznia.events.models import Event, HallQuestion, Registration
from kuznia.events.queries import (
    hall_question_counts,
    hall_questions_of,
    questions_on_screen,
    sessions_to_ask_in,
)
from kuznia.events.services import hall
from kuznia.events.services.hall import HallQuestionEntry, ask_question, move_question
from kuznia.events.services.registrations import cancel_registration
from kuznia.events.states import EventState, HallQuestionState, SessionKind
from kuznia.events.tests.factories import (
    DAY,
    make_event,
    make_hall_question,
    make_officer,
    make_other_office,
    make_registration,
    make_session,
    office_actor,
)
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import System, Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
NOT_TODAY = "Pytania przyjmujemy tylko w dniu wydarzenia."
NO_BADGE = "Żaden identyfikator tego wydarzenia nie ma takiego kodu. Sprawdź kod na identyfikatorze."


def _ask(registration: Registration, *, at: Any = DAY, **fields: Any) -> HallQuestion:
    values: dict[str, Any] = {
        "code": registration.code,
        "text": "Kiedy konkurs?",
        "form_key": uuid4(),
    } | fields
    entry = HallQuestionEntry(**values)
    return ask_question(event=registration.event, entry=entry, actor=Visitor(), arrived_at=at)


def _refusal(registration: Registration, **fields: Any) -> tuple[str, str | None]:
    with pytest.raises(Refused) as refused:
        _ask(registration, **fields)
    return refused.value.message, refused.value.field


def _three(event: Event, **fields: Any) -> tuple[HallQuestion, HallQuestion, HallQuestion]:
    return (
        make_hall_question(event, **fields),
        make_hall_question(event, **fields),
        make_hall_question(event, **fields),
    )


def _order(event: Event) -> list[int]:
    return [each.pk for each in hall_questions_of(event)]


def test_question_waits_for_the_moderator_when_it_is_asked() -> None:
    registration = make_registration(make_event())
    session = make_session(registration.event)

    question = _ask(registration, code=registration.code.lower(), session=session, is_anonymous=True)

    assert (question.state, question.session, question.registration) == ("asked", session, registration)
    assert list(questions_on_screen(registration.event, None)) == []
    call_command("verify", verbosity=0)


def test_question_is_asked_once_when_the_form_is_sent_twice() -> None:
    registration, key = make_registration(make_event()), uuid4()

    assert _ask(registration, form_key=key) == _ask(registration, form_key=key)


@pytest.mark.parametrize("days", [-1, 1])
def test_question_is_refused_when_it_is_not_the_day_of_the_event(days: int) -> None:
    registration = make_registration(make_event())

    assert _refusal(registration, at=DAY + timedelta(days=days)) == (NOT_TODAY, None)


def test_question_is_refused_when_the_event_is_cancelled() -> None:
    registration = make_registration(make_event())
    Event.objects.update(state=EventState.CANCELLED)

    assert _refusal(registration) == (NOT_TODAY, None)


def test_question_is_refused_when_no_badge_has_the_code() -> None:
    registration = make_registration(make_event())

    assert _refusal(registration, code="ABCD2345") == (NO_BADGE, "code")


def test_question_is_refused_when_the_sign_up_has_ended() -> None:
    registration = make_registration(make_event())
    cancel_registration(registration=registration, actor=make_officer())

    assert _refusal(registration) == (NO_BADGE, "code")


def test_question_is_refused_when_the_person_has_asked_five() -> None:
    registration = make_registration(make_event())
    for _number in range(hall.MOST_QUESTIONS):
        _ask(registration)

    assert _refusal(registration) == ("Masz już 5 pytań. To limit jednej osoby.", "text")


def test_question_is_forbidden_when_the_house_itself_asks() -> None:
    registration = make_registration(make_event())
    entry = HallQuestionEntry(code=registration.code, text="Kiedy?", form_key=uuid4())

    with pytest.raises(Forbidden):
        ask_question(event=registration.event, entry=entry, actor=System("test"), arrived_at=DAY)


def test_question_comes_to_the_hall_when_the_moderator_shows_it() -> None:
    event, officer = make_event(), make_officer()
    session = make_session(event)
    question, other = make_hall_question(event, session=session), make_hall_question(event)
    for each in (question, other):
        move_question(question=each, move="show", actor=officer)

    assert list(questions_on_screen(event, session)) == [question]
    assert list(questions_on_screen(event, None)) == [question, other]


@pytest.mark.parametrize(
    ("move", "state"), [("answer", HallQuestionState.ANSWERED), ("hide", HallQuestionState.HIDDEN)]
)
def test_question_leaves_the_screen_and_its_pin_when_it_is_done(move: str, state: str) -> None:
    question = make_hall_question(make_event(), state=HallQuestionState.SHOWN, is_pinned=True)

    moved = move_question(question=question, move=move, actor=make_officer())

    assert (moved.state, moved.is_pinned) == (state, False)
    assert hall_question_counts(question.event) == {state: 1}


def test_question_stays_answered_when_the_button_is_pressed_twice() -> None:
    question, officer = make_hall_question(make_event()), make_officer()
    move_question(question=question, move="answer", actor=officer)

    assert move_question(question=question, move="answer", actor=officer).state == HallQuestionState.ANSWERED


def test_questions_change_places_when_one_is_moved_up_and_down() -> None:
    event, officer = make_event(), make_officer()
    first, second, third = _three(event)

    hall.raise_question(question=third, actor=officer)
    hall.lower_question(question=first, actor=officer)

    assert _order(event) == [third.pk, first.pk, second.pk]


def test_first_stays_first_and_last_stays_last() -> None:
    event, officer = make_event(), make_officer()
    first, second, third = _three(event)

    hall.raise_question(question=first, actor=officer)
    hall.lower_question(question=third, actor=officer)

    assert _order(event) == [first.pk, second.pk, third.pk]


def test_one_question_is_pinned_when_another_one_was() -> None:
    event, officer = make_event(), make_officer()
    first, second, third = _three(event, state=HallQuestionState.SHOWN)
    hall.pin_question(question=second, actor=officer)

    hall.pin_question(question=third, actor=officer)

    assert _order(event) == [third.pk, first.pk, second.pk]


def test_question_goes_back_into_the_order_when_it_is_unpinned() -> None:
    event, officer = make_event(), make_officer()
    first, second, third = _three(event, state=HallQuestionState.SHOWN)
    hall.pin_question(question=third, actor=officer)

    hall.unpin_question(question=third, actor=officer)

    assert _order(event) == [first.pk, second.pk, third.pk]


def test_pin_is_refused_when_the_hall_does_not_see_the_question() -> None:
    with pytest.raises(Refused) as refused:
        hall.pin_question(question=make_hall_question(make_event()), actor=make_officer())

    assert refused.value.message == "Najpierw pokaż pytanie sali, potem je przypnij."


def test_questions_are_not_put_in_order_by_another_office() -> None:
    question, stranger = make_hall_question(make_event()), office_actor(make_other_office())

    for act in (hall.raise_question, hall.lower_question, hall.pin_question, hall.unpin_question):
        with pytest.raises(Forbidden):
            act(question=question, actor=stranger)
    with pytest.raises(Forbidden):
        move_question(question=question, move="show", actor=stranger)


def test_nobody_asks_in_a_break() -> None:
    event = make_event()
    make_session(event, kind=SessionKind.BREAK)
    talk = make_session(event)

    assert sessions_to_ask_in(event) == [talk]
