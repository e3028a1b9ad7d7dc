"""Makes the mail of a message: HTML and plain text from the same letter."""

from __future__ import annotations

from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.utils import format_datetime
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from kuznia.lib.clock import WARSAW
from kuznia.lib.ports import county
from kuznia.lib.qr import qr_png
from kuznia.notify.letters import Letter
from kuznia.notify.models import Message

# How the HTML names the picture.
PICTURE = "qr@kuznia"


class ForgottenLetter(ValueError):
    """The letter of this message is no longer kept."""


def mail_of(message: Message) -> EmailMultiAlternatives:
    """Return the mail, the same to the byte at every attempt but for the parts' boundaries."""
    letter = letter_of(message)
    mail = _Mail(
        subject=letter.subject,
        body=text_twin(letter, language=message.language),
        to=[message.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={
            "Message-ID": message.message_id,
            "Date": format_datetime(message.queued_at.astimezone(WARSAW)),
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
        },
    )
    mail.picture = qr_png(letter.qr[0]) if letter.qr else None
    mail.attach_alternative(html_twin(letter, language=message.language), "text/html")
    for attachment in letter.attachments:
        mail.attach(attachment.filename, attachment.text, attachment.content_type)
    return mail


class _Mail(EmailMultiAlternatives):
    """A mail whose HTML may show one picture that travels with it."""

    picture: bytes | None = None

    def message(self) -> Any:
        """Return the mail; a picture stands beside the HTML that shows it (RFC 2387), apart from the attachments."""
        mail = super().message()
        if self.picture is not None:
            (twins,) = [part for part in mail.walk() if part.get_content_type() == "multipart/alternative"]
            plain, html = twins.get_payload()
            twins.set_payload([plain, _beside(html, self.picture)])
        return mail


def _beside(html: Any, png: bytes) -> MIMEMultipart:
    picture = MIMEImage(png, "png")
    picture["Content-ID"] = f"<{PICTURE}>"
    picture["Content-Disposition"] = 'inline; filename="qr.png"'
    return MIMEMultipart("related", _subparts=[html, picture], type="text/html")


def letter_of(message: Message) -> Letter:
    """Return the letter of the message; a forgotten one is never asked for."""
    if message.content is None:
        raise ForgottenLetter(message.matter)
    return message.content


def html_twin(letter: Letter, *, language: str) -> str:
    """Return the letter as HTML for mail readers."""
    return _rendered("notify/letter.html", letter, language)


def text_twin(letter: Letter, *, language: str) -> str:
    """Return the letter as plain text."""
    rendered = _rendered("notify/letter.txt", letter, language)
    # The engine marks what it renders as markup; this is none, and a page that shows it must escape it.
    return "" + rendered


def _rendered(template: str, letter: Letter, language: str) -> str:
    with translation.override(language):
        return render_to_string(
            template, {"letter": letter, "county": county(), "language": language, "picture": PICTURE}
        )
