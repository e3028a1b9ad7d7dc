"""The ticket: what its QR says, and the drawing of it.

The QR holds the code for the door and nothing else, in signs that make the coarsest pattern. It is no address: the
code alone opens no page, and a stranger's phone that reads it learns nothing about the person.
"""

from __future__ import annotations

import re
from io import BytesIO

import segno

from kuznia.events.models import Registration
from kuznia.lib.text import typed_code

PREFIX = "KUZNIA:"
QUIET_ZONE = 4
_TICKET = re.compile(rf"{PREFIX}([2-9A-HJ-NP-Z]{{6,12}})")


def ticket_text(registration: Registration) -> str:
    """Return what the QR of a ticket or badge says."""
    return f"{PREFIX}{registration.code}"


def code_on_ticket(text: str) -> str | None:
    """Return the code that a QR of ours says, or None where the QR is somebody else's."""
    found = _TICKET.fullmatch(typed_code(text))
    return found[1] if found else None


def drawn(text: str) -> bytes:
    """Return the QR of a text as an SVG picture, dark on light in every theme."""
    picture = BytesIO()
    segno.make_qr(text, error="m").save(
        picture, kind="svg", border=QUIET_ZONE, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return picture.getvalue()
