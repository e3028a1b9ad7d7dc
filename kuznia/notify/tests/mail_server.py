"""A mail server for tests: it keeps what it takes, and answers as it is told."""

from __future__ import annotations

import asyncio
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

OK = "250 OK"


class _AnyPort(Controller):
    """Listens on whatever port is free."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class MailServer:
    """Listens on a free port of this machine while the block lasts."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.to: list[str] = []
        self.rcpt_answer = OK
        self.data_answer = OK
        self.mail_answer = OK
        self.refused: set[str] = set()
        self.seconds_of_thought = 0.0
        self.breaks_after_data = False
        self._controller = _AnyPort(self, hostname="127.0.0.1", port=0)

    @property
    def mails(self) -> list[EmailMessage]:
        """Return what was taken, read back by the standard library."""
        return [message_from_bytes(raw, policy=default) for raw in self.raw]

    @property
    def url(self) -> str:
        """Return the address for KUZNIA_SMTP_URL."""
        return f"smtp://127.0.0.1:{self._controller.port}"

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_args: Any) -> None:
        self._controller.stop()

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        """Answer to the sender."""
        await asyncio.sleep(self.seconds_of_thought)
        envelope.mail_from = address
        return self.mail_answer

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        """Answer to a recipient."""
        if address in self.refused:
            return "550 5.1.1 No such user"
        if self.rcpt_answer == OK:
            envelope.rcpt_tos.append(address)
        return self.rcpt_answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Answer to the mail, and keep it."""
        if self.data_answer == OK:
            assert isinstance(envelope.content, bytes)
            self.raw.append(envelope.content)
            self.to += envelope.rcpt_tos
        if self.breaks_after_data:
            assert server.transport is not None
            asyncio.get_running_loop().call_later(0.01, server.transport.close)
        return self.data_answer
