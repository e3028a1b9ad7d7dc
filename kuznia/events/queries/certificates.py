"""Reads of certificates: who gets one, who not and why, and what a code opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kuznia.events.models import (
    Attendance,
    Certificate,
    CertificatePlan,
    Delegation,
    Event,
    Registration,
    Session,
)
from kuznia.events.queries.registrations import registrations_visible_to
from kuznia.events.states import SEATED, EventKind, EventState, SessionKind
from kuznia.lib import clock
from kuznia.lib.policy import Actor
from kuznia.lib.text import polish_key, typed_code

# Kinds of events after which people ask for a paper.
CERTIFIED_KINDS = (EventKind.CONFERENCE, EventKind.CONGRESS, EventKind.TRAINING)
# How long after the end the office is reminded.
WANTED_FOR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A participant, the certificate she has, and whether she came where the plan demands it."""

    registration: Registration
    certificate: Certificate | None
    came: bool
    came_to_workshop: bool
    plan: CertificatePlan | None

    @property
    def is_entitled(self) -> bool:
        """True for whoever came; the plan may demand that she came to a workshop too."""
        demands_workshop = self.plan is not None and self.plan.demands_workshop
        return self.came and (self.came_to_workshop or not demands_workshop)

    @property
    def why_not(self) -> str:
        """Why she gets no certificate by herself."""
        if not self.came:
            return _("nobody let her or him in at the door")
        return "" if self.is_entitled else _("came to no workshop")

    @property
    def gets_letter(self) -> bool:
        """True when an e-mail reaches her or the contact of her delegation."""
        delegation = self.registration.delegation
        return bool(self.registration.person.email or (delegation and delegation.contact.email))


def plan_of(event: Event) -> CertificatePlan | None:
    """Return what the office wants to stand on the event's certificates, once it has said so."""
    return CertificatePlan.objects.filter(event=event).first()


def last_plan_of_office(event: Event) -> CertificatePlan | None:
    """Return the newest plan of another event of the same office: who signs there signs here too."""
    plans = CertificatePlan.objects.filter(event__authority_id=event.authority_id)
    return plans.exclude(event=event).order_by("-pk").first()


def candidates_of(event: Event) -> list[Candidate]:
    """Return everybody who had a seat or came, by surname, with what decides about a certificate, in two queries."""
    plan = plan_of(event)
    entries = Attendance.objects.filter(registration=OuterRef("pk"), undone_at__isnull=True)
    marks = {
        "came": Exists(entries),
        "came_to_workshop": Exists(entries.filter(session__block__isnull=False)),
    }
    rows = event.registrations.annotate(**marks).filter(
        Q(state__in=SEATED) | Q(came=True) | Q(certificate__isnull=False)
    )
    related = ("person", "organisation", "delegation__contact", "certificate__register", "event")
    return [_candidate(row, plan) for row in by_surname(rows.select_related(*related))]


def _candidate(row: Registration, plan: CertificatePlan | None) -> Candidate:
    return Candidate(
        registration=row,
        certificate=getattr(row, "certificate", None),
        came=row.came,  # type: ignore[attr-defined]
        came_to_workshop=row.came_to_workshop,  # type: ignore[attr-defined]
        plan=plan,
    )


def candidate_of(registration: Registration) -> Candidate:
    """Return what decides about the certificate of one participant."""
    entries = Attendance.objects.filter(registration=registration, undone_at__isnull=True)
    blocks = list(entries.values_list("session__block", flat=True))
    return Candidate(
        registration=registration,
        certificate=certificate_of(registration),
        came=bool(blocks),
        came_to_workshop=any(block is not None for block in blocks),
        plan=plan_of(registration.event),
    )


def awaiting_certificates(event: Event) -> list[Registration]:
    """Return those who are entitled and have no number yet, in an order that stays: by surname, then by sign-up."""
    return [
        each.registration for each in candidates_of(event) if each.is_entitled and each.certificate is None
    ]


def certificates_of(event: Event) -> QuerySet[Certificate]:
    """Return the event's certificates in the order of their numbers, with their people."""
    related = (
        "register__authority",
        "registration__person",
        "registration__event",
        "registration__delegation__contact",
    )
    found = Certificate.objects.filter(registration__event=event).select_related(*related)
    return found.order_by("register__year", "number")


def unmade_certificates(event: Event) -> QuerySet[Certificate]:
    """Return the valid certificates whose document does not lie in the store as they stand now."""
    return certificates_of(event).filter(revoked_at__isnull=True).exclude(made_version=F("version"))


def made_certificates(event: Event) -> QuerySet[Certificate]:
    """Return the valid certificates that can be given out."""
    return certificates_of(event).filter(revoked_at__isnull=True, made_version=F("version"))


def certificate_of(registration: Registration) -> Certificate | None:
    """Return the participant's certificate, if she has one."""
    related = (
        "register__authority",
        "registration__event",
        "registration__person",
        "registration__delegation",
    )
    return Certificate.objects.filter(registration=registration).select_related(*related).first()


def certificate_with_code(code: str) -> Certificate | None:
    """Return the certificate that bears the code, however it was typed."""
    related = ("register__authority", "registration__event")
    return Certificate.objects.filter(code=typed_code(code)[:12]).select_related(*related).first()


def certificates_of_delegation(delegation: Delegation) -> QuerySet[Certificate]:
    """Return the valid certificates of a delegation's people that can be given out."""
    return made_certificates(delegation.event).filter(registration__delegation=delegation)


def sessions_attended(registration: Registration) -> list[str]:
    """Return the titles of the items of the programme at which she was counted, in the order of the day."""
    counted = Attendance.objects.filter(registration=registration, undone_at__isnull=True).values("session")
    sessions = Session.objects.filter(pk__in=counted).exclude(kind=SessionKind.BREAK)
    return [session.spoken_title for session in sessions.order_by("starts_at", "pk")]


def certificates_visible_to(actor: Actor) -> QuerySet[Certificate]:
    """Return the valid certificates whose document the actor may open: her own, and those of her office's events."""
    seen = registrations_visible_to(actor).order_by().values("pk")
    return Certificate.objects.filter(registration__in=seen, revoked_at__isnull=True)


def by_surname(rows: QuerySet[Registration]) -> list[Registration]:
    """Return the sign-ups as a paper list has them: by the last word of the name, in the Polish alphabet."""
    return sorted(rows, key=lambda row: (_surname_key(row.name), row.pk))


def _surname_key(name: str) -> tuple[str, str]:
    words = name.split() or [""]
    return polish_key(words[-1]), polish_key(name)


def events_awaiting_certificates(events: QuerySet[Event]) -> QuerySet[Event]:
    """Return those of the events that ended within the last 60 days where somebody entitled has no certificate."""
    now = clock.now()
    lately = events.filter(
        state=EventState.PUBLISHED,
        kind__in=CERTIFIED_KINDS,
        ends_at__lte=now,
        ends_at__gt=now - WANTED_FOR,
    )
    came = Attendance.objects.filter(
        registration__event=OuterRef("pk"), undone_at__isnull=True, registration__certificate__isnull=True
    )
    # As `Candidate.is_entitled` has it.
    suffices = ~Q(certificate_plan__demands_workshop=True)
    waits = Exists(came.filter(session__block__isnull=False)) | Q(Exists(came)) & suffices
    return lately.filter(waits).order_by("ends_at", "pk")
