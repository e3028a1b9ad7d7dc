"""Which document each kind of printout is, and how many it tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from kuznia.events.models import Certificate, CertificateRegister, Event, Registration, Session
from kuznia.events.paper_certificates import certificates_pdf
from kuznia.events.paper_printouts import attendance_pdf, badges_pdf
from kuznia.events.queries import badges_printed_at, made_certificates, people_on_list, people_since, plan_of
from kuznia.events.states import PrintoutKind
from kuznia.files.intake import Received, received
from kuznia.lib.clock import WARSAW
from kuznia.lib.errors import Refused

BADGES = (PrintoutKind.BADGES, PrintoutKind.NEW_BADGES, PrintoutKind.BLANK_BADGES)

FILE_NAMES = {
    PrintoutKind.BADGES: "identyfikatory",
    PrintoutKind.NEW_BADGES: "identyfikatory-nowe",
    PrintoutKind.BLANK_BADGES: "identyfikatory-puste",
    PrintoutKind.ATTENDANCE: "lista-obecnosci",
    PrintoutKind.CERTIFICATES: "zaswiadczenia",
    PrintoutKind.PAPER_CERTIFICATES: "zaswiadczenia-bez-adresu",
    PrintoutKind.CERTIFICATE_SAMPLE: "wzor-zaswiadczenia",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A document, and of how many people or cards it tells."""

    pdf: bytes
    count: int

    def as_file(self, kind: str) -> Received:
        """Return the document as the store takes it in, before any lock."""
        name = f"{FILE_NAMES[PrintoutKind(kind)]}.pdf"
        return received(SimpleUploadedFile(name, self.pdf, content_type="application/pdf"))


def print_of(event: Event, kind: str, session: Session | None, *, blanks: int, at: datetime) -> Printed:
    """Return the document of this kind, or refuse where there is nobody to print."""
    if kind == PrintoutKind.ATTENDANCE:
        people = people_on_list(event, session)
        return Printed(attendance_pdf(event, session, people, at=at), len(people))
    if kind in BADGES:
        return _badges(event, _named_on_badges(event, kind, session), blanks, at)
    return _certificates(event, _certificates_of(event, kind, at), at)


def sample_certificate(event: Event, at: datetime) -> Certificate:
    """Return a certificate of a made-up person as the plan words it; it is not kept and its code opens nothing."""
    plan = plan_of(event)
    if plan is None:
        raise Refused(_("First say what is to stand on the certificates."))
    register = CertificateRegister(authority=event.authority, year=at.astimezone(WARSAW).year)
    return Certificate(
        register=register,
        number=0,
        code="WZXR22WZXR",
        language="pl",
        name=_("Sample Person"),
        title=event.title,
        venue=f"{event.venue.name}, {event.venue.address}",
        starts_on=event.starts_at.astimezone(WARSAW).date(),
        ends_on=event.ends_at.astimezone(WARSAW).date(),
        hours=plan.hours,
        sessions=[each.title for each in event.sessions.filter(block__isnull=False)[:2]],
        signer_name=plan.signer_name,
        signer_function=plan.signer_function,
        place=plan.place,
        issued_at=at,
        versioned_at=at,
    )


def _named_on_badges(event: Event, kind: str, session: Session | None) -> list[Registration]:
    if kind == PrintoutKind.BLANK_BADGES:
        return []
    if kind == PrintoutKind.NEW_BADGES:
        return people_since(event, badges_printed_at(event))
    return people_on_list(event, session)


def _certificates_of(event: Event, kind: str, at: datetime) -> list[Certificate]:
    if kind == PrintoutKind.CERTIFICATE_SAMPLE:
        return [sample_certificate(event, at)]
    made = list(made_certificates(event))
    return (
        [each for each in made if not _is_reached(each)] if kind == PrintoutKind.PAPER_CERTIFICATES else made
    )


def _badges(event: Event, people: Sequence[Registration], blanks: int, at: datetime) -> Printed:
    if not people and not blanks:
        raise Refused(_("There is nobody whose badge could be printed."))
    return Printed(badges_pdf(event, people, blanks=blanks, at=at), len(people) + blanks)


def _certificates(event: Event, certificates: Sequence[Certificate], at: datetime) -> Printed:
    if not certificates:
        raise Refused(_("There is no such certificate to print."))
    title = _("Certificates: %(event)s") % {"event": event.title}
    return Printed(certificates_pdf(certificates, title=title, at=at, language="pl"), len(certificates))


def _is_reached(certificate: Certificate) -> bool:
    registration = certificate.registration
    delegation = registration.delegation
    return bool(registration.person.email or (delegation and delegation.contact.email))
