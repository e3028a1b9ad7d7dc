"""The waiting list: joined with a yes, handed on in order, exactly once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from kuznia.audit.models import Audience, CaseEntry
from kuznia.events.models import Event, Registration, Session
from kuznia.events.queries import link_to
from kuznia.events.queries.waiting import place_at_event, queue_places
from kuznia.events.services.announcing import change_event
from kuznia.events.services.registrations import (
    NeedsEntry,
    cancel_registration,
    change_registration,
    confirm_registration,
    free_held_seats,
)
from kuznia.events.services.waiting import hand_on, join, offer_seat
from kuznia.events.states import EventState, RegistrationState
from kuznia.events.tests.factories import make_event, make_officer, make_registration, make_workshop
from kuznia.events.tests.test_announcing import _entry
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import LinkHolder, System, Visitor
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
JOB = System("events.free_held_seats")


def _full_event(**fields: Any) -> tuple[Event, Registration]:
    event = make_event(**{"capacity": 1, "has_waiting_list": True, "answer_hours": 12} | fields)
    return event, make_registration(event)


def _wait(event: Event, **fields: Any) -> Registration:
    return make_registration(event, accepts_waiting=True, **fields)


def _cancel(registration: Registration) -> Registration:
    return cancel_registration(registration=registration, actor=LinkHolder(link_to(registration)))


def _states(event: Event) -> list[str]:
    return list(event.registrations.order_by("pk").values_list("state", flat=True))


def _subjects(registration: Registration) -> list[str]:
    told = Message.objects.filter(matter__startswith=f"events.registration:{registration.pk}:")
    return [message.letter["subject"] for message in told.order_by("pk")]


def test_sign_up_joins_the_list_when_the_event_is_full_and_she_said_so() -> None:
    event, _first = _full_event()

    waits = _wait(event)

    event.refresh_from_db()
    assert (waits.state, waits.held_until, event.taken) == (RegistrationState.WAITING, None, 1)
    assert _subjects(waits) == ["Jesteś na liście rezerwowej: Konferencja organizacji"]


def test_sign_up_is_refused_with_the_list_named_when_she_has_not_said_so() -> None:
    event, _first = _full_event()

    with pytest.raises(Refused) as refusal:
        make_registration(event)

    assert refusal.value.field == "accepts_waiting"
    assert refusal.value.message == (
        "Nie ma już wolnych miejsc. Zapis się nie udał. Możesz poczekać na miejsce na liście rezerwowej."
    )


def test_sign_up_takes_the_seat_when_one_is_free_after_all() -> None:
    event = make_event(capacity=1, has_waiting_list=True)

    assert _wait(event).state == RegistrationState.HELD


def test_sign_up_is_refused_as_ever_when_the_event_keeps_no_list() -> None:
    event, _first = _full_event(has_waiting_list=False)

    with pytest.raises(Refused) as refusal:
        _wait(event)

    assert refusal.value.message == "Nie ma już wolnych miejsc. Zapis się nie udał."


def test_sign_up_names_the_list_when_a_workshop_is_full() -> None:
    event = make_event(has_waiting_list=True)
    workshop, beside = make_workshop(event, capacity=1), make_workshop(event, "Diagnoza", capacity=2)
    make_registration(event, session_ids=(workshop.pk,))

    with pytest.raises(Refused) as refusal:
        make_registration(event, session_ids=(workshop.pk,))

    assert (refusal.value.field, beside.taken) == ("block_1", 0)
    assert refusal.value.message == (
        "„Fundraising”: brak miejsc. Wolne: Diagnoza (2 miejsca). "
        "Możesz poczekać na miejsce na liście rezerwowej."
    )


def test_who_waits_keeps_her_place_when_she_signs_up_again() -> None:
    event, _first = _full_event()
    waits = _wait(event, email="ewa@example.org")

    again = _wait(event, email="ewa@example.org")

    assert (again.pk, again.state) == (waits.pk, RegistrationState.WAITING)
    assert _subjects(waits)[1] == "Masz już zapis: Konferencja organizacji"


def test_freed_seat_is_offered_to_the_first_when_somebody_cancels() -> None:
    event, first = _full_event()
    waits, later = _wait(event), _wait(event)

    _cancel(first)

    waits.refresh_from_db()
    assert _states(event) == ["cancelled", "held", "waiting"]
    assert waits.held_until == clock.now() + timedelta(hours=12)
    assert _subjects(waits)[1] == "Zwolniło się miejsce: Konferencja organizacji"
    assert (place_at_event(later), Event.objects.get(pk=event.pk).taken) == (1, 1)


def test_freed_seat_is_offered_once_when_it_is_handed_on_again() -> None:
    event, first = _full_event()
    _wait(event), _wait(event)
    _cancel(first)

    assert hand_on(event=event) == 0
    assert _states(event) == ["cancelled", "held", "waiting"]


def test_offered_seat_is_hers_when_she_confirms() -> None:
    event, first = _full_event()
    waits = _wait(event)
    _cancel(first)

    taken = confirm_registration(registration=waits, actor=LinkHolder(link_to(waits)))

    assert (taken.state, Event.objects.get(pk=event.pk).taken) == (RegistrationState.CONFIRMED, 1)


def test_offer_goes_on_to_the_next_when_nobody_answers(stopped_clock: StoppedClock) -> None:
    event, first = _full_event()
    waits, later = _wait(event), _wait(event)
    _cancel(first)

    stopped_clock.move_to(clock.now() + timedelta(hours=12, seconds=1))
    late = free_held_seats(event=event, actor=JOB)

    assert (late, _states(event)) == (1, ["cancelled", "expired", "held"])
    assert _subjects(waits)[2] == "Miejsce przeszło na kolejną osobę: Konferencja organizacji"
    assert _subjects(later)[1] == "Zwolniło się miejsce: Konferencja organizacji"


def test_nobody_overtakes_the_queue_when_she_signs_up_as_an_offer_lapses(stopped_clock: StoppedClock) -> None:
    event, first = _full_event()
    _wait(event), _wait(event)
    _cancel(first)
    stopped_clock.move_to(clock.now() + timedelta(hours=13))

    with pytest.raises(Refused):
        make_registration(event)
    free_held_seats(event=event, actor=JOB)

    assert _states(event) == ["cancelled", "expired", "held"]


def test_offer_lasts_to_the_start_when_the_event_is_near(stopped_clock: StoppedClock) -> None:
    event, first = _full_event(registration_closes_at=None)
    waits = _wait(event)
    stopped_clock.move_to(event.starts_at - timedelta(hours=1))

    _cancel(first)

    waits.refresh_from_db()
    assert (waits.state, waits.held_until) == (RegistrationState.HELD, event.starts_at)


def test_nobody_is_offered_a_seat_when_the_event_has_started(stopped_clock: StoppedClock) -> None:
    event, first = _full_event()
    _wait(event)
    stopped_clock.move_to(event.starts_at)

    _cancel(first)

    assert _states(event) == ["cancelled", "waiting"]


def test_nobody_is_offered_a_seat_when_the_event_is_cancelled() -> None:
    event, first = _full_event()
    _wait(event)
    Event.objects.filter(pk=event.pk).update(state=EventState.CANCELLED)

    _cancel(first)

    assert _states(event) == ["cancelled", "waiting"]


def test_raised_capacity_is_offered_when_people_wait() -> None:
    event, _first = _full_event()
    _wait(event), _wait(event), _wait(event)

    change_event(event=event, entry=_kept(event, capacity=3), version=1, actor=make_officer())

    assert _states(event) == ["held", "held", "held", "waiting"]


def test_first_eligible_is_offered_the_seat_when_the_first_waits_for_a_full_workshop() -> None:
    event, full, free, first = _two_workshops()
    stuck = _wait(event, session_ids=(full.pk,))
    fits = _wait(event, session_ids=(free.pk,))

    _cancel(first)

    assert (_state(stuck), _state(fits)) == (RegistrationState.WAITING, RegistrationState.HELD)
    assert Session.objects.get(pk=free.pk).taken == 1


def test_place_is_told_by_workshop_when_only_that_is_full() -> None:
    event = make_event(has_waiting_list=True)
    workshop = make_workshop(event, capacity=1)
    make_registration(event, session_ids=(workshop.pk,))
    _wait(event, session_ids=(workshop.pk,))

    places = queue_places(_wait(event, session_ids=(workshop.pk,)))

    assert [(place.session, place.number) for place in places] == [(workshop, 2)]


def test_place_moves_up_when_somebody_withdraws() -> None:
    event, _first = _full_event()
    waits, later = _wait(event), _wait(event)

    _cancel(waits)

    assert (place_at_event(later), _states(event)) == (1, ["held", "cancelled", "waiting"])
    assert _subjects(waits)[1] == "Zapis wycofany: Konferencja organizacji"


def test_change_is_refused_while_she_waits() -> None:
    event, _first = _full_event()
    waits = _wait(event)

    with pytest.raises(Refused) as refusal:
        change_registration(
            registration=waits,
            actor=LinkHolder(link_to(waits)),
            arrived_at=clock.now(),
            name="Ewa Nowa",
            session_ids=(),
            needs=NeedsEntry(),
        )

    assert refusal.value.message == "Czekasz na miejsce: wybór zmienisz, kiedy je dostaniesz."


def test_officer_offers_a_seat_by_hand_when_the_event_has_started(stopped_clock: StoppedClock) -> None:
    event, first = _full_event()
    waits = _wait(event)
    stopped_clock.move_to(event.starts_at + timedelta(minutes=5))
    _cancel(first)

    offered = offer_seat(registration=waits, actor=make_officer())

    assert (offered.state, offered.held_until) == (RegistrationState.HELD, event.ends_at)


def test_offer_by_hand_is_refused_when_no_seat_is_free() -> None:
    event, _first = _full_event()
    waits = _wait(event)

    with pytest.raises(Refused) as refusal:
        offer_seat(registration=waits, actor=make_officer())

    assert refusal.value.message == "Dla tej osoby nie ma wolnego miejsca. Najpierw zwiększ liczbę miejsc."


def test_offer_by_hand_is_refused_when_the_event_is_over(stopped_clock: StoppedClock) -> None:
    event, _first = _full_event()
    waits = _wait(event)
    stopped_clock.move_to(event.ends_at)

    with pytest.raises(Refused) as refusal:
        offer_seat(registration=waits, actor=make_officer())

    assert refusal.value.message == "Wydarzenie już się odbyło albo jest odwołane."


def test_offer_by_hand_is_refused_in_words_when_she_has_a_seat() -> None:
    _event, first = _full_event()

    with pytest.raises(Refused) as refusal:
        offer_seat(registration=first, actor=make_officer())

    assert refusal.value.message == "Tego już nie można zrobić: obecny stan to „czeka na potwierdzenie”."


def test_offer_by_hand_is_forbidden_to_others() -> None:
    event, _first = _full_event()
    waits = _wait(event)

    with pytest.raises(Forbidden) as refusal:
        offer_seat(registration=waits, actor=LinkHolder(link_to(waits)))

    assert refusal.value.message == "To mogą zrobić tylko urzędnicy urzędu, który prowadzi to wydarzenie."


def test_join_is_refused_when_the_event_keeps_no_list() -> None:
    _event, first = _full_event(has_waiting_list=False)

    with pytest.raises(Refused) as refusal:
        join(registration=first, actor=Visitor())

    assert refusal.value.message == "To wydarzenie nie ma listy rezerwowej."


def _state(registration: Registration) -> str:
    return Registration.objects.get(pk=registration.pk).state


def _kept(event: Event, **fields: Any) -> Any:
    return _entry(event, has_waiting_list=True, answer_hours=event.answer_hours, **fields)


def _two_workshops() -> tuple[Event, Session, Session, Registration]:
    event = make_event(capacity=2, has_waiting_list=True)
    full, free = make_workshop(event, capacity=1), make_workshop(event, "Diagnoza", capacity=5)
    make_registration(event, session_ids=(full.pk,))
    return event, full, free, make_registration(event, session_ids=(free.pk,))


def test_settings_of_the_list_stay_inside_the_office_when_they_change() -> None:
    event, _first = _full_event(has_waiting_list=False)

    change_event(event=event, entry=_kept(event, capacity=1), version=1, actor=make_officer())
    entry = _entry(event, capacity=1, answer_hours=24)
    change_event(event=event, entry=entry, version=2, actor=make_officer())

    lines = [(line.sentence, line.audience) for line in _told_of(event)]
    assert lines == [
        ("A waiting list is kept from now on.", Audience.OFFICE),
        ("The waiting list was closed to newcomers.", Audience.OFFICE),
        ("An offered seat is kept for %(new)s hours (before: %(old)s).", Audience.OFFICE),
    ]


def _told_of(event: Event) -> list[CaseEntry]:
    about = CaseEntry.objects.filter(subject_type="events.Event", subject_id=event.pk)
    return list(about.order_by("pk"))
