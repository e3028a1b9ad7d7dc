"""The mail server is down for hours while people sign up: nobody waits, nobody is lost, every link works later."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kuznia.directory.tests.factories import officer_of
from kuznia.events.models import Registration
from kuznia.events.states import RegistrationState
from kuznia.events.tests.factories import make_county, make_event
from kuznia.events.tests.pages import send
from kuznia.lib import clock
from kuznia.lib.policy import System
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.notify.models import Message
from kuznia.notify.services import deliver_due
from kuznia.notify.states import MessageState
from kuznia.notify.tests.mail_server import MailServer

pytestmark = pytest.mark.django_db
ROUND = System("notify.deliver_due")
NOBODY_LISTENS = "smtp://127.0.0.1:9"
LINK = re.compile(r"(/zapisy/\S+?/\S+?/)\s")


@pytest.fixture
def signed_up(settings: Any, stopped_clock: StoppedClock) -> Registration:
    """A sign-up of the time when the mail server was down, and three hours of trying."""
    settings.KUZNIA_DEMO, settings.KUZNIA_SMTP_URL = False, NOBODY_LISTENS
    event = make_event(capacity=1)
    assert send(Client(), event, stopped_clock).status_code == 303
    for _try in range(6):
        deliver_due(actor=ROUND)
        stopped_clock.move_to(clock.now() + timedelta(minutes=30))
    return event.registrations.get()


def test_link_confirms_the_seat_when_the_letter_came_hours_late(
    signed_up: Registration, settings: Any
) -> None:
    waiting = Message.objects.get()

    with MailServer() as server:
        settings.KUZNIA_SMTP_URL = server.url
        sent = deliver_due(actor=ROUND)
    (letter,) = server.mails
    body = letter.get_body(("plain",))
    assert body is not None
    found = LINK.search(body.get_content())
    assert found is not None
    page = Client().post(f"{found[1]}potwierdz/", follow=True)

    signed_up.refresh_from_db()
    assert (waiting.state, waiting.attempts > 1, sent) == (MessageState.FAILED, True, 1)
    assert letter["Message-ID"] == waiting.message_id
    assert (page.status_code, signed_up.state) == (200, RegistrationState.CONFIRMED)


def test_officer_is_told_that_mail_does_not_go_out(signed_up: Registration, settings: Any) -> None:
    officer = Client()
    officer.force_login(officer_of(make_county()))
    settings.KUZNIA_DEMO = True

    page = officer.get(reverse("notify:undelivered"))

    assert page.status_code == 200
    # The participant's letter, and the one that tells the officer of her role.
    assert "2 wiadomości czekają na wysłanie" in page.content.decode()
    assert "Connection refused" in page.content.decode()
