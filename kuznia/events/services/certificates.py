"""Certificates: numbered without gaps, set by a job, corrected under the same number, revoked with a reason.

Order of locks: event, then the register. The register's row gives the number and is held until the commit, so an act
that is rolled back gives its number back; a sequence would leave a gap.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from kuznia.audit.services import record
from kuznia.events.letters.certificates import certificate_revoked
from kuznia.events.models import Certificate, CertificatePlan, CertificateRegister, Event, Registration
from kuznia.events.queries import Candidate, candidate_of, plan_of, sessions_attended
from kuznia.events.services.seats import lock_event
from kuznia.events.states import EventState
from kuznia.files.intake import Received
from kuznia.files.queries import files_of
from kuznia.files.services import remove_file, store_upload
from kuznia.jobs.models import Progress
from kuznia.jobs.services import start_work
from kuznia.lib import clock
from kuznia.lib.clock import WARSAW
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, demand, person_id_of
from kuznia.lib.races import tried_again
from kuznia.lib.text import readable_code
from kuznia.notify.services import post

CODE_LENGTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanEntry:
    """What the office typed about the certificates of an event."""

    hours: int
    demands_workshop: bool
    signer_name: str
    signer_function: str
    place: str


@transaction.atomic
def plan_certificates(*, event: Event, entry: PlanEntry, actor: Actor) -> CertificatePlan:
    """Keep what is to stand on the certificates; those already issued stay as they were printed."""
    event = lock_event(event.pk)
    demand(actor, "events.plan_certificates", event)
    plan, _created = CertificatePlan.objects.update_or_create(event=event, defaults=asdict(entry))
    record(subject=event, actor=actor, sentence=gettext_noop("The certificates were described."))
    return plan


@transaction.atomic
def start_issuing(*, event: Event, actor: Actor, back_url: str) -> Progress:
    """Begin to issue a certificate to everybody entitled and to write to them; pressed twice, it is one work."""
    event = lock_event(event.pk)
    demand(actor, "events.plan_certificates", event)
    _planned(plan_of(event))
    _demand_held(event)
    record(subject=event, actor=actor, sentence=gettext_noop("Issuing of certificates was started."))
    return start_work(
        task="events.issue_certificates",
        once_as=f"events.certificates:{event.pk}",
        **_work_on(event),
        back_url=back_url,
        actor=actor,
    )


@tried_again
@transaction.atomic
def issue_certificate(*, registration: Registration, actor: Actor) -> Certificate | None:
    """Give the participant the next number; whoever has a certificate keeps it, whoever did not come gets none."""
    demand(actor, "events.issue_certificate", registration)
    event = lock_event(registration.event_id)
    candidate = candidate_of(registration)
    if candidate.certificate is not None or not candidate.is_entitled:
        return candidate.certificate
    return _numbered(event, candidate, actor, chosen_by_id=None)


@tried_again
@transaction.atomic
def choose_for_certificate(
    *, registration: Registration, reason: str, actor: Actor, back_url: str
) -> Certificate:
    """Give a certificate to somebody whom nobody let in at the door: the officer answers for it with a reason."""
    demand(actor, "events.choose_for_certificate", registration)
    event = lock_event(registration.event_id)
    _demand_held(event)
    if not registration.is_seated:
        raise Refused(_("This sign-up has ended, so there is no certificate."))
    candidate = candidate_of(registration)
    if candidate.certificate is not None:
        return candidate.certificate
    certificate = _numbered(event, candidate, actor, chosen_by_id=person_id_of(actor), reason=reason)
    _finish(certificate, event, actor, back_url)
    return certificate


@tried_again
@transaction.atomic
def correct_certificate(
    *, certificate: Certificate, name: str, reason: str, actor: Actor, back_url: str
) -> Certificate:
    """Print another name under the same number and code; the old document goes, a new version is set and sent."""
    certificate = _locked(certificate)
    demand(actor, "events.mend_certificate", certificate)
    if certificate.is_revoked:
        raise Refused(_("This certificate is revoked and stays as it is."))
    if certificate.name == name:
        raise Refused(_("The certificate bears this name already."), field="name")
    _remove_documents(certificate, actor)
    certificate.name, certificate.made_version = name, 0
    certificate.version, certificate.versioned_at = certificate.version + 1, clock.now()
    certificate.save(update_fields=["name", "made_version", "version", "versioned_at"])
    record(
        subject=certificate.registration,
        actor=actor,
        sentence=gettext_noop("The name on certificate %(number)s was corrected: issue %(version)s."),
        params={"number": certificate.full_number, "version": certificate.version},
        reason=reason,
    )
    _finish(certificate, certificate.registration.event, actor, back_url)
    return certificate


@tried_again
@transaction.atomic
def revoke_certificate(*, certificate: Certificate, reason: str, actor: Actor) -> Certificate:
    """Take the certificate back: the number stays taken, its page says so, its person is told, once."""
    certificate = _locked(certificate)
    demand(actor, "events.mend_certificate", certificate)
    if certificate.is_revoked:
        return certificate
    certificate.revoked_at, certificate.revoked_reason = clock.now(), reason
    certificate.save(update_fields=["revoked_at", "revoked_reason"])
    _remove_documents(certificate, actor)
    record(
        subject=certificate.registration,
        actor=actor,
        sentence=gettext_noop("Certificate %(number)s was revoked."),
        params={"number": certificate.full_number},
        reason=reason,
    )
    for posting in certificate_revoked(certificate):
        post(posting=posting, actor=actor)
    return certificate


@tried_again
@transaction.atomic
def keep_certificate(*, certificate: Certificate, document: Received, actor: Actor) -> Certificate:
    """Keep the document that was set of this version; one that was corrected or revoked meanwhile is left alone."""
    demand(actor, "events.keep_certificate", certificate)
    now_standing = _locked(certificate)
    if now_standing.version != certificate.version or now_standing.is_revoked or now_standing.is_made:
        return now_standing
    store_upload(upload=document, owner=now_standing, actor=actor, title=now_standing.full_number)
    now_standing.made_version = now_standing.version
    now_standing.save(update_fields=["made_version"])
    return now_standing


def lock_register(authority_id: int, year: int) -> CertificateRegister:
    """Return the office's register of the year with its row locked until the transaction ends."""
    registers = CertificateRegister.objects.select_for_update(no_key=True, of=("self",))
    ours = registers.select_related("authority").filter(authority_id=authority_id, year=year)
    found = ours.first()
    if found is not None:
        return found
    new = CertificateRegister(authority_id=authority_id, year=year)
    CertificateRegister.objects.bulk_create([new], ignore_conflicts=True)
    return ours.get()


