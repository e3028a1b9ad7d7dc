"""One person with two tabs, one link opened twice, one form that others overtook: clear answers, nothing twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from kuznia.directory.tests.factories import make_person
from kuznia.events.models import Event, Registration
from kuznia.events.states import RegistrationState
from kuznia.events.tests.factories import make_event, make_registration, path_of
from kuznia.events.tests.pages import errors, filled_in, send, sign_up_url, soup
from kuznia.lib import clock
from kuznia.lib.stopped_clock import StoppedClock
from tests.permissions.roles import BACKEND

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration(stopped_clock: StoppedClock) -> Registration:
    """A sign-up sent just now."""
    return make_registration(make_event(capacity=3))


def test_second_tab_leads_to_the_sign_up_that_the_first_one_made(stopped_clock: StoppedClock) -> None:
    person, event, client = make_person(email="ewa@example.org"), make_event(), Client()
    client.force_login(person, backend=BACKEND)
    first, second = (filled_in(client, event, stopped_clock) for _tab in range(2))

    given = [client.post(sign_up_url(event), form) for form in (first, second)]

    own = f"/moje/zapisy/{event.registrations.get().code}/"
    assert [answer["Location"] for answer in given] == [own, own]


def test_two_tabs_of_a_visitor_make_one_sign_up(stopped_clock: StoppedClock) -> None:
    event, client = make_event(), Client()
    first, second = (filled_in(client, event, stopped_clock) for _tab in range(2))

    given = {client.post(sign_up_url(event), form).status_code for form in (first, second)}

    assert (given, event.registrations.count()) == ({303}, 1)


def test_change_is_refused_in_words_when_the_other_tab_cancelled(registration: Registration) -> None:
    client, page = Client(), path_of(registration)
    client.post(f"{page}rezygnacja/")

    answer = client.post(f"{page}zmiana/", {"name": "Ewa Nowa"})

    registration.refresh_from_db()
    assert (answer.status_code, registration.name) == (200, "Ewa Iskra")
    assert errors(answer) == {"__all__": ["Ten zapis już nie obowiązuje. Zapisz się jeszcze raz."]}
    assert soup(answer).find("input", {"name": "name"})["value"] == "Ewa Nowa"  # type: ignore[index]


def test_link_of_a_cancelled_sign_up_opens_and_brings_nothing_back(registration: Registration) -> None:
    client, page = Client(), path_of(registration)
    client.post(f"{page}rezygnacja/")

    given = [client.get(page).status_code, client.post(f"{page}potwierdz/").status_code]

    registration.refresh_from_db()
    assert (given, registration.state) == ([200, 303], RegistrationState.CANCELLED)
    assert Event.objects.get(pk=registration.event_id).taken == 0


def test_link_still_opens_years_after_the_event(
    registration: Registration, stopped_clock: StoppedClock
) -> None:
    stopped_clock.move_to(clock.now() + timedelta(days=1_000))
    client, page = Client(), path_of(registration)

    given = [
        client.get(page).status_code,
        client.post(f"{page}potwierdz/").status_code,
        client.post(f"{page}zmiana/", {"name": "Ewa Nowa"}).status_code,
        client.post(f"{page}rezygnacja/").status_code,
    ]

    registration.refresh_from_db()
    assert given == [200, 303, 200, 303]
    assert registration.name == "Ewa Iskra"


def test_sent_page_leads_on_when_its_address_is_old_or_of_another_event(stopped_clock: StoppedClock) -> None:
    event, other, client = make_event(), make_event(), Client()
    sent = send(client, event, stopped_clock)["Location"]

    elsewhere = client.get(sent.replace(event.slug, other.slug))
    stopped_clock.move_to(clock.now() + timedelta(hours=2))
    late = client.get(sent)

    assert [answer["Location"] for answer in (elsewhere, late)] == [
        other.get_absolute_url(),
        event.get_absolute_url(),
    ]
