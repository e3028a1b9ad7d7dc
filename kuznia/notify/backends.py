"""What other people's code sends through Django goes into the outbox too."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kuznia.lib.policy import System
from kuznia.notify.letters import Letter
from kuznia.notify.services import queue

_PARAGRAPHS = re.compile(r"\n\s*\n")
_ACTOR = System("notify.outbox")


class OutboxBackend(BaseEmailBackend):
    """Queues a plain letter for every reader of a mail; the HTML that came with it is left out."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the mails and return how many there were."""
        with transaction.atomic():
            for mail in email_messages:
                self._queue(mail)
        return len(email_messages)

    def _queue(self, mail: EmailMessage) -> None:
        letter = _letter(mail)
        for address in mail.recipients():
            queue(
                letter=letter,
                to=address,
                matter=f"notify.mail:{uuid.uuid4()}",
                language=(get_language() or "pl")[:2],
                actor=_ACTOR,
            )


def _letter(mail: EmailMessage) -> Letter:
    paragraphs = [text for text in _PARAGRAPHS.split(str(mail.body).replace("\r\n", "\n")) if text.strip()]
    return Letter(
        subject=str(mail.subject),
        preheader=paragraphs[0] if paragraphs else "",
        heading=str(mail.subject),
        paragraphs=paragraphs,
        reply_to=mail.reply_to[0] if mail.reply_to else "",
        reason=_("You get this e-mail because somebody gave this address on our site."),
    )
