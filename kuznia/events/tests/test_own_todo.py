"""What waits for somebody who signed up stands on her own page; an office has a desk of its own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kuznia.events.answers_people import TODO
from kuznia.events.models import Certificate, Registration, Wish
from kuznia.events.queries.own import own_certificates
from kuznia.events.tests.certificates import make_certificate
from kuznia.events.tests.factories import (
    make_event,
    make_officer,
    make_person,
    make_registration,
    make_workshop,
)
from kuznia.lib import clock
from kuznia.lib.policy import AsSelf, Visitor
from kuznia.lib.stopped_clock import StoppedClock

pytestmark = pytest.mark.django_db


def _wish(offered: timedelta | None) -> Wish:
    """Somebody has a seat in one workshop and waits for another, which may be offered to her."""
    event, ewa = make_event(has_waiting_list=True), make_person()
    own, other = make_workshop(event), make_workshop(event, "Media", capacity=1)
    registration = make_registration(event, actor=AsSelf(ewa.pk, ewa.name), session_ids=(own.pk,))
    return Wish.objects.create(
        registration=registration,
        session=other,
        block=1,
        wished_at=registration.arrived_at,
        offered_until=clock.now() + offered if offered else None,
    )


@pytest.mark.parametrize(
    ("offered", "titles"),
    [
        (timedelta(hours=5), ["Masz propozycję miejsca na warsztacie"]),
        (timedelta(hours=-5), []),
        (None, []),
    ],
)
def test_offered_seat_waits_for_its_person_until_its_hour(stopped_clock: StoppedClock, offered, titles):
    wish = _wish(offered)
    ewa = AsSelf(wish.registration.person_id, "Ewa")

    items = list(TODO.todo_items(ewa))

    assert [item.title for item in items] == titles
    assert [(item.detail, item.due_at) for item in items] == [("Media", wish.offered_until)] * len(titles)


def test_seat_no_longer_held_waits_for_nobody(stopped_clock: StoppedClock):
    registration = make_registration(make_event())
    person = AsSelf(registration.person_id, "Ewa")
    before = len(list(TODO.todo_items(person)))

    Registration.objects.update(held_until=clock.now() - timedelta(minutes=1))

    assert (before, list(TODO.todo_items(person))) == (1, [])


@pytest.mark.parametrize("actor", [Visitor(), None])
def test_nothing_of_the_kind_waits_for_visitors_and_offices(actor):
    assert list(TODO.todo_items(actor or make_officer())) == []


def test_person_has_her_valid_certificate_only(settings, tmp_path):
    settings.KUZNIA_FILES_DIR = tmp_path
    certificate = make_certificate()
    person_id = certificate.registration.person_id
    hers, nobodys = list(own_certificates(person_id)), list(own_certificates(0))

    Certificate.objects.update(revoked_at=clock.now(), revoked_reason="Pomyłka.")

    assert (hers, nobodys, list(own_certificates(person_id))) == ([certificate], [], [])
