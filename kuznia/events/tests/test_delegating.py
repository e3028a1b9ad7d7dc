"""Delegations: seats for several people in one go, confirmed, cancelled and freed in one go, and nothing leaks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command

from kuznia.events.models import Delegation, Event, Registration, Session
from kuznia.events.queries import link_to_delegation, members_of, own_delegations
from kuznia.events.services.delegating import cancel_delegation, confirm_delegation
from kuznia.events.services.registrations import (
    NeedsEntry,
    cancel_registration,
    change_registration,
    confirm_registration,
    free_held_seats,
)
from kuznia.events.states import RegistrationState
from kuznia.events.tests.factories import (
    make_delegates,
    make_delegation,
    make_event,
    make_organisation,
    make_person,
    make_registration,
    make_workshop,
    representative_actor,
)
from kuznia.lib import clock
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import AsSelf, LinkHolder, System, Visitor
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
HELD, CONFIRMED, CANCELLED = RegistrationState.HELD, RegistrationState.CONFIRMED, RegistrationState.CANCELLED
EXPIRED, COVERED = RegistrationState.EXPIRED, RegistrationState.COVERED


def _taken(event: Event) -> int:
    return Event.objects.get(pk=event.pk).taken


def _states(delegation: Delegation) -> list[str]:
    return list(delegation.registrations.order_by("pk").values_list("state", flat=True))


def _shown(delegation: Delegation) -> list[str]:
    return [member.state for member in members_of(delegation)]


def _names(delegation: Delegation) -> list[str]:
    return list(delegation.registrations.order_by("pk").values_list("name", flat=True))


def _told(delegation: Delegation) -> list[str]:
    """What the contact was told, in order."""
    found = Message.objects.filter(matter__startswith=f"events.delegation:{delegation.pk}:").order_by("pk")
    return [message.matter.split(":")[2] for message in found]


def _letter(delegation: Delegation) -> Message:
    return Message.objects.filter(matter__startswith=f"events.delegation:{delegation.pk}:").latest("pk")


def _contact(delegation: Delegation) -> LinkHolder:
    return LinkHolder(link_to_delegation(delegation))


def _expired(event: Event, stopped_clock: StoppedClock, **fields: Any) -> Delegation:
    delegation = make_delegation(event, **fields)
    stopped_clock.move_to(clock.now() + timedelta(hours=25))
    free_held_seats(event=event, actor=System("test"))
    return delegation


def test_delegation_holds_a_seat_for_each_person_when_a_visitor_sends_it() -> None:
    event = make_event(capacity=5)
    workshop = make_workshop(event, capacity=3)

    delegation = make_delegation(event, "Ewa Iskra", "Adam Żar", session_ids=(workshop.pk,))

    assert (_names(delegation), _states(delegation)) == (["Ewa Iskra", "Adam Żar"], [HELD, HELD])
    assert (_taken(event), Session.objects.get(pk=workshop.pk).taken) == (2, 2)
    call_command("verify", verbosity=0)


def test_contact_alone_gets_one_letter_when_people_have_addresses() -> None:
    people = make_delegates("Ewa Iskra <ewa@example.org>", "Adam Żar")

    delegation = make_delegation(make_event(), people=people, contact_email="jan@example.org")

    message = Message.objects.get()
    assert (message.to, _told(delegation)) == ("jan@example.org", ["confirm"])
    assert ["Osoba 1", "Ewa Iskra, czeka na potwierdzenie"] in message.letter["facts"]


def test_delegation_is_sure_at_once_when_a_representative_sends_it() -> None:
    organisation = make_organisation()
    actor = representative_actor(organisation)

    delegation = make_delegation(make_event(), actor=actor, organisation=organisation)

    assert (_states(delegation), _told(delegation)) == ([CONFIRMED, CONFIRMED], ["confirmed"])
    assert delegation.contact_id == actor.person_id
    assert list(own_delegations(actor.person_id)) == [delegation]


def test_one_form_makes_one_delegation_when_it_is_sent_twice() -> None:
    event, key = make_event(), uuid4()

    first, second = (make_delegation(event, form_key=key) for _click in range(2))

    assert (first, _taken(event)) == (second, 2)


def test_people_get_seats_in_the_order_of_the_rows_when_there_are_too_few() -> None:
    event = make_event(capacity=2)

    delegation = make_delegation(event, "Ewa Iskra", "Adam Żar", "Jan Miech")

    assert (_names(delegation), delegation.asked) == (["Ewa Iskra", "Adam Żar"], 3)
    assert "Jan Miech: nie ma już wolnych miejsc." in _letter(delegation).letter["paragraphs"]


def test_person_is_left_out_in_words_when_her_workshop_is_full() -> None:
    event = make_event()
    full, other = make_workshop(event, capacity=1), make_workshop(event, "Diagnoza")
    people = make_delegates("Ewa Iskra", "Adam Żar", session_ids=(full.pk,))
    people += make_delegates("Jan Miech", session_ids=(other.pk,), first_row=2)

    delegation = make_delegation(event, people=people)

    assert _names(delegation) == ["Ewa Iskra", "Jan Miech"]
    assert "Adam Żar: „Fundraising”: brak miejsc." in _letter(delegation).letter["paragraphs"]


def test_nobody_is_signed_up_when_all_are_asked_for_and_seats_are_too_few() -> None:
    event = make_event(capacity=1)

    with pytest.raises(Refused) as refusal:
        make_delegation(event, all_or_none=True)

    assert refusal.value.message == "Jest 1 wolne miejsce, a na liście osób: 2. Nikt nie został zapisany."
    assert (_taken(event), Delegation.objects.count()) == (0, 0)


def test_nobody_is_signed_up_when_all_are_asked_for_and_a_workshop_is_too_small() -> None:
    event = make_event()
    workshop = make_workshop(event, capacity=1)

    with pytest.raises(Refused) as refusal:
        make_delegation(event, all_or_none=True, session_ids=(workshop.pk,))

    assert refusal.value.message == "Za mało miejsc: Fundraising (1 miejsce). Nikt nie został zapisany."


def test_delegation_is_refused_when_nobody_fits() -> None:
    event = make_event(capacity=1)
    make_registration(event)

    with pytest.raises(Refused) as refusal:
        make_delegation(event)

    assert refusal.value.message == "Nie ma już wolnych miejsc. Zapis się nie udał."


def test_delegation_is_refused_when_the_workshop_of_everybody_is_full() -> None:
    event = make_event()
    workshop = make_workshop(event, capacity=1)
    make_registration(event, session_ids=(workshop.pk,))

    with pytest.raises(Refused) as refusal:
        make_delegation(event, session_ids=(workshop.pk,))

    assert refusal.value.message == "Dla nikogo z listy nie ma miejsca: „Fundraising”: brak miejsc."


def test_delegation_is_refused_when_its_list_is_empty() -> None:
    with pytest.raises(Refused) as refusal:
        make_delegation(make_event(), people=())

    assert refusal.value.message == "Wpisz imię i nazwisko przynajmniej jednej osoby."


def test_delegation_is_refused_when_its_list_is_too_long() -> None:
    with pytest.raises(Refused) as refusal:
        make_delegation(make_event(), *["Ewa Iskra"] * 31)

    assert refusal.value.message == "W jednej delegacji może być najwyżej 30 osób."


def test_delegation_is_refused_at_the_row_when_one_address_stands_twice() -> None:
    people = make_delegates("Ewa Iskra <Ewa@example.org>", "Adam Żar <ewa@example.org>")

    with pytest.raises(Refused) as refusal:
        make_delegation(make_event(), people=people)

    assert (
        refusal.value.message == "Ten adres jest już w innym wierszu. Każda osoba ma swój własny albo żaden."
    )
    assert refusal.value.field == "row_1_email"


def test_person_with_a_sign_up_keeps_it_and_is_listed_like_the_others() -> None:
    event = make_event(capacity=5)
    own = make_registration(event, email="ewa@example.org")
    people = make_delegates("Ewa I. <ewa@example.org>", "Adam Żar")

    delegation = make_delegation(event, people=people)

    assert (_states(delegation), _shown(delegation)) == ([COVERED, HELD], [HELD, HELD])
    assert (_taken(event), Registration.objects.get(pk=own.pk).state) == (2, HELD)
    assert Message.objects.filter(to="ewa@example.org").latest("pk").matter.split(":")[2] == "exists"
    call_command("verify", verbosity=0)


def test_what_fits_does_not_tell_who_has_a_sign_up() -> None:
    event = make_event(capacity=3)
    make_registration(event, email="ewa@example.org")
    people = make_delegates("Ewa I. <ewa@example.org>", "Adam Żar", "Jan Miech")

    delegation = make_delegation(event, people=people)

    assert (_names(delegation), _taken(event)) == (["Ewa I.", "Adam Żar"], 2)


def test_contact_confirms_everybody_once_when_the_button_is_pressed_twice() -> None:
    event = make_event()
    make_registration(event, email="ewa@example.org")
    people = make_delegates("Ewa I. <ewa@example.org>", "Adam Żar")
    delegation = make_delegation(event, people=people)

    for _click in range(2):
        confirm_delegation(delegation=delegation, actor=_contact(delegation))

    assert (_states(delegation), _shown(delegation)) == ([COVERED, CONFIRMED], [CONFIRMED, CONFIRMED])
    assert _told(delegation) == ["confirm", "confirmed"]
    assert [each["filename"] for each in _letter(delegation).letter["attachments"]] == [f"{event.slug}.ics"]


def test_seats_are_freed_with_one_letter_when_nobody_confirms(stopped_clock: StoppedClock) -> None:
    event = make_event()

    delegation = _expired(event, stopped_clock)

    assert (_states(delegation), _taken(event)) == ([EXPIRED, EXPIRED], 0)
    assert _told(delegation) == ["confirm", "expired"]


def test_freed_seats_are_taken_again_when_there_are_enough(stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=2)
    delegation = _expired(event, stopped_clock)

    confirm_delegation(delegation=delegation, actor=_contact(delegation))

    assert (_states(delegation), _taken(event)) == ([CONFIRMED, CONFIRMED], 2)


def test_freed_seats_are_not_taken_again_when_they_are_too_few(stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=2)
    delegation = _expired(event, stopped_clock)
    make_registration(event)

    with pytest.raises(Refused) as refusal:
        confirm_delegation(delegation=delegation, actor=_contact(delegation))

    assert refusal.value.message == "Nie ma już wolnych miejsc dla wszystkich osób z listy."
    assert _taken(event) == 1


def test_freed_seats_are_taken_again_when_another_holds_them_too_long(stopped_clock: StoppedClock) -> None:
    event = make_event(capacity=2)
    delegation = _expired(event, stopped_clock)
    late = make_registration(event)
    stopped_clock.move_to(clock.now() + timedelta(hours=25))

    confirm_delegation(delegation=delegation, actor=_contact(delegation))

    late.refresh_from_db()
    assert (_states(delegation), late.state, _taken(event)) == ([CONFIRMED, CONFIRMED], EXPIRED, 2)


def test_person_who_signed_up_since_is_not_counted_twice(stopped_clock: StoppedClock) -> None:
    event = make_event()
    people = make_delegates("Ewa I. <ewa@example.org>", "Adam Żar")
    delegation = _expired(event, stopped_clock, people=people)
    make_registration(event, email="ewa@example.org")

    confirm_delegation(delegation=delegation, actor=_contact(delegation))

    assert (_states(delegation), _shown(delegation)) == ([COVERED, CONFIRMED], [CONFIRMED, CONFIRMED])
    assert _taken(event) == 2
    call_command("verify", verbosity=0)


def test_covered_person_is_shown_as_expired_like_the_others(stopped_clock: StoppedClock) -> None:
    event = make_event()
    own = make_registration(event, email="ewa@example.org")
    confirm_registration(registration=own, actor=AsSelf(own.person_id, "Ewa"))
    people = make_delegates("Ewa I. <ewa@example.org>", "Adam Żar")

    delegation = _expired(event, stopped_clock, people=people)

    assert _shown(delegation) == [EXPIRED, EXPIRED]


def test_covered_person_alone_is_confirmed_again_when_the_hold_is_over(stopped_clock: StoppedClock) -> None:
    event = make_event()
    own = make_registration(event, email="ewa@example.org")
    confirm_registration(registration=own, actor=AsSelf(own.person_id, "Ewa"))
    delegation = _expired(event, stopped_clock, people=make_delegates("Ewa <ewa@example.org>"))

    confirm_delegation(delegation=delegation, actor=_contact(delegation))

    assert (_shown(delegation), _taken(event)) == ([CONFIRMED], 1)


def test_whole_delegation_is_cancelled_once_with_one_letter() -> None:
    event = make_event()
    make_registration(event, email="ewa@example.org")
    people = make_delegates("Ewa I. <ewa@example.org>", "Adam Żar")
    delegation = make_delegation(event, people=people)

    for _click in range(2):
        cancel_delegation(delegation=delegation, actor=_contact(delegation))

    assert (_states(delegation), _taken(event)) == ([CANCELLED, CANCELLED], 1)
    assert _told(delegation) == ["confirm", "cancelled"]


def test_contact_takes_one_person_out_and_the_others_stay() -> None:
    event = make_event()
    delegation = make_delegation(event)
    first = delegation.registrations.earliest("pk")

    cancel_registration(registration=first, actor=_contact(delegation))

    assert (_states(delegation), _taken(event)) == ([CANCELLED, HELD], 1)
    assert _told(delegation) == ["confirm", "changed"]


@pytest.mark.parametrize("has_own", [False, True])
def test_contact_changes_name_and_workshop_the_same_way_for_everybody(has_own: bool) -> None:
    event = make_event()
    old, new = make_workshop(event), make_workshop(event, "Diagnoza")
    if has_own:
        make_registration(event, email="ewa@example.org", session_ids=(old.pk,))
    people = make_delegates("Ewa <ewa@example.org>", session_ids=(old.pk,))
    delegation = make_delegation(event, people=people)

    change_registration(
        registration=delegation.registrations.get(),
        actor=_contact(delegation),
        arrived_at=clock.now(),
        name="Ewa Nowa",
        session_ids=[new.pk],
        needs=NeedsEntry(),
    )

    member = members_of(delegation)[0]
    assert (member.registration.name, member.sessions, member.state) == ("Ewa Nowa", [new], HELD)
    assert (_taken(event), _told(delegation)) == (1, ["confirm", "changed"])
    call_command("verify", verbosity=0)


def test_contact_is_told_when_a_person_confirms_her_own_seat() -> None:
    people = make_delegates("Ewa <ewa@example.org>")
    delegation = make_delegation(make_event(), people=people)
    row = delegation.registrations.get()

    confirm_registration(registration=row, actor=AsSelf(row.person_id, "Ewa"))

    assert _told(delegation) == ["confirm", "changed"]


@pytest.mark.parametrize("act", [confirm_delegation, cancel_delegation])
def test_stranger_changes_nothing_in_a_delegation(act: object) -> None:
    delegation, stranger = make_delegation(make_event()), make_person()

    for actor in (Visitor(), AsSelf(stranger.pk, stranger.name), _contact(make_delegation(make_event()))):
        with pytest.raises(Forbidden) as refusal:
            act(delegation=delegation, actor=actor)  # type: ignore[operator]
        assert refusal.value.message == "Może to zrobić tylko osoba kontaktowa delegacji."


def test_system_signs_up_no_delegation() -> None:
    with pytest.raises(Forbidden):
        make_delegation(make_event(), actor=System("test"))
