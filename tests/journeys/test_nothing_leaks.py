"""Signing up tells nobody who has signed up before: same page, same answer, as many questions to the database."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kuznia.directory.tests.factories import make_person
from kuznia.events.models import Event
from kuznia.events.tests.factories import make_event, make_registration, make_workshop
from kuznia.events.tests.pages import filled_in, sign_up_url, soup
from kuznia.lib.stopped_clock import StoppedClock
from kuznia.lib.text import mask_email

pytestmark = pytest.mark.django_db
KNOWN, SIGNED_UP, NEW = "znana@example.org", "zapisana@example.org", "nowa@example.org"


@pytest.fixture
def event(stopped_clock: StoppedClock, settings: Any) -> Event:
    """An event for which one of two known people has signed up; nothing that a worker keeps spares one a question."""
    settings.KUZNIA_PAGE_CACHE = False
    make_person(email=KNOWN)
    event = make_event(capacity=10)
    workshop = make_workshop(event)
    make_registration(event, email=SIGNED_UP, session_ids=(workshop.pk,))
    return event


def _sent(event: Event, clock_at: StoppedClock, email: str) -> tuple[Any, int]:
    client = Client()
    with transaction.atomic():
        form = filled_in(client, event, clock_at, email=email, block_1=event.sessions.get().pk)
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(sign_up_url(event), form)
        questions = len(asked)
        page = client.get(answer["Location"])
        transaction.set_rollback(True)
    return page, questions


def test_answer_is_the_same_for_new_known_and_signed_up_addresses(
    event: Event, stopped_clock: StoppedClock
) -> None:
    pages, questions = {}, {}
    for email in (NEW, KNOWN, SIGNED_UP):
        answer, questions[email] = _sent(event, stopped_clock, email)
        pages[email] = (answer.status_code, _told(answer, email))

    assert len(set(pages.values())) == 1
    assert questions[NEW] == questions[KNOWN]
    # Whoever has a seat takes no other, but the one she has is read: nearly as many statements.
    assert abs(questions[NEW] - questions[SIGNED_UP]) <= 3


def _told(answer: Any, email: str) -> str:
    """Return the page without the address, and without the numbers of seats that everybody sees."""
    page = soup(answer)
    for aside in page.select("aside"):
        aside.decompose()
    return str(page.find("main")).replace(mask_email(email), "ADRES")
