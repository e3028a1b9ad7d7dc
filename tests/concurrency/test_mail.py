"""Several workers over one outbox: every mail goes out once."""

from __future__ import annotations

from typing import Any

import pytest

from kuznia.notify.models import Message
from kuznia.notify.services import deliver, deliver_due
from kuznia.notify.states import MessageState
from kuznia.notify.tests import factories
from kuznia.notify.tests.mail_server import MailServer
from tests.concurrency.barrier import all_at_once

pytestmark = [pytest.mark.concurrency, pytest.mark.usefixtures("committed_database")]
WORKERS = 4
LETTERS = 10


def test_every_mail_goes_out_once_when_several_workers_take_the_queue(settings: Any) -> None:
    messages = [
        factories.message(matter=str(number), to=f"osoba{number}@przyklad.pl") for number in range(LETTERS)
    ]
    rounds = [lambda: deliver_due(actor=factories.JOB)] * WORKERS
    singles = [
        lambda pk=message.pk: deliver(pk=pk, actor=factories.JOB).attempts for message in messages[:WORKERS]
    ]

    with MailServer() as server:
        settings.KUZNIA_DEMO, settings.KUZNIA_SMTP_URL = False, server.url
        all_at_once([*rounds, *singles])

    assert sorted(server.to) == sorted(message.to for message in messages)
    assert Message.objects.filter(state=MessageState.SENT, attempts=1).count() == LETTERS


def test_one_matter_is_one_message_when_it_is_queued_at_once() -> None:
    results = all_at_once([lambda: factories.message(matter="events.registration:12:confirm").pk] * 8)

    assert len(set(results)) == 1
    assert Message.objects.count() == 1
