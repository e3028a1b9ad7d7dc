"""An event moves: what hangs on its start moves along by the clock of the wall, and what can’t is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from kuznia.audit.queries import history_of
from kuznia.events.models import Event, Survey, SurveyInvitation
from kuznia.events.queries import link_to
from kuznia.events.services.announcing import EventEntry, change_event
from kuznia.events.services.moving import Moved, move_event, move_programme
from kuznia.events.services.registrations import confirm_registration
from kuznia.events.services.surveys import SurveyEntry, open_survey, set_up_survey
from kuznia.events.states import SurveyState
from kuznia.events.tests.factories import (
    DAY,
    make_event,
    make_officer,
    make_registration,
    make_session,
    make_workshop,
)
from kuznia.events.tests.question_factories import make_survey
from kuznia.jobs.worker import run_waiting_jobs
from kuznia.lib.clock import WARSAW
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import LinkHolder, Visitor
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
IN_SUMMER = datetime(2027, 6, 12, 10, tzinfo=WARSAW)


def _moved(event: Event, starts_at: datetime, **fields: Any) -> Moved:
    entry = replace(EventEntry.of(event), starts_at=starts_at, **fields)
    return move_event(event=event, entry=entry, version=event.version, actor=make_officer())


def _left_behind(event: Event, shift: timedelta = WEEK) -> Event:
    """Move the event alone."""
    entry = replace(EventEntry.of(event), starts_at=event.starts_at + shift, ends_at=event.ends_at + shift)
    return change_event(event=event, entry=entry, version=event.version, actor=make_officer())


def _times(event: Event) -> list[str]:
    event = Event.objects.get(pk=event.pk)
    sessions = [at for each in event.sessions.order_by("pk") for at in (each.starts_at, each.ends_at)]
    return [f"{at.astimezone(WARSAW):%d.%m %H:%M}" for at in (event.starts_at, event.ends_at, *sessions)]


def _sentences(event: Event) -> list[str]:
    return [line.sentence for line in history_of(event)]


def _with_survey(event: Event, **fields: Any) -> Survey:
    entry = SurveyEntry(
        is_anonymous=True, opens_at=event.ends_at, closes_at=event.ends_at + timedelta(days=14)
    )
    survey = set_up_survey(event=event, entry=entry, actor=make_officer())
    Survey.objects.filter(pk=survey.pk).update(**fields or {"state": SurveyState.DRAFT})
    return survey


def _with_open_survey() -> tuple[Event, Survey]:
    """An event to which one person comes, with a survey that opens when it ends."""
    event = make_event()
    registration = make_registration(event)
    confirm_registration(registration=registration, actor=LinkHolder(link_to(registration)))
    times = {"opens_at": event.ends_at, "closes_at": event.ends_at + timedelta(days=14)}
    survey = open_survey(survey=make_survey(event, **times), actor=make_officer())
    return Event.objects.get(pk=event.pk), survey


def _asked_by(instant: datetime, stopped_clock: StoppedClock) -> int:
    stopped_clock.move_to(instant)
    run_waiting_jobs()
    return SurveyInvitation.objects.count()


def test_programme_keeps_its_hours_when_summer_time_lies_between() -> None:
    event = make_event()
    make_workshop(event)

    _moved(event, IN_SUMMER)

    assert _times(event) == ["12.06 10:00", "12.06 16:00", "12.06 12:00", "12.06 13:00"]


def test_programme_of_several_days_keeps_its_days_when_the_time_changes_within_them() -> None:
    event = make_event(ends_at=DAY + timedelta(days=1, hours=6))
    make_session(event)
    make_session(event, starts_at=DAY + timedelta(days=1), ends_at=DAY + timedelta(days=1, hours=1))

    _moved(event, datetime(2027, 3, 27, 10, tzinfo=WARSAW))

    assert _times(event) == [
        *("27.03 10:00", "28.03 16:00"),
        *("27.03 10:00", "27.03 10:30", "28.03 10:00", "28.03 11:00"),
    ]


def test_programme_moves_when_the_hour_alone_does() -> None:
    event = make_event()
    make_session(event)

    _moved(event, DAY - HOUR)

    assert _times(event) == ["12.12 09:00", "12.12 15:00", "12.12 09:00", "12.12 09:30"]


def test_end_stays_as_typed_when_it_was_changed_in_the_same_form() -> None:
    event = make_event()
    make_session(event)

    _moved(event, DAY + HOUR, ends_at=DAY + timedelta(hours=8))

    assert _times(event) == ["12.12 11:00", "12.12 18:00", "12.12 11:00", "12.12 11:30"]
    assert (
        _sentences(event)[0]
        == "Koniec: było 12 grudnia 2026, godz. 16.00, jest 12 grudnia 2026, godz. 18.00."
    )


def test_nothing_else_moves_when_the_start_stays() -> None:
    event = make_event()
    make_session(event)

    _moved(event, DAY, ends_at=DAY + timedelta(hours=8))

    assert _times(event) == ["12.12 10:00", "12.12 18:00", "12.12 10:00", "12.12 10:30"]


def test_move_is_listed_and_told_as_one_change_when_people_signed_up() -> None:
    event = make_event(registration_closes_at=DAY - timedelta(days=1))
    for title in ("Powitanie", "Wykład"):
        make_session(event, title=title)
    make_registration(event)

    _moved(event, DAY + WEEK)
    run_waiting_jobs()

    sentence = (
        "Wydarzenie przeniesiono wraz z programem i terminami zapisów: "
        "było 12 grudnia 2026, godz. 10.00, jest 19 grudnia 2026, godz. 10.00."
    )
    letter = Message.objects.get(matter__contains=":event-changed:").letter
    assert (_sentences(event), sentence in str(letter)) == ([sentence], True)


def test_times_of_sign_up_move_when_the_form_leaves_them() -> None:
    event = make_event(
        registration_opens_at=DAY - timedelta(days=10), registration_closes_at=DAY - timedelta(days=1)
    )

    moved = _moved(event, DAY + WEEK)

    present = Event.objects.get(pk=event.pk)
    assert (present.registration_opens_at, present.registration_closes_at, moved.left) == (
        DAY - timedelta(days=3),
        DAY + timedelta(days=6),
        (),
    )


def test_sign_up_that_is_open_stays_open_when_the_event_is_put_off() -> None:
    opened = DAY - timedelta(days=40)
    event = make_event(registration_opens_at=opened)

    moved = _moved(event, DAY + timedelta(days=60))

    assert Event.objects.get(pk=event.pk).registration_opens_at == opened
    assert moved.left == ("początek zapisów",)


def test_end_of_sign_up_stays_when_the_move_would_close_it_at_once() -> None:
    closes = DAY - timedelta(days=1)
    event = make_event(registration_closes_at=closes, ends_at=DAY + timedelta(days=30))

    moved = _moved(event, DAY - timedelta(days=26))

    assert (Event.objects.get(pk=event.pk).registration_closes_at, moved.left) == (
        closes,
        ("koniec zapisów",),
    )


def test_item_is_left_and_named_when_its_hour_is_left_out_that_night() -> None:
    night = datetime(2026, 12, 12, 0, tzinfo=WARSAW)
    event = make_event(starts_at=night, ends_at=night + timedelta(hours=8))
    starts_at = night + timedelta(hours=2, minutes=30)
    make_session(event, title="Czuwanie", starts_at=starts_at, ends_at=starts_at + timedelta(minutes=45))

    moved = _moved(event, datetime(2027, 3, 28, 0, tzinfo=WARSAW))

    assert (_times(event)[2:], moved.left) == (["12.12 02:30", "12.12 03:15"], ("punkt „Czuwanie”",))


def test_survey_moves_when_it_was_not_opened_yet() -> None:
    event = make_event()
    survey = _with_survey(event)

    _moved(event, DAY + WEEK)

    survey.refresh_from_db()
    assert (survey.opens_at, survey.closes_at) == (event.ends_at + WEEK, event.ends_at + WEEK + timedelta(14))


@pytest.mark.parametrize("shift", [WEEK, -WEEK])
def test_survey_moves_with_its_invitations_when_it_is_open_and_nobody_was_asked(
    shift: timedelta, stopped_clock: StoppedClock
) -> None:
    event, survey = _with_open_survey()

    moved = _moved(event, DAY + shift)

    before = event.ends_at + shift - timedelta(minutes=1)
    asked = [_asked_by(instant, stopped_clock) for instant in (before, event.ends_at + shift)]
    survey.refresh_from_db()
    assert (asked, survey.opens_at, moved.left) == ([0, 1], event.ends_at + shift, ())


def test_survey_asks_when_the_event_has_begun_that_was_moved_without_it(stopped_clock: StoppedClock) -> None:
    event, survey = _with_open_survey()

    _left_behind(event)

    asked = [_asked_by(instant, stopped_clock) for instant in (survey.opens_at, event.starts_at + WEEK)]
    assert asked == [0, 1]


def test_survey_is_left_and_named_when_people_were_asked() -> None:
    event = make_event()
    survey = _with_survey(event, state=SurveyState.OPEN)
    SurveyInvitation.objects.create(survey=survey, registration=make_registration(event))

    moved = _moved(event, DAY + WEEK)

    survey.refresh_from_db()
    assert (survey.opens_at, moved.left) == (event.ends_at, ("ankieta",))


def test_move_is_forbidden_and_moves_nothing_when_a_visitor_asks() -> None:
    event = make_event()
    entry = replace(EventEntry.of(event), starts_at=DAY + HOUR)

    with pytest.raises(Forbidden) as refused:
        move_event(event=event, entry=entry, version=1, actor=Visitor())

    assert refused.value.message == "To mogą zrobić tylko urzędnicy urzędu, który prowadzi to wydarzenie."


def test_move_is_refused_whole_when_the_form_is_stale() -> None:
    event = make_event()
    make_session(event)
    entry = replace(EventEntry.of(event), starts_at=DAY + HOUR)

    with pytest.raises(Refused) as refused:
        move_event(event=event, entry=entry, version=7, actor=make_officer())

    assert refused.value.field == "version"
    assert _times(event) == ["12.12 10:00", "12.12 16:00", "12.12 10:00", "12.12 10:30"]


def test_programme_follows_afterwards_when_the_event_was_moved_twice_without_it() -> None:
    event = make_event()
    make_session(event)
    event = _left_behind(_left_behind(event))

    move_programme(event=event, version=event.version, actor=make_officer())

    assert _times(event) == ["26.12 10:00", "26.12 16:00", "26.12 10:00", "26.12 10:30"]
    assert _sentences(event)[0] == (
        "Program przesunięto za wydarzeniem: było 12 grudnia 2026, godz. 10.00, jest 26 grudnia 2026, godz. 10.00."
    )


def test_programme_does_not_follow_when_it_lies_within_the_event() -> None:
    event = make_event()
    make_session(event)

    with pytest.raises(Refused) as refused:
        move_programme(event=event, version=1, actor=make_officer())

    assert refused.value.message == (
        "Program nie leży tam, gdzie wydarzenie było wcześniej. Zmień jego punkty po kolei."
    )


def test_programme_does_not_follow_when_the_end_alone_came_earlier() -> None:
    event = make_event()
    make_session(event, ends_at=DAY + timedelta(hours=6))
    entry = replace(EventEntry.of(event), ends_at=DAY + timedelta(hours=5))
    event = change_event(event=event, entry=entry, version=1, actor=make_officer())

    with pytest.raises(Refused):
        move_programme(event=event, version=event.version, actor=make_officer())

    assert _times(event)[2:] == ["12.12 10:00", "12.12 16:00"]


def test_programme_does_not_follow_when_it_never_lay_within_the_event() -> None:
    event = make_event()
    make_session(event, starts_at=DAY - WEEK, ends_at=DAY - WEEK + HOUR)

    with pytest.raises(Refused):
        move_programme(event=event, version=1, actor=make_officer())

    assert _times(event)[2:] == ["05.12 10:00", "05.12 11:00"]
