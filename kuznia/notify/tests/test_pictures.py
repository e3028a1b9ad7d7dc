"""The QR code of a letter: kept as what it says, drawn when the mail is made, beside the HTML that shows it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from kuznia.notify.letters import Letter
from kuznia.notify.mail import mail_of
from kuznia.notify.tests import factories

pytestmark = pytest.mark.django_db

QR = ("KUZNIA:K7M4RD22", "Kod QR do wejścia: K7M4RD22")


def _shape(part: Any) -> Any:
    """Return the types of a mail's parts, as they hold each other."""
    kind = part.get_content_type()
    return (kind, [_shape(each) for each in part.get_payload()]) if part.is_multipart() else kind


def _parts(mail: Any) -> dict[str, Any]:
    return {part.get_content_type(): part for part in mail.walk()}


def test_picture_travels_beside_its_html_and_apart_from_the_attachments() -> None:
    full = factories.full_letter()
    message = factories.message(qr=QR, attachments=full.attachments)

    related = ("multipart/related", ["text/html", "image/png"])
    twins = ("multipart/alternative", ["text/plain", related])
    assert _shape(mail_of(message).message()) == ("multipart/mixed", [twins, "text/calendar"])


def test_picture_is_named_by_the_html_and_read_as_it_was_meant() -> None:
    parts = _parts(mail_of(factories.message(qr=QR)).message())

    html = parts["text/html"].get_payload(decode=True).decode()
    picture = parts["image/png"]
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture.get_payload(decode=True))).convert("L"))
    assert (picture["Content-ID"], found.text) == ("<qr@kuznia>", QR[0])
    assert f'<img src="cid:qr@kuznia" alt="{QR[1]}"' in html


def test_picture_is_the_same_at_every_attempt() -> None:
    message = factories.message(qr=QR)

    drawn = [_parts(mail_of(message).message())["image/png"].get_payload() for _attempt in range(2)]

    assert drawn[0] == drawn[1]


def test_mail_without_a_code_has_two_twins_and_no_picture() -> None:
    assert _shape(mail_of(factories.message()).message()) == (
        "multipart/alternative",
        ["text/plain", "text/html"],
    )


def test_outbox_keeps_what_the_code_says_and_no_picture() -> None:
    assert factories.message(qr=QR).letter["qr"] == list(QR)


def test_letter_is_read_when_it_was_queued_before_letters_had_codes() -> None:
    kept = factories.letter().to_json()
    del kept["qr"]

    assert Letter.from_json(kept) == factories.letter()
