"""Certificates as they are printed: what stands on each paper, and the document that typst makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from kuznia.events.models import Certificate
from kuznia.files.intake import Received, received
from kuznia.lib.pdf import REGIONS, compile_pdf
from kuznia.lib.ports import county
from kuznia.lib.qr import qr_svg
from kuznia.ui import dates


def certificate_pdf(certificate: Certificate) -> bytes:
    """Return the certificate as one page; the same certificate gives the same bytes."""
    with override(certificate.language):
        title = _("Certificate %(number)s") % {"number": certificate.full_number}
    return compile_pdf(
        "events/certificate",
        {"papers": [_paper(certificate)]},
        title=title,
        at=certificate.versioned_at,
        language=certificate.language,
        number=certificate.full_number,
    )


def certificate_file(certificate: Certificate) -> Received:
    """Return the certificate set and taken in by the store, to be kept by `keep_certificate`; no lock is held."""
    name = f"zaswiadczenie-{certificate.number}-{certificate.register.year}.pdf"
    return received(SimpleUploadedFile(name, certificate_pdf(certificate), content_type="application/pdf"))


def certificates_pdf(
    certificates: Sequence[Certificate], *, title: str, at: datetime, language: str
) -> bytes:
    """Return many certificates as one document to print, each on its own page and in its own language."""
    papers = [_paper(each) for each in certificates]
    return compile_pdf("events/certificate", {"papers": papers}, title=title, at=at, language=language)


def grouped(code: str) -> str:
    """Return the code in groups that can be read aloud: K7M4R D22XY."""
    half = (len(code) + 1) // 2
    return f"{code[:half]} {code[half:]}"


def check_address(code: str = "") -> str:
    """Return the full address at which anybody checks a certificate, or this one."""
    path = reverse("events:certificate", args=[code]) if code else reverse("events:certificates")
    return f"{settings.KUZNIA_BASE_URL}{path}"


def _paper(certificate: Certificate) -> dict[str, Any]:
    with override(certificate.language):
        return {
            **_words(),
            "language": certificate.language,
            "region": REGIONS.get(certificate.language),
            "office": _office_words(certificate),
            "number": certificate.full_number,
            "name": certificate.name,
            "title": certificate.title,
            "when": " · ".join([days_of(certificate), certificate.venue, hours_of(certificate)]),
            "sessions": " · ".join(certificate.sessions),
            "place_and_day": f"{certificate.place}, {dates.day_and_year(certificate.issued_at)}",
            "signer_name": certificate.signer_name,
            "signer_function": certificate.signer_function,
            "address": check_address().partition("://")[2],
            "code": grouped(certificate.code),
            "version": _version_words(certificate),
            "qr": qr_svg(check_address(certificate.code)),
        }


def _office_words(certificate: Certificate) -> str:
    """Name the office, unless it bears the county's own name, which stands above it already."""
    office = certificate.register.authority.name
    return "" if office == county().name else office


def _words() -> dict[str, str]:
    return {
        "number_label": pgettext("certificate", "Number"),
        "heading": pgettext("certificate", "Certificate"),
        "gets": pgettext("certificate", "is given to"),
        "for_what": pgettext("certificate", "for taking part in"),
        "took_part": pgettext("certificate", "including these items of the programme:"),
        "check": _("Anybody can check this certificate:"),
        "code_label": pgettext("certificate", "Code:"),
        "valid": _("It is valid without a stamp, because it can be checked."),
        "qr_words": _("Leads to the page that says whether this certificate is valid"),
    }


def days_of(certificate: Certificate) -> str:
    """Return the day or the days of the event."""
    first, last = dates.day_and_year(certificate.starts_on), dates.day_and_year(certificate.ends_on)
    return first if first == last else f"{first} – {last}"


def hours_of(certificate: Certificate) -> str:
    """Return how many hours it lasted, in words."""
    return ngettext("%(count)d hour", "%(count)d hours", certificate.hours) % {"count": certificate.hours}


def _version_words(certificate: Certificate) -> str:
    if certificate.version == 1:
        return ""
    words = _("Issue %(version)d of %(day)s. It replaces the earlier ones.")
    return words % {"version": certificate.version, "day": dates.day_and_year(certificate.versioned_at)}
