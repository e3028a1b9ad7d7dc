"""Sign-ups: seats taken, held, confirmed, changed, freed, and every refusal in its words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import override

from kuznia.events.models import Event, Needs, Place, Registration, Session
from kuznia.events.queries import link_to
from kuznia.events.services.registrations import (
    NeedsEntry,
    cancel_registration,
    change_registration,
    confirm_registration,
    free_held_seats,
    purge_needs,
    sign_up,
)
from kuznia.events.states import RegistrationState
from kuznia.events.tests.factories import (
    DAY,
    make_entry,
    make_event,
    make_person,
    make_registration,
    make_workshop,
)
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import AsSelf, LinkHolder, System, Visitor
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


def _taken(event: Event) -> int:
    return Event.objects.get(pk=event.pk).taken


def _matters(registration: Registration) -> list[str]:
    prefix = f"events.registration:{registration.pk}:"
    matters = (
        Message.objects.filter(matter__startswith=prefix).order_by("pk").values_list("matter", flat=True)
    )
    return [matter.removeprefix(prefix).partition(":")[0] for matter in matters]


def _holder(registration: Registration) -> LinkHolder:
    return LinkHolder(link_to(registration))


def test_sign_up_holds_a_seat_for_a_day_when_a_visitor_sends_it() -> None:
    event = make_event(capacity=2)

    registration = make_registration(event)

    assert registration.state == RegistrationState.HELD
    assert registration.held_until == clock.now() + timedelta(hours=24)
    assert (_taken(event), _matters(registration)) == (1, ["confirm"])


def test_sign_up_is_sure_at_once_when_a_signed_in_person_sends_it() -> None:
    event, person = make_event(), make_person()

    registration = make_registration(event, actor=AsSelf(person.pk, person.name))

    assert (registration.person, registration.state) == (person, RegistrationState.CONFIRMED)
    assert _matters(registration) == ["confirmed"]


def test_sign_up_is_refused_when_the_event_is_full() -> None:
    event = make_event(capacity=1)
    make_registration(event)

    with override("pl"), pytest.raises(Refused) as refused:
        make_registration(event)

    assert refused.value.message == "Nie ma już wolnych miejsc. Zapis się nie udał."
    assert _taken(event) == 1


def test_sign_up_names_what_is_free_when_the_workshop_is_full() -> None:
    event = make_event()
    full = make_workshop(event, title="Status OPP", capacity=1)
    make_workshop(event, title="Fundraising", capacity=3)
    make_registration(event, session_ids=(full.pk,))

    with override("pl"), pytest.raises(Refused) as refused:
        make_registration(event, session_ids=(full.pk,))

    assert refused.value.field == "block_1"
    assert refused.value.message == "„Status OPP”: brak miejsc. Wolne: Fundraising (3 miejsca)."


def test_sign_up_is_refused_when_no_parallel_session_is_chosen() -> None:
    event = make_event()
    make_workshop(event)

    with override("pl"), pytest.raises(Refused) as refused:
        make_registration(event)

    assert refused.value.message == "Wybierz jedno z zajęć."


def test_sign_up_ignores_a_session_of_another_event() -> None:
    event, other = make_event(), make_event()
    make_workshop(event)

    with pytest.raises(Refused):
        make_registration(event, session_ids=(make_workshop(other).pk,))

    assert _taken(event) == 0


def test_sign_up_keeps_what_exists_and_says_so_when_the_address_comes_again() -> None:
    event = make_event(capacity=5)
    first = make_registration(event, email="ewa@example.org", name="Ewa")

    second = make_registration(event, email="EWA@example.org ", name="Ktoś inny")

    assert (second.pk, second.name, _taken(event)) == (first.pk, "Ewa", 1)
    assert _matters(first) == ["confirm", "exists"]


def test_sign_up_refuses_a_known_address_as_any_other_when_the_event_is_full() -> None:
    event = make_event(capacity=1)
    make_registration(event, email="ewa@example.org")

    with pytest.raises(Refused):
        make_registration(event, email="ewa@example.org")


def test_sign_up_makes_one_registration_when_the_same_form_comes_twice() -> None:
    event, entry = make_event(), make_entry()

    pair = [sign_up(event=event, entry=entry, actor=Visitor(), arrived_at=clock.now()) for _click in range(2)]

    assert pair[0].pk == pair[1].pk
    assert (_taken(event), _matters(pair[0])) == (1, ["confirm"])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"takes_registrations": False}, "Na to wydarzenie nie prowadzimy zapisów."),
        ({"state": "cancelled"}, "Wydarzenie jest odwołane."),
        ({"registration_opens_at": DAY}, "Zapisy jeszcze się nie zaczęły."),
        (
            {"registration_closes_at": DAY - timedelta(days=30)},
            "Zapisy są już zamknięte. Zapis się nie udał.",
        ),
        (
            {"starts_at": DAY - timedelta(days=40), "ends_at": DAY - timedelta(days=39)},
            "Wydarzenie już się odbyło.",
        ),
    ],
)
def test_sign_up_is_refused_when_sign_up_is_not_open(fields: dict[str, object], sentence: str) -> None:
    event = make_event(**fields)

    with override("pl"), pytest.raises(Refused) as refused:
        make_registration(event)

    assert refused.value.message == sentence


def test_sign_up_is_taken_when_it_arrived_in_the_last_second(stopped_clock: StoppedClock) -> None:
    event = make_event(registration_closes_at=DAY)
    stopped_clock.move_to(DAY + timedelta(seconds=9))

    registration = sign_up(event=event, entry=make_entry(), actor=Visitor(), arrived_at=DAY)

    assert registration.arrived_at == DAY


def test_sign_up_frees_held_seats_first_when_their_time_is_over(stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=1)
    late = make_registration(event)
    stopped_clock.move_to(clock.now() + timedelta(hours=25))

    registration = make_registration(event)

    late.refresh_from_db()
    assert (late.state, registration.state, _taken(event)) == (
        RegistrationState.EXPIRED,
        RegistrationState.HELD,
        1,
    )


def test_sign_up_is_a_new_one_when_the_seat_held_for_the_same_address_is_late(
    stopped_clock: StoppedClock,
) -> None:
    event = make_event(capacity=1)
    late = make_registration(event, email="ewa@example.org")
    stopped_clock.move_to(clock.now() + timedelta(hours=25))

    again = sign_up(
        event=event, entry=make_entry(email="ewa@example.org"), actor=Visitor(), arrived_at=clock.now()
    )

    assert (again.pk != late.pk, again.state, _taken(event)) == (True, RegistrationState.HELD, 1)


def test_freed_seats_go_back_to_each_workshop_when_several_are_late(stopped_clock: StoppedClock) -> None:
    event = make_event()
    first, second = make_workshop(event), make_workshop(event)
    for workshop in (first, first, second):
        make_registration(event, session_ids=(workshop.pk,))
    stopped_clock.move_to(clock.now() + timedelta(hours=25))

    freed = free_held_seats(event=event, actor=System("test"))

    taken = [Session.objects.get(pk=row.pk).taken for row in (first, second)]
    assert (freed, taken, _taken(event)) == (3, [0, 0], 0)


def test_confirm_makes_the_seat_sure_once_when_the_link_is_used_twice() -> None:
    registration = make_registration(make_event())

    for _click in range(2):
        confirm_registration(registration=registration, actor=_holder(registration))

    registration.refresh_from_db()
    assert registration.state == RegistrationState.CONFIRMED
    assert _matters(registration) == ["confirm", "confirmed"]


def test_confirm_sends_the_ticket_as_a_qr_code_with_the_code_in_words() -> None:
    registration = make_registration(make_event())

    confirm_registration(registration=registration, actor=_holder(registration))

    letters = Message.objects.filter(matter__contains=f":{registration.pk}:confirm").order_by("pk")
    code = registration.code
    assert [each.letter["qr"] for each in letters] == [
        None,
        [f"KUZNIA:{code}", f"Kod QR do wejścia: {code}"],
    ]


def test_confirm_takes_a_seat_again_when_the_held_one_was_freed(stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=1)
    registration = make_registration(event)
    stopped_clock.move_to(clock.now() + timedelta(hours=25))
    free_held_seats(event=event, actor=System("test"))

    confirmed = confirm_registration(registration=registration, actor=_holder(registration))

    assert (confirmed.state, _taken(event)) == (RegistrationState.CONFIRMED, 1)


def test_confirm_is_refused_when_the_freed_seat_has_gone(stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=1)
    registration = make_registration(event)
    stopped_clock.move_to(clock.now() + timedelta(hours=25))
    make_registration(event)

    with pytest.raises(Refused):
        confirm_registration(registration=registration, actor=_holder(registration))

    assert _taken(event) == 1


def test_confirm_takes_a_seat_again_that_another_holds_too_long(stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=1)
    registration = make_registration(event)
    stopped_clock.move_to(clock.now() + timedelta(hours=25))
    late = make_registration(event)
    stopped_clock.move_to(clock.now() + timedelta(hours=25))

    confirmed = confirm_registration(registration=registration, actor=_holder(registration))

    late.refresh_from_db()
    assert (confirmed.state, late.state) == (RegistrationState.CONFIRMED, RegistrationState.EXPIRED)
    assert Event.objects.get(pk=event.pk).taken == 1


def test_confirm_is_forbidden_when_the_link_opens_another_sign_up() -> None:
    event = make_event()
    mine, other = make_registration(event), make_registration(event)

    with override("pl"), pytest.raises(Forbidden) as refused:
        confirm_registration(registration=other, actor=_holder(mine))

    assert refused.value.message == "To może zrobić tylko osoba, która się zapisała."


def test_cancel_frees_the_seats_once_when_asked_twice() -> None:
    event = make_event()
    workshop = make_workshop(event, capacity=5)
    registration = make_registration(event, session_ids=(workshop.pk,))

    for _click in range(2):
        cancel_registration(registration=registration, actor=_holder(registration))

    assert (_taken(event), Session.objects.get(pk=workshop.pk).taken) == (0, 0)
    assert _matters(registration) == ["confirm", "cancelled"]


def test_cancelled_person_can_sign_up_again() -> None:
    event = make_event()
    first = make_registration(event, email="ewa@example.org")
    cancel_registration(registration=first, actor=_holder(first))

    second = make_registration(event, email="ewa@example.org")

    assert second.pk != first.pk
    assert _taken(event) == 1


def test_change_moves_the_seat_between_workshops() -> None:
    event = make_event()
    old, new = make_workshop(event, capacity=1), make_workshop(event, capacity=1)
    registration = make_registration(event, session_ids=(old.pk,))

    change_registration(
        registration=registration,
        actor=_holder(registration),
        arrived_at=clock.now(),
        name="Ewa Kowadło",
        session_ids=(new.pk,),
        needs=NeedsEntry(diet="bez mięsa"),
    )

    assert [Session.objects.get(pk=row.pk).taken for row in (old, new)] == [0, 1]
    assert Place.objects.get(registration=registration).session == new
    assert Needs.objects.get(registration=registration).diet == "bez mięsa"


def test_change_is_not_told_when_it_changes_nothing() -> None:
    event = make_event()
    workshop = make_workshop(event)
    registration = make_registration(event, session_ids=(workshop.pk,))

    change_registration(
        registration=registration,
        actor=_holder(registration),
        arrived_at=clock.now(),
        name=registration.name,
        session_ids=(workshop.pk,),
        needs=NeedsEntry(),
    )

    assert _matters(registration) == ["confirm"]


def test_change_keeps_the_old_seat_when_the_new_workshop_is_full() -> None:
    event = make_event()
    old, full = make_workshop(event, capacity=1), make_workshop(event, capacity=1)
    make_registration(event, session_ids=(full.pk,))
    registration = make_registration(event, session_ids=(old.pk,))

    with pytest.raises(Refused):
        change_registration(
            registration=registration,
            actor=_holder(registration),
            arrived_at=clock.now(),
            name="Ewa",
            session_ids=(full.pk,),
            needs=NeedsEntry(),
        )

    assert Place.objects.get(registration=registration).session == old


def test_needs_are_deleted_when_the_event_is_a_week_past(stopped_clock: StoppedClock) -> None:
    event = make_event(asks_diet=True)
    make_registration(event, needs=NeedsEntry(diet="bez mięsa"))
    stopped_clock.move_to(event.ends_at + timedelta(days=7, seconds=1))

    deleted = purge_needs(ended_before=clock.now() - timedelta(days=7), actor=System("test"))

    assert (deleted, Needs.objects.count()) == (1, 0)
