"""People who come without a sign-up: a seat if there is one, and in at once."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command

from kuznia.events.models import Attendance, Event, Registration
from kuznia.events.services.attendance import Answer, DoorEntry, Verdict, let_in
from kuznia.events.services.door import WalkIn, take_walk_in
from kuznia.events.states import (
    AttendanceSource,
    ComingFor,
    RegistrationSource,
    RegistrationState,
)
from kuznia.events.tests.factories import (
    DAY,
    make_event,
    make_notice,
    make_officer,
    make_organisation,
    make_other_office,
    make_registration,
    make_workshop,
    office_actor,
)
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(stopped_clock: StoppedClock) -> StoppedClock:
    """It is the morning of the event."""
    stopped_clock.move_to(DAY)
    return stopped_clock


def _walk_in(event: Event, **fields: Any) -> Answer:
    values: dict[str, Any] = {
        "name": "Piotr Żar",
        "notice": make_notice(),
        "language": "pl",
        "key": uuid4(),
    } | fields
    return take_walk_in(event=event, entry=WalkIn(**values), actor=make_officer())


def test_walk_in_is_signed_up_and_in_when_only_a_name_is_known() -> None:
    event = make_event(capacity=1)

    answer = _walk_in(event)

    registration = Registration.objects.get()
    assert (registration.name, registration.state) == ("Piotr Żar", RegistrationState.CONFIRMED)
    assert (registration.source, registration.coming_for) == (RegistrationSource.DOOR, ComingFor.ONESELF)
    assert answer.attendance == Attendance.objects.get(source=AttendanceSource.DOOR)
    assert (Event.objects.get().taken, Message.objects.count()) == (1, 0)
    call_command("verify", verbosity=0)


def test_walk_in_gets_the_confirmation_when_she_gives_an_address() -> None:
    _walk_in(make_event(), email="zar@example.org")

    assert Message.objects.get().to == "zar@example.org"


def test_walk_in_takes_a_place_in_the_workshop_she_names() -> None:
    event = make_event()
    workshop = make_workshop(event, capacity=1)

    _walk_in(event, sessions=(workshop,), organisation=make_organisation("Fundacja Młot"))

    workshop.refresh_from_db()
    assert (workshop.taken, Registration.objects.get().coming_for) == (1, ComingFor.ORGANISATION)
    call_command("verify", verbosity=0)


def test_walk_in_is_one_when_the_form_is_sent_twice() -> None:
    event, key = make_event(), uuid4()
    _walk_in(event, key=key)

    again = _walk_in(event, key=key)

    assert (again.verdict, Registration.objects.count()) == (Verdict.IN, 1)
    assert Attendance.objects.count() == 1


def test_walk_in_comes_in_with_her_own_sign_up_when_she_has_one() -> None:
    event = make_event()
    registration = make_registration(event, email="zar@example.org")

    answer = _walk_in(event, email="ZAR@example.org")

    assert (answer.verdict, answer.registration) == (Verdict.IN, registration)


def test_walk_in_waits_when_her_sign_up_waits() -> None:
    event = make_event()
    registration = make_registration(event, email="zar@example.org")
    Registration.objects.filter(pk=registration.pk).update(state=RegistrationState.WAITING)

    assert _walk_in(event, email="zar@example.org").verdict == Verdict.WAITING


def test_walk_in_is_refused_with_who_is_missing_when_every_seat_is_taken() -> None:
    event = make_event(capacity=1)
    make_registration(event)

    with pytest.raises(Refused) as refused:
        _walk_in(event)

    assert refused.value.message == (
        "Wszystkie miejsca są zajęte, więc nikogo nie wpuszczono. Nie przyszła jeszcze 1 osoba z miejscem: "
        "odwołaj taki zapis, żeby zwolnić miejsce, albo podnieś limit."
    )
    assert Registration.objects.count() == 1


def test_walk_in_is_refused_when_every_seat_is_taken_and_all_have_come() -> None:
    event = make_event(capacity=1)
    registration = make_registration(event)
    entry = DoorEntry(code=registration.code, source=AttendanceSource.LIST, key=uuid4())
    let_in(event=event, entry=entry, actor=make_officer())

    with pytest.raises(Refused) as refused:
        _walk_in(event)

    assert refused.value.message == "Wszystkie miejsca są zajęte i wszyscy przyszli. Nikogo nie wpuszczono."


def test_walk_in_is_refused_when_the_event_is_over(on_the_day: StoppedClock) -> None:
    on_the_day.move_to(DAY + timedelta(hours=7))

    with pytest.raises(Refused) as refused:
        _walk_in(make_event())

    assert refused.value.message == "Wydarzenie się skończyło: nowych osób już się nie zapisuje."


def test_walk_in_is_kept_at_her_minute_when_the_phone_had_no_network(on_the_day: StoppedClock) -> None:
    on_the_day.move_to(DAY + timedelta(hours=7))

    _walk_in(make_event(), came_at=DAY)

    assert Registration.objects.get().arrived_at == Attendance.objects.get().came_at == DAY
    call_command("verify", verbosity=0)


def test_walk_in_is_forbidden_when_the_officer_is_of_another_office() -> None:
    values = {"name": "Piotr Żar", "notice": make_notice(), "language": "pl", "key": uuid4()}

    with pytest.raises(Forbidden):
        take_walk_in(event=make_event(), entry=WalkIn(**values), actor=office_actor(make_other_office()))  # type: ignore[arg-type]
