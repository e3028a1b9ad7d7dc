"""Letting people in: once, whatever is sent twice, and never who has no seat."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils.translation import override

from kuznia.audit.queries import history_of
from kuznia.events.models import Attendance, Event, Place, Registration, Session
from kuznia.events.queries import absent, door_counts
from kuznia.events.services.attendance import Answer, DoorEntry, Verdict, let_in, undo_attendance
from kuznia.events.services.programme import remove_session
from kuznia.events.services.registrations import cancel_registration
from kuznia.events.states import AttendanceSource, EventState, RegistrationState
from kuznia.events.tests.factories import (
    DAY,
    make_event,
    make_officer,
    make_other_office,
    make_registration,
    make_session,
    make_workshop,
    office_actor,
)
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import Visitor
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = pytest.mark.django_db
HOURS = "Wpuszczamy od 12 grudnia, godz. 7.00 do 13 grudnia, godz. 16.00. Później obecność poprawia się na liście."


@pytest.fixture(autouse=True)
def on_the_day(stopped_clock: StoppedClock) -> StoppedClock:
    """It is the morning of the event."""
    stopped_clock.move_to(DAY)
    return stopped_clock


def _entry(code: str, **fields: Any) -> DoorEntry:
    values: dict[str, Any] = {"code": code, "source": AttendanceSource.TYPED, "key": uuid4()} | fields
    return DoorEntry(**values)


def _let_in(registration: Registration, **fields: Any) -> Answer:
    event = registration.event
    return let_in(event=event, entry=_entry(registration.code, **fields), actor=make_officer())


def _live(event: Event) -> int:
    return Attendance.objects.filter(registration__event=event, undone_at__isnull=True).count()


def _last_sentence(registration: Registration) -> str:
    return history_of(registration, audiences=["office", "public"])[0].sentence


def test_person_is_let_in_when_she_has_a_seat() -> None:
    registration = make_registration(make_event())

    answer = _let_in(registration, door="Wejście A")

    attendance = Attendance.objects.get()
    assert (answer.verdict, answer.attendance) == (Verdict.IN, attendance)
    assert (attendance.came_at, attendance.door) == (DAY, "Wejście A")
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CONFIRMED
    assert _last_sentence(registration) == "Osoba przyszła, 12 grudnia 2026, godz. 10.00: wydarzenie."


def test_code_is_read_when_it_is_typed_in_a_hurry() -> None:
    registration = make_registration(make_event())
    typed = f" {registration.code[:4].lower()}-{registration.code[4:].lower()} "

    answer = let_in(event=registration.event, entry=_entry(typed), actor=make_officer())

    assert answer.verdict == Verdict.IN


def test_second_door_reads_already_in_when_the_first_let_her_in() -> None:
    registration = make_registration(make_event())
    first = _let_in(registration, door="Wejście A")

    second = _let_in(registration, door="Wejście B")

    assert (second.verdict, second.attendance) == (Verdict.ALREADY, first.attendance)
    assert _live(registration.event) == 1


def test_same_entry_gets_the_same_answer_when_it_is_sent_again() -> None:
    registration, key = make_registration(make_event()), uuid4()
    _let_in(registration, key=key)

    again = _let_in(registration, key=key)

    assert (again.verdict, Attendance.objects.count()) == (Verdict.IN, 1)


def test_nobody_is_lost_when_a_page_gives_one_key_to_two_people() -> None:
    event, key = make_event(), uuid4()
    _let_in(make_registration(event), key=key)

    other = _let_in(make_registration(event), key=key)

    assert (other.verdict, _live(event)) == (Verdict.IN, 2)


def test_entry_stays_undone_when_it_is_sent_again_after_the_undo() -> None:
    registration, key = make_registration(make_event()), uuid4()
    _let_in(registration, key=key)
    undo_attendance(event=registration.event, key=key, actor=make_officer())

    again = _let_in(registration, key=key)

    assert (again.verdict, _live(registration.event)) == (Verdict.UNDONE, 0)


def test_person_comes_in_again_when_her_entry_was_undone() -> None:
    registration, key = make_registration(make_event()), uuid4()
    _let_in(registration, key=key)
    undo_attendance(event=registration.event, key=key, actor=make_officer())

    assert _let_in(registration).verdict == Verdict.IN
    assert _live(registration.event) == 1
    call_command("verify", verbosity=0)


def test_undo_keeps_who_and_when(on_the_day: StoppedClock) -> None:
    registration, key, officer = make_registration(make_event()), uuid4(), make_officer()
    _let_in(registration, key=key)
    on_the_day.move_to(DAY + timedelta(minutes=5))

    undo_attendance(event=registration.event, key=key, actor=officer)
    undo_attendance(event=registration.event, key=key, actor=make_officer())

    attendance = Attendance.objects.get()
    assert (attendance.undone_at, attendance.undone_by_id) == (DAY + timedelta(minutes=5), officer.person_id)
    assert _last_sentence(registration) == "Wpis cofnięto: wydarzenie."


def test_undo_finds_nothing_when_the_entry_is_of_another_event() -> None:
    registration, key = make_registration(make_event()), uuid4()
    _let_in(registration, key=key)

    undone = undo_attendance(event=make_event(), key=key, actor=make_officer())

    assert (undone, _live(registration.event)) == (None, 1)


@pytest.mark.parametrize("code", ["", "ABCD2345", "x" * 41, "A\x00B"])
def test_code_is_unknown_when_no_sign_up_of_the_event_has_it(code: str) -> None:
    answer = let_in(event=make_event(), entry=_entry(code), actor=make_officer())

    assert (answer.verdict, answer.registration) == (Verdict.UNKNOWN, None)


def test_code_is_unknown_when_it_is_of_another_event() -> None:
    registration = make_registration(make_event())

    answer = let_in(event=make_event(), entry=_entry(registration.code), actor=make_officer())

    assert answer.verdict == Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("state", "verdict"),
    [
        (RegistrationState.CANCELLED, Verdict.ENDED),
        (RegistrationState.EXPIRED, Verdict.ENDED),
        (RegistrationState.REFUSED, Verdict.ENDED),
        (RegistrationState.COVERED, Verdict.ENDED),
        (RegistrationState.WAITING, Verdict.WAITING),
        (RegistrationState.PENDING, Verdict.WAITING),
    ],
)
def test_person_is_not_let_in_when_she_has_no_seat(state: str, verdict: Verdict) -> None:
    registration = make_registration(make_event())
    Registration.objects.filter(pk=registration.pk).update(state=state)

    assert _let_in(registration).verdict == verdict
    assert _live(registration.event) == 0


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        (DAY - timedelta(hours=2), DAY - timedelta(hours=2)),
        (DAY + timedelta(seconds=1), DAY),
        (DAY - timedelta(hours=12, seconds=1), DAY),
        (None, DAY),
    ],
)
def test_page_is_believed_about_the_time_only_backwards_and_for_half_a_day(
    claimed: datetime | None, kept: datetime
) -> None:
    registration = make_registration(make_event())

    _let_in(registration, came_at=claimed)

    assert Attendance.objects.get().came_at == kept


@pytest.mark.parametrize("at", [timedelta(hours=-3, seconds=-1), timedelta(hours=30, seconds=1)])
def test_entry_is_refused_when_it_comes_outside_the_hours(on_the_day: StoppedClock, at: timedelta) -> None:
    registration = make_registration(make_event())
    on_the_day.move_to(DAY + at)

    with pytest.raises(Refused) as refused:
        _let_in(registration)

    assert refused.value.message == HOURS


@pytest.mark.parametrize("at", [timedelta(hours=-3), timedelta(hours=30)])
def test_entry_is_taken_when_it_comes_at_the_edge_of_the_hours(
    on_the_day: StoppedClock, at: timedelta
) -> None:
    registration = make_registration(make_event())
    on_the_day.move_to(DAY + at)

    assert _let_in(registration).verdict == Verdict.IN


def test_entry_kept_in_the_phone_is_taken_when_the_door_has_closed_since(on_the_day: StoppedClock) -> None:
    registration = make_registration(make_event())
    on_the_day.move_to(DAY + timedelta(hours=31))

    answer = _let_in(registration, came_at=DAY + timedelta(hours=29))

    assert answer.verdict == Verdict.IN


def test_attendance_is_corrected_from_the_list_when_the_door_has_closed(on_the_day: StoppedClock) -> None:
    registration = make_registration(make_event())
    on_the_day.move_to(DAY + timedelta(days=9))

    answer = _let_in(registration, source=AttendanceSource.LIST)

    assert (answer.verdict, Attendance.objects.get().came_at) == (Verdict.IN, DAY)
    assert _last_sentence(registration) == "Obecność dopisano po wydarzeniu: wydarzenie."


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED])
@pytest.mark.parametrize("days", [0, 9])
def test_nobody_is_let_in_when_the_event_is_not_announced(
    on_the_day: StoppedClock, state: str, days: int
) -> None:
    registration = make_registration(make_event())
    Event.objects.update(state=state)
    on_the_day.move_to(DAY + timedelta(days=days))

    with pytest.raises(Refused) as refused:
        _let_in(registration, source=AttendanceSource.LIST)

    assert refused.value.message == "Na szkic ani na odwołane wydarzenie nikogo się nie wpuszcza."


def test_door_is_closed_when_the_officer_is_of_another_office() -> None:
    registration = make_registration(make_event())
    stranger = office_actor(make_other_office())

    for actor in (stranger, Visitor()):
        with pytest.raises(Forbidden):
            let_in(event=registration.event, entry=_entry(registration.code), actor=actor)
        with pytest.raises(Forbidden):
            undo_attendance(event=registration.event, key=uuid4(), actor=actor)


def test_workshop_counts_apart_from_the_event() -> None:
    event = make_event()
    workshop = make_workshop(event)
    registration = make_registration(event, session_ids=(workshop.pk,))

    _let_in(registration)
    answer = _let_in(registration, session=workshop)

    assert answer.verdict == Verdict.IN
    assert [(each.session, each.expected, each.came) for each in door_counts(event)] == [
        (None, 1, 1),
        (workshop, 1, 1),
    ]


def test_item_stays_in_the_programme_when_somebody_was_let_in_there() -> None:
    talk = make_session(make_event())
    _let_in(make_registration(talk.event), session=talk)
    undo_attendance(event=talk.event, key=Attendance.objects.get().key, actor=make_officer())

    with override("pl"), pytest.raises(Refused) as refused:
        remove_session(session=talk, version=1, actor=make_officer())

    assert refused.value.message == (
        "Kogoś tu wpuszczono (nawet jeśli wpis potem cofnięto): ten punkt zostaje w programie."
    )


def test_talk_lets_in_everybody_with_a_seat() -> None:
    event = make_event()
    talk = make_session(event)

    assert _let_in(make_registration(event), session=talk).verdict == Verdict.IN
    assert door_counts(event)[1].awaited == 0


def test_door_asks_when_the_person_chose_another_workshop() -> None:
    event = make_event()
    chosen, other = make_workshop(event), make_workshop(event, "Diagnoza")
    registration = make_registration(event, session_ids=(chosen.pk,))

    answer = _let_in(registration, session=other)

    assert (answer.verdict, answer.chosen, _live(event)) == (Verdict.ELSEWHERE, chosen, 0)


def test_person_is_moved_and_let_in_when_the_officer_says_so() -> None:
    event = make_event()
    chosen, other = make_workshop(event), make_workshop(event, "Diagnoza")
    registration = make_registration(event, session_ids=(chosen.pk,))

    answer = _let_in(registration, session=other, moves=True)

    assert (answer.verdict, registration.places.get().session) == (Verdict.IN, other)
    assert list(Session.objects.order_by("pk").values_list("taken", flat=True)) == [0, 1]
    call_command("verify", verbosity=0)


def test_move_is_refused_with_what_is_free_when_the_workshop_is_full() -> None:
    event = make_event()
    chosen, full = make_workshop(event), make_workshop(event, "Diagnoza", capacity=1)
    make_registration(event, session_ids=(full.pk,))
    registration = make_registration(event, session_ids=(chosen.pk,))

    with pytest.raises(Refused) as refused:
        _let_in(registration, session=full, moves=True)

    assert refused.value.message == "„Diagnoza”: brak miejsc. Wolne: Fundraising (19 miejsc)."


def test_person_without_a_workshop_gets_a_place_when_she_comes_to_one() -> None:
    event = make_event()
    registration = make_registration(event)
    workshop = make_workshop(event)

    _let_in(registration, session=workshop)

    assert Place.objects.get().session == workshop
    call_command("verify", verbosity=0)


def test_absent_are_those_with_a_seat_who_have_not_come() -> None:
    event = make_event()
    here, away, ended = (make_registration(event) for _person in range(3))
    _let_in(here)
    cancel_registration(registration=ended, actor=make_officer())

    assert list(absent(event, None)) == [away]


def test_absent_from_a_workshop_are_those_who_chose_it() -> None:
    event = make_event()
    chosen, other = make_workshop(event), make_workshop(event, "Diagnoza")
    away = make_registration(event, session_ids=(chosen.pk,))
    make_registration(event, session_ids=(other.pk,))

    assert list(absent(event, chosen)) == [away]
