"""What an office sees of the certificates of an event, computed once for the template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import model_to_dict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kuznia.events.desk import Kpi
from kuznia.events.models import Event
from kuznia.events.queries import Candidate, candidates_of, last_plan_of_office, plan_of
from kuznia.events.states import EventState

KEPT_FROM_LAST = ("signer_name", "signer_function", "place")


@dataclass(frozen=True, slots=True)
class CertificatesPage:
    """Who has a certificate, who gets one, who not, and whether the office may issue now."""

    kpis: list[Kpi]
    issued: list[Candidate]
    waiting: list[Candidate]
    left_out: list[Candidate]
    has_plan: bool
    is_over: bool

    @property
    def to_make(self) -> int:
        """How many certificates a press of the button would number or set."""
        unmade = [each for each in self.issued if each.certificate and not _is_done(each)]
        return len(self.waiting) + len(unmade)

    @property
    def unreached(self) -> int:
        """How many of those who have one get no e-mail: theirs are to be printed."""
        return sum(not each.gets_letter for each in self.issued)


def certificates_page(event: Event, at: datetime) -> CertificatesPage:
    """Return the page of the event's certificates at the instant."""
    people = candidates_of(event)
    issued = [each for each in people if each.certificate is not None]
    issued.sort(key=lambda each: (each.certificate.register.year, each.certificate.number))  # type: ignore[union-attr]
    others = [each for each in people if each.certificate is None]
    waiting = [each for each in others if each.is_entitled]
    is_over = event.state == EventState.PUBLISHED and event.ends_at <= at
    # Before the end it is not known who does not come.
    left_out = [each for each in others if is_over and not each.is_entitled]
    revoked = sum(each.certificate.is_revoked for each in issued if each.certificate)
    return CertificatesPage(
        kpis=[
            Kpi(pgettext("certificates", "Issued"), len(issued), _revoked_words(revoked)),
            Kpi(_("Wait for a certificate"), len(waiting), _("they came")),
            *(
                [Kpi(_("Get none"), len(left_out), _("they did not come, or to no workshop"))]
                if is_over
                else []
            ),
            Kpi(
                _("Without an e-mail address"),
                sum(not each.gets_letter for each in issued + waiting),
                _("print theirs"),
            ),
        ],
        issued=issued,
        waiting=waiting,
        left_out=left_out,
        has_plan=plan_of(event) is not None,
        is_over=is_over,
    )


def first_plan(event: Event) -> dict[str, Any]:
    """Return what the form begins with: what was kept, or who signed last at this office and the hours of the event."""
    plan = plan_of(event)
    if plan is not None:
        return model_to_dict(plan)
    hours = max(round((event.ends_at - event.starts_at).total_seconds() / 3600), 1)
    last = last_plan_of_office(event)
    return {"hours": min(hours, 200)} | (model_to_dict(last, fields=KEPT_FROM_LAST) if last else {})


def _is_done(candidate: Candidate) -> bool:
    certificate = candidate.certificate
    return certificate is not None and (certificate.is_revoked or certificate.is_made)


def _revoked_words(count: int) -> str:
    return _("revoked: %(count)d") % {"count": count} if count else ""
