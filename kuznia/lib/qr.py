"""QR codes as SVG, for pages and for documents, and as PNG, for e-mails."""

from __future__ import annotations

from io import BytesIO

import segno

# A quarter of the code may be soiled or torn off: it lives on paper and on scratched screens.
ERROR_CORRECTION = "q"
QUIET_ZONE = 4
# Pixels of a PNG for each module: sharp on a phone, and below a kilobyte.
SCALE = 8


def qr_svg(text: str) -> str:
    """Return the QR code of the text as one SVG element, dark on white, with the quiet zone that scanners need."""
    drawn = BytesIO()
    code = segno.make_qr(text, error=ERROR_CORRECTION)
    code.save(
        drawn,
        kind="svg",
        border=QUIET_ZONE,
        dark="#000",
        light="#fff",
        xmldecl=False,
        omitsize=True,
        nl=False,
    )
    return drawn.getvalue().decode("utf-8")


def qr_png(text: str) -> bytes:
    """Return the QR code of the text as a PNG, the same bytes each time: mail readers show no SVG."""
    drawn = BytesIO()
    segno.make_qr(text, error=ERROR_CORRECTION).save(drawn, kind="png", scale=SCALE, border=QUIET_ZONE)
    return drawn.getvalue()