def _numbered(
    event: Event, candidate: Candidate, actor: Actor, *, chosen_by_id: int | None, reason: str = ""
) -> Certificate:
    """Take the next number. The event's lock, which the caller holds, keeps one person from getting two."""
    plan, now = _planned(candidate.plan), clock.now()
    register = lock_register(event.authority_id, now.astimezone(WARSAW).year)
    register.last_number += 1
    register.save(update_fields=["last_number"])
    certificate = Certificate.objects.create(
        **_words_of(plan, event, candidate.registration),
        register=register,
        number=register.last_number,
        code=readable_code(CODE_LENGTH),
        issued_at=now,
        versioned_at=now,
        chosen_by_id=chosen_by_id,
    )
    record(
        subject=candidate.registration,
        actor=actor,
        sentence=gettext_noop("Certificate %(number)s was issued."),
        params={"number": certificate.full_number},
        reason=reason,
    )
    return certificate


def _words_of(plan: CertificatePlan, event: Event, registration: Registration) -> dict[str, Any]:
    """Return all that is printed, as it is now."""
    with override(registration.language):
        title, sessions = event.spoken_title, sessions_attended(registration)
    return {
        "registration": registration,
        "language": registration.language,
        "name": registration.name,
        "title": title,
        "venue": f"{event.venue.name}, {event.venue.address}",
        "starts_on": event.starts_at.astimezone(WARSAW).date(),
        "ends_on": event.ends_at.astimezone(WARSAW).date(),
        "hours": plan.hours,
        "sessions": sessions,
        "signer_name": plan.signer_name,
        "signer_function": plan.signer_function,
        "place": plan.place,
    }


def _planned(plan: CertificatePlan | None) -> CertificatePlan:
    if plan is None:
        raise Refused(_("First say what is to stand on the certificates."))
    return plan


def _demand_held(event: Event) -> None:
    if event.state != EventState.PUBLISHED or event.ends_at > clock.now():
        raise Refused(_("Certificates are issued once the event has taken place."))


def _finish(certificate: Certificate, event: Event, actor: Actor, back_url: str) -> None:
    """Set this version in a work of its own: another one under way may have looked already."""
    start_work(
        task="events.finish_certificates",
        once_as=f"events.certificate:{certificate.pk}:{certificate.version}",
        **_work_on(event),
        back_url=back_url,
        actor=actor,
    )


def _work_on(event: Event) -> dict[str, Any]:
    return {
        "name": gettext_noop("Certificates of “%(event)s”"),
        "params": {"event": event.title},
        "subject": event,
        "arguments": {"event_id": event.pk},
    }


def _locked(certificate: Certificate) -> Certificate:
    related = ("register", "registration__event", "registration__person", "registration__delegation__contact")
    locked = Certificate.objects.select_for_update(no_key=True, of=("self",)).select_related(*related)
    return locked.get(pk=certificate.pk)


def _remove_documents(certificate: Certificate, actor: Actor) -> None:
    for file in files_of(certificate):
        remove_file(file=file, actor=actor)
