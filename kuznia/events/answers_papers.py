"""What certificates and printouts answer at the ports of the lower floors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.events.models import Certificate, Registration
from kuznia.events.queries import (
    certificates_visible_to,
    events_awaiting_certificates,
    printouts_visible_to,
    run_by,
)
from kuznia.events.services.exporting import note_printout_taken
from kuznia.events.services.forgetting_papers import forget_papers
from kuznia.lib.policy import Actor, System
from kuznia.lib.ports import TodoItem, file_owners, file_takings, personal_data, todo_items


class CertificatesTodo:
    """Events that are over and whose participants wait for their certificates."""

    def todo_items(self, actor: Actor) -> Iterable[TodoItem]:
        for event in events_awaiting_certificates(run_by(actor)):
            yield TodoItem(
                title=_("Issue certificates: %(title)s") % {"title": event.title},
                detail=_("The event is over, and people wait for their certificates."),
                url=reverse("events:desk-certificates", args=[event.slug]),
                due_at=event.ends_at,
                icon="file-text",
            )


class CertificatesPersonalData:
    """The certificates that a person got."""

    section = "certificates"

    def export(self, person_id: int) -> list[dict[str, Any]]:
        rows = Certificate.objects.filter(registration__person_id=person_id).select_related("register")
        return [
            {
                "event": row.title,
                "certificate_number": row.full_number,
                "certificate_code": row.code,
                "name": row.name,
                "language": row.language,
                "hours": row.hours,
                "sessions": row.sessions,
                "issued_at": row.issued_at.isoformat(),
                "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None,
            }
            for row in rows.order_by("pk")
        ]

    def erase(self, person_id: int) -> int:
        """Cut her name out of her certificates and remove what was printed with it; the numbers stay."""
        sign_ups = Registration.objects.filter(person_id=person_id).values_list("pk", flat=True)
        return forget_papers(registration_ids=sign_ups, actor=System("events.erasure"))


class CertificateFiles:
    """The document of a certificate: read by its person and by the officers of the event's office."""

    owner_label = "events.Certificate"

    def may_read(self, actor: Actor, owner_id: int) -> bool:
        return certificates_visible_to(actor).filter(pk=owner_id).exists()


class PrintoutFiles:
    """Printouts name people: only the officers of the event's office read them."""

    owner_label = "events.Printout"

    def may_read(self, actor: Actor, owner_id: int) -> bool:
        return printouts_visible_to(actor).filter(pk=owner_id).exists()

    def note_taken(self, actor: Actor, owner_id: int) -> None:
        printout = printouts_visible_to(actor).select_related("event", "session").get(pk=owner_id)
        note_printout_taken(printout=printout, actor=actor)


def register_papers() -> None:
    """Put the answers at their ports."""
    todo_items.register(TODO)
    personal_data.register(PERSONAL_DATA)
    file_owners.register(CERTIFICATE_FILES)
    file_owners.register(PRINTOUT_FILES)
    file_takings.register(PRINTOUT_FILES)


TODO, PERSONAL_DATA = CertificatesTodo(), CertificatesPersonalData()
CERTIFICATE_FILES, PRINTOUT_FILES = CertificateFiles(), PrintoutFiles()
