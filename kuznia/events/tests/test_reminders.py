"""The house reminds of events and of held seats by itself, each once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kuznia.events.models import Event, Registration
from kuznia.events.queries import link_to
from kuznia.events.services.broadcasts import note_reminded
from kuznia.events.services.registrations import confirm_registration
from kuznia.events.tasks import send_reminders
from kuznia.events.tests.factories import DAY, make_event, make_officer, make_registration
from kuznia.lib.errors import Forbidden
from kuznia.lib.policy import LinkHolder
from kuznia.notify.models import Message

pytestmark = pytest.mark.django_db


def _confirmed(event: Event) -> Registration:
    registration = make_registration(event)
    return confirm_registration(registration=registration, actor=LinkHolder(opens=link_to(registration)))


def _reminded() -> list[str]:
    letters = Message.objects.filter(matter__contains=":reminder:").order_by("pk")
    return [letter.to for letter in letters]


def test_reminder_goes_out_once_to_whoever_has_a_sure_seat(stopped_clock):
    event = make_event()
    sure = _confirmed(event)
    make_registration(event)
    stopped_clock.move_to(DAY - timedelta(hours=48))

    send_reminders()
    send_reminders()

    assert _reminded() == [sure.person.email]


def test_reminder_waits_for_its_hour(stopped_clock):
    _confirmed(make_event())
    stopped_clock.move_to(DAY - timedelta(hours=48, seconds=1))

    send_reminders()

    assert _reminded() == []


def test_reminder_carries_the_calendar_file(stopped_clock):
    _confirmed(make_event())
    stopped_clock.move_to(DAY - timedelta(hours=2))

    send_reminders()

    letter = Message.objects.get(matter__contains=":reminder:").letter
    assert [attachment["content_type"] for attachment in letter["attachments"]] == ["text/calendar"]


def test_reminder_is_not_sent_to_whoever_signed_up_after_it_was_due(stopped_clock):
    event = make_event()
    stopped_clock.move_to(DAY - timedelta(hours=3))
    _confirmed(event)

    send_reminders()

    assert _reminded() == []


def test_reminder_is_not_sent_when_the_organiser_wants_none_or_the_event_has_begun(stopped_clock):
    _confirmed(make_event(reminder_hours=0))
    begun = make_event(starts_at=DAY - timedelta(hours=5))
    _confirmed(begun)
    stopped_clock.move_to(DAY - timedelta(hours=5))

    send_reminders()

    assert _reminded() == []


def test_reminder_is_sent_anew_when_the_event_was_moved(stopped_clock):
    event = make_event()
    _confirmed(event)
    stopped_clock.move_to(DAY - timedelta(hours=40))
    send_reminders()
    Event.objects.update(starts_at=DAY + timedelta(hours=1))

    send_reminders()

    assert len(_reminded()) == 2


def test_held_seat_is_reminded_of_before_it_is_freed(stopped_clock):
    registration = make_registration(make_event())
    held_until = registration.held_until
    assert held_until is not None
    stopped_clock.move_to(held_until - timedelta(hours=6))

    send_reminders()
    send_reminders()

    letters = Message.objects.filter(matter__contains=":hold-ends:")
    assert [letter.letter["heading"] for letter in letters] == ["Potwierdź miejsce"]


def test_reminding_is_written_down_by_the_house_alone():
    with pytest.raises(Forbidden):
        note_reminded(event=make_event(), actor=make_officer())
