"""Talks with the mail server, and says in one word what came of it."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from kuznia.notify.mail import mail_of
from kuznia.notify.models import Message

SECONDS_PER_STEP = 10
SUBMISSION_PORT, TLS_PORT, RELAY_PORT = 587, 465, 25
MAILBOX = "mailbox"
PERMANENT = 500
ACCEPTED_CODE = 250


class Verdict(Enum):
    """What becomes of the message."""

    ACCEPTED = "accepted"
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the mail server said; no code means that it said nothing."""

    verdict: Verdict
    code: int | None
    text: str

    @property
    def is_silence(self) -> bool:
        """True when there was no answer at all, so that trying the next letter is useless now."""
        return self.verdict is Verdict.LATER and self.code is None


def keeps_mail_on_site() -> bool:
    """True in the demo, and where no mail server is set: no connection is ever opened then."""
    return bool(settings.KUZNIA_DEMO) or not settings.KUZNIA_SMTP_URL


def hand_over(message: Message) -> Answer:
    """Give the message to the mail server, or leave it in the mailbox on the site, and return the answer."""
    if keeps_mail_on_site():
        return Answer(Verdict.ACCEPTED, None, MAILBOX)
    mail = mail_of(message)
    try:
        with _server(settings.KUZNIA_SMTP_URL) as server:
            server.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as refusal:
        return _about_letter(*next(iter(refusal.recipients.values())))
    except smtplib.SMTPDataError as refusal:
        return _about_letter(refusal.smtp_code, refusal.smtp_error)
    except smtplib.SMTPResponseException as refusal:
        # About us (sign-in, sender, greeting), not about this letter: it waits until somebody mends the settings.
        return Answer(Verdict.LATER, refusal.smtp_code, _words(refusal.smtp_code, refusal.smtp_error))
    # SMTPException is an OSError, as are timeouts, refused connections and broken certificates.
    except OSError as error:
        return Answer(Verdict.LATER, None, f"{type(error).__name__}: {error}")
    return Answer(Verdict.ACCEPTED, ACCEPTED_CODE, str(ACCEPTED_CODE))


@contextmanager
def _server(url: str) -> Iterator[EmailBackend]:
    """Open the conversation; a server that breaks off after its yes has still said yes."""
    parts = urlsplit(url)
    has_tls = parts.scheme == "smtps"
    port = parts.port or (TLS_PORT if has_tls else SUBMISSION_PORT if parts.username else RELAY_PORT)
    backend = EmailBackend(
        host=parts.hostname,
        port=port,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=has_tls,
        # A password never travels in the open; a relay beside us that wants none may have no certificate.
        use_tls=not has_tls and (bool(parts.username) or port == SUBMISSION_PORT),
        timeout=SECONDS_PER_STEP,
    )
    try:
        backend.open()
        yield backend
    finally:
        with suppress(OSError):
            backend.close()


def _about_letter(code: int, said: bytes | str) -> Answer:
    verdict = Verdict.REFUSED if code >= PERMANENT else Verdict.LATER
    return Answer(verdict, code, _words(code, said))


def _words(code: int, said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return f"{code} {text}"
