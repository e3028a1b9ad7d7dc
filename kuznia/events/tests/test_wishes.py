"""Who has a seat waits for another session: the old place stays hers until the new one is sure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest

from kuznia.events.models import Event, Place, Registration, Session, Wish
from kuznia.events.queries import link_to
from kuznia.events.queries.waiting import place_of_wish
from kuznia.events.services.attendance import DoorEntry, Verdict, let_in
from kuznia.events.services.programme import change_session, remove_session
from kuznia.events.services.registrations import (
    NeedsEntry,
    cancel_registration,
    change_registration,
    free_held_seats,
)
from kuznia.events.services.wishes import leave_queue, take_offered_place
from kuznia.events.states import AttendanceSource, RegistrationState
from kuznia.events.tests.factories import make_event, make_officer, make_registration, make_workshop
from kuznia.events.tests.test_announcing import _workshop
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import LinkHolder, System, Visitor
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


@dataclass(frozen=True)
class Setting:
    """A full workshop with its holder, and somebody who sits in the one beside it."""

    event: Event
    full: Session
    beside: Session
    holder: Registration
    ewa: Registration

    @property
    def taken(self) -> tuple[int, int]:
        """How many seats are taken in the full workshop and beside it."""
        return tuple(Session.objects.get(pk=each.pk).taken for each in (self.full, self.beside))  # type: ignore[return-value]


@pytest.fixture
def setting(stopped_clock: StoppedClock) -> Setting:
    event = make_event(has_waiting_list=True, answer_hours=12)
    full, beside = make_workshop(event, capacity=1), make_workshop(event, "Diagnoza", capacity=3)
    holder = make_registration(event, session_ids=(full.pk,))
    return Setting(event, full, beside, holder, make_registration(event, session_ids=(beside.pk,)))


@pytest.fixture
def open_door(setting: Setting) -> Setting:
    """The event starts in an hour, and people are let in."""
    Event.objects.filter(pk=setting.event.pk).update(starts_at=clock.now() + timedelta(hours=1))
    return setting


def _choose(registration: Registration, session: Session, **fields: object) -> Registration:
    values = {"name": registration.name, "needs": NeedsEntry(), "accepts_waiting": True} | fields
    return change_registration(
        registration=registration,
        actor=_holder(registration),
        arrived_at=clock.now(),
        session_ids=(session.pk,),
        **values,  # type: ignore[arg-type]
    )


def _holder(registration: Registration) -> LinkHolder:
    return LinkHolder(link_to(registration))


def _let_in(registration: Registration, session: Session) -> Verdict:
    source, code = AttendanceSource.TYPED, registration.code
    entry = DoorEntry(code=code, source=source, key=uuid4(), session=session, moves=True)
    return let_in(event=registration.event, entry=entry, actor=make_officer()).verdict


def _cancel(registration: Registration) -> None:
    cancel_registration(registration=registration, actor=_holder(registration))


def _sits_in(registration: Registration) -> Session:
    return Place.objects.get(registration=registration).session


def _wish(registration: Registration) -> Wish:
    return registration.wishes.select_related("registration").latest("pk")


def _subjects(registration: Registration) -> list[str]:
    told = Message.objects.filter(matter__startswith=f"events.registration:{registration.pk}:")
    return [message.letter["subject"] for message in told.order_by("pk")]


def test_old_place_stays_when_the_chosen_workshop_is_full(setting: Setting) -> None:
    _choose(setting.ewa, setting.full)

    assert (_sits_in(setting.ewa), setting.taken) == (setting.beside, (1, 1))
    assert (_wish(setting.ewa).session, place_of_wish(_wish(setting.ewa))) == (setting.full, 1)
    assert _subjects(setting.ewa)[1] == "Zmieniono zapis: Konferencja organizacji"


def test_change_to_a_full_workshop_is_refused_when_she_did_not_say_that_she_waits(setting: Setting) -> None:
    with pytest.raises(Refused) as refusal:
        _choose(setting.ewa, setting.full, accepts_waiting=False)

    assert refusal.value.field == "block_1"
    assert refusal.value.message == (
        "„Fundraising”: brak miejsc. Wolne: Diagnoza (2 miejsca). "
        "Możesz poczekać na miejsce na liście rezerwowej."
    )


def test_wish_is_offered_when_a_seat_becomes_free(setting: Setting) -> None:
    _choose(setting.ewa, setting.full)

    _cancel(setting.holder)

    assert _wish(setting.ewa).offered_until == clock.now() + timedelta(hours=12)
    assert (_sits_in(setting.ewa), setting.taken) == (setting.beside, (1, 1))
    assert _subjects(setting.ewa)[2] == "Zwolniło się miejsce: Fundraising"


def test_old_place_is_freed_when_she_takes_the_new_one(setting: Setting) -> None:
    _choose(setting.ewa, setting.full)
    _cancel(setting.holder)

    take_offered_place(wish=_wish(setting.ewa), actor=_holder(setting.ewa))

    assert (_sits_in(setting.ewa), setting.taken) == (setting.full, (1, 0))


def test_second_click_changes_nothing_when_the_new_place_is_taken(
    setting: Setting, stopped_clock: StoppedClock
) -> None:
    _choose(setting.ewa, setting.full)
    _cancel(setting.holder)
    wish = _wish(setting.ewa)
    stopped_clock.move_to(clock.now() + timedelta(minutes=1))

    for _click in range(2):
        take_offered_place(wish=wish, actor=_holder(setting.ewa))

    assert (_sits_in(setting.ewa), setting.taken) == (setting.full, (1, 0))
    assert len(_subjects(setting.ewa)) == 4


def test_taken_wish_frees_a_place_for_the_next_who_waits(setting: Setting) -> None:
    Session.objects.filter(pk=setting.beside.pk).update(capacity=1)
    _choose(setting.ewa, setting.full)
    waits = make_registration(setting.event, session_ids=(setting.beside.pk,), accepts_waiting=True)
    _cancel(setting.holder)

    take_offered_place(wish=_wish(setting.ewa), actor=_holder(setting.ewa))

    waits.refresh_from_db()
    assert (waits.state, setting.taken) == (RegistrationState.HELD, (1, 1))


def test_two_who_swap_are_both_seated_when_one_of_them_takes_the_offer(setting: Setting) -> None:
    Session.objects.filter(pk=setting.beside.pk).update(capacity=1)
    third = make_workshop(setting.event, "Status OPP", capacity=1)
    _choose(setting.ewa, setting.full)
    _choose(setting.holder, setting.beside)

    _choose(setting.holder, third)

    assert _wish(setting.ewa).is_offered
    take_offered_place(wish=_wish(setting.ewa), actor=_holder(setting.ewa))
    assert _wish(setting.holder).is_offered


def test_offer_of_a_place_lapses_to_the_next_when_nobody_answers(
    setting: Setting, stopped_clock: StoppedClock
) -> None:
    other = make_registration(setting.event, session_ids=(setting.beside.pk,))
    for registration in (setting.ewa, other):
        _choose(registration, setting.full)
    _cancel(setting.holder)

    stopped_clock.move_to(clock.now() + timedelta(hours=12, seconds=1))
    free_held_seats(event=setting.event, actor=System("events.free_held_seats"))

    assert (_wish(setting.ewa).ended_at, _wish(other).is_offered) == (clock.now(), True)
    assert (_sits_in(setting.ewa), setting.taken) == (setting.beside, (1, 2))
    assert _subjects(setting.ewa)[3] == "Miejsce przeszło na kolejną osobę: Fundraising"


def test_take_is_refused_when_the_time_to_answer_has_passed(
    setting: Setting, stopped_clock: StoppedClock
) -> None:
    _choose(setting.ewa, setting.full)
    _cancel(setting.holder)
    stopped_clock.move_to(clock.now() + timedelta(hours=12, seconds=1))

    with pytest.raises(Refused) as refusal:
        take_offered_place(wish=_wish(setting.ewa), actor=_holder(setting.ewa))

    assert refusal.value.message == "To miejsce już na Ciebie nie czeka. Obecne miejsce nadal jest Twoje."


def test_take_is_forbidden_when_the_link_opens_another_sign_up(setting: Setting) -> None:
    _choose(setting.ewa, setting.full)

    with pytest.raises(Forbidden) as refusal:
        take_offered_place(wish=_wish(setting.ewa), actor=_holder(setting.holder))

    assert refusal.value.message == "To może zrobić tylko osoba, która się zapisała."


def test_offered_place_goes_on_when_she_stops_waiting(setting: Setting) -> None:
    other = make_registration(setting.event, session_ids=(setting.beside.pk,))
    for registration in (setting.ewa, other):
        _choose(registration, setting.full)
    _cancel(setting.holder)

    for _click in range(2):
        leave_queue(wish=_wish(setting.ewa), actor=_holder(setting.ewa))

    assert (_wish(other).is_offered, setting.taken) == (True, (1, 2))


def test_offered_place_is_hers_when_she_comes_to_its_door(open_door: Setting) -> None:
    _choose(open_door.ewa, open_door.full)
    _cancel(open_door.holder)

    verdict = _let_in(open_door.ewa, open_door.full)

    assert (verdict, _sits_in(open_door.ewa), open_door.taken) == (Verdict.IN, open_door.full, (1, 0))
    assert _wish(open_door.ewa).ended_at == clock.now()


def test_wish_ends_when_she_finds_room_at_the_door(open_door: Setting, stopped_clock: StoppedClock) -> None:
    _choose(open_door.ewa, open_door.full)
    stopped_clock.move_to(clock.now() + timedelta(hours=2))
    cancel_registration(registration=open_door.holder, actor=make_officer())

    verdict = _let_in(open_door.ewa, open_door.full)

    assert (verdict, _sits_in(open_door.ewa), open_door.taken) == (Verdict.IN, open_door.full, (1, 0))
    assert _wish(open_door.ewa).ended_at == clock.now()


def test_place_is_handed_on_when_somebody_is_moved_at_the_door(open_door: Setting) -> None:
    third = make_workshop(open_door.event, "Status OPP")
    _choose(open_door.ewa, open_door.full)

    _let_in(open_door.holder, third)

    assert (_wish(open_door.ewa).is_offered, open_door.taken) == (True, (1, 1))


def test_officer_takes_a_wish_off_the_queue(setting: Setting) -> None:
    _choose(setting.ewa, setting.full)

    leave_queue(wish=_wish(setting.ewa), actor=make_officer())

    assert (_wish(setting.ewa).ended_at, _sits_in(setting.ewa)) == (clock.now(), setting.beside)


def test_leaving_is_forbidden_to_strangers(setting: Setting) -> None:
    _choose(setting.ewa, setting.full)

    with pytest.raises(Forbidden) as refusal:
        leave_queue(wish=_wish(setting.ewa), actor=Visitor())

    assert refusal.value.message == "To może zrobić tylko osoba, która się zapisała."


def test_wish_stays_when_she_changes_something_else(setting: Setting, stopped_clock: StoppedClock) -> None:
    _choose(setting.ewa, setting.full)
    made = _wish(setting.ewa)
    stopped_clock.move_to(clock.now() + timedelta(minutes=1))

    _choose(setting.ewa, setting.beside, name="Ewa Nowa")
    _choose(setting.ewa, setting.full, name="Ewa Nowa")

    assert (_wish(setting.ewa), _wish(setting.ewa).ended_at) == (made, None)
    assert len(_subjects(setting.ewa)) == 3


def test_later_wish_holds_when_she_wishes_for_another_session(setting: Setting) -> None:
    third = make_workshop(setting.event, "Status OPP", capacity=1)
    make_registration(setting.event, session_ids=(third.pk,))
    _choose(setting.ewa, setting.full)

    _choose(setting.ewa, third)

    live = setting.ewa.wishes.filter(ended_at=None)
    assert [wish.session for wish in live] == [third]


def test_offered_place_is_taken_when_she_chooses_it_in_the_form(setting: Setting) -> None:
    _choose(setting.ewa, setting.full)
    _cancel(setting.holder)

    _choose(setting.ewa, setting.full)

    assert (_sits_in(setting.ewa), setting.taken) == (setting.full, (1, 0))


def test_offered_place_is_freed_when_its_sign_up_is_cancelled(setting: Setting) -> None:
    _choose(setting.ewa, setting.full)
    _cancel(setting.holder)

    _cancel(setting.ewa)

    assert (setting.taken, _wish(setting.ewa).ended_at) == ((0, 0), clock.now())


def test_wish_ends_when_its_sign_up_is_not_confirmed_in_time(
    setting: Setting, stopped_clock: StoppedClock
) -> None:
    _choose(setting.ewa, setting.full)
    stopped_clock.move_to(clock.now() + timedelta(hours=25))

    free_held_seats(event=setting.event, actor=System("events.free_held_seats"))

    assert (setting.taken, _wish(setting.ewa).ended_at) == ((0, 0), clock.now())


def test_wish_is_offered_when_the_workshop_gets_more_seats(setting: Setting) -> None:
    _choose(setting.ewa, setting.full)
    entry = _workshop(
        setting.event, capacity=2, starts_at=setting.full.starts_at, ends_at=setting.full.ends_at
    )

    change_session(session=setting.full, entry=entry, people=(), version=1, actor=make_officer())

    assert (_wish(setting.ewa).is_offered, setting.taken) == (True, (2, 1))


def test_workshop_stays_in_the_programme_when_somebody_waits_for_it(setting: Setting) -> None:
    third = make_workshop(setting.event, "Status OPP", capacity=0)
    _choose(setting.ewa, third)

    with pytest.raises(Refused) as refusal:
        remove_session(session=third, version=1, actor=make_officer())

    assert refusal.value.message == "Ktoś wybrał tę sesję. Najpierw odwołaj albo przenieś te zapisy."


def test_workshop_is_removed_when_the_wait_for_it_has_ended(setting: Setting) -> None:
    third = make_workshop(setting.event, "Status OPP", capacity=0)
    _choose(setting.ewa, third)
    leave_queue(wish=_wish(setting.ewa), actor=_holder(setting.ewa))

    remove_session(session=third, version=1, actor=make_officer())

    assert not Session.objects.filter(pk=third.pk).exists()


def test_place_counts_both_kinds_when_others_came_before(
    setting: Setting, stopped_clock: StoppedClock
) -> None:
    make_registration(setting.event, session_ids=(setting.full.pk,), accepts_waiting=True)
    stopped_clock.move_to(clock.now() + timedelta(minutes=1))
    other = make_registration(setting.event, session_ids=(setting.beside.pk,))
    for registration in (setting.ewa, other):
        _choose(registration, setting.full)

    assert [place_of_wish(_wish(each)) for each in (setting.ewa, other)] == [2, 3]


def test_first_in_the_queue_is_offered_when_she_came_before_a_wish(setting: Setting) -> None:
    first = make_registration(setting.event, session_ids=(setting.full.pk,), accepts_waiting=True)
    _choose(setting.ewa, setting.full)

    _cancel(setting.holder)

    first.refresh_from_db()
    assert (first.state, _wish(setting.ewa).is_offered) == (RegistrationState.HELD, False)
