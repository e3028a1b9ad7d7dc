"""A worker that is killed while the mail server listens: nothing is lost, and a repeat can be recognised."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from kuznia.lib import clock
from kuznia.notify.models import Message
from kuznia.notify.services import deliver_due
from kuznia.notify.states import MessageState
from kuznia.notify.tests import factories
from kuznia.notify.tests.mail_server import MailServer

pytestmark = pytest.mark.faults


class DeadlyServer(MailServer):
    """Kills the one who delivers, before or after it has taken the mail for good."""

    def __init__(self, *, takes_the_mail: bool) -> None:
        super().__init__()
        self.takes_the_mail = takes_the_mail
        self.victim: subprocess.Popen[bytes] | None = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Kill the worker after DATA and before the answer."""
        if self.takes_the_mail:
            await super().handle_DATA(server, session, envelope)
        if self.victim:
            self.victim.send_signal(signal.SIGKILL)
            self.victim.wait()
            self.victim = None
        return "250 OK"


@pytest.fixture(params=[True, False], ids=["after the mail was taken", "before it was taken"])
def deadly_server(request: pytest.FixtureRequest, settings: Any) -> Iterator[DeadlyServer]:
    """A server that kills its first client."""
    with DeadlyServer(takes_the_mail=request.param) as server:
        settings.KUZNIA_DEMO, settings.KUZNIA_SMTP_URL = False, server.url
        yield server


def start_worker(database: str, message: Message, server: MailServer) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "KUZNIA_SMTP_URL": server.url,
        "KUZNIA_DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "kuznia.config.settings",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.mail_worker", database, str(message.pk)], env=environment
    )


def test_mail_goes_out_under_its_name_when_the_worker_is_killed(
    committed_database: str, deadly_server: DeadlyServer
) -> None:
    message = factories.message()
    worker = deadly_server.victim = start_worker(committed_database, message, deadly_server)

    died_of = worker.wait(timeout=90)
    message.refresh_from_db()
    held = (message.state, message.attempts, deliver_due(actor=factories.JOB))
    # As if the time of holding had passed.
    Message.objects.update(next_try_at=clock.now())
    deadly_server.takes_the_mail = True
    sent = deliver_due(actor=factories.JOB)

    assert (died_of, held, sent) == (-signal.SIGKILL, (MessageState.WAITING, 1, 0), 1)
    assert {mail["Message-ID"] for mail in deadly_server.mails} == {message.message_id}
    assert len(deadly_server.mails) <= 2
