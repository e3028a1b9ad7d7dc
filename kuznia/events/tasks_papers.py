"""Long work that sets papers: certificates, badges, attendance sheets; each may run twice."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_noop, override

from kuznia.events.letters.certificates import certificates_ready
from kuznia.events.models import Certificate, Event, Registration, Session
from kuznia.events.paper_certificates import certificate_file
from kuznia.events.printing import print_of
from kuznia.events.queries import awaiting_certificates, made_certificates, unmade_certificates
from kuznia.events.services.certificates import issue_certificate, keep_certificate
from kuznia.events.services.printouts import forget_old_printouts, keep_printout
from kuznia.jobs.models import Progress
from kuznia.jobs.registry import periodic, work
from kuznia.jobs.services import advance, plan_work
from kuznia.jobs.states import Result
from kuznia.lib import clock
from kuznia.lib.policy import System
from kuznia.notify.services import post

ISSUING, PRINTING = System("events.issue_certificates"), System("events.make_printout")


@work("events.issue_certificates")
def issue_certificates(progress: Progress, event_id: int) -> Result:
    """Number, set and announce the certificates of everybody entitled; a later try does only what is missing."""
    event = Event.objects.get(pk=event_id)
    return _set_and_send(progress, event, awaiting_certificates(event))


@work("events.finish_certificates")
def finish_certificates(progress: Progress, event_id: int) -> Result:
    """Set and announce the certificates that have a number and no document, such as a corrected one."""
    return _set_and_send(progress, Event.objects.get(pk=event_id), [])


@work("events.make_printout")
def make_printout(
    progress: Progress, event_id: int, kind: str, session_id: int | None, blanks: int
) -> Result:
    """Set one document for printing and keep it in place of the one before."""
    event = Event.objects.select_related("venue", "authority").get(pk=event_id)
    session = Session.objects.select_related("room").get(pk=session_id) if session_id else None
    # On the desk's paper the office reads Polish, whatever language the officer reads the site in.
    with override(settings.LANGUAGE_CODE):
        printed = print_of(event, kind, session, blanks=blanks, at=clock.now())
    kept = keep_printout(
        event=event,
        kind=kind,
        session=session,
        document=printed.as_file(kind),
        count=printed.count,
        made_by_id=progress.started_by_id,
        actor=PRINTING,
    )
    return Result(
        url=reverse("events:desk-printouts", args=[event.slug]) + f"#wydruk-{kept.pk}",
        sentence=gettext_noop("The document waits among the printouts."),
    )


@periodic("41 3 * * *", "events.forget_old_printouts")
def forget_printouts_of_past_events() -> None:
    """Remove badges and lists 30 days after the event: they name people, and nobody needs them."""
    forget_old_printouts(actor=System("events.forget_old_printouts"))


def _set_and_send(progress: Progress, event: Event, waiting: list[Registration]) -> Result:
    pieces: list[Certificate | Registration] = [*unmade_certificates(event), *waiting]
    plan_work(progress=progress, total=progress.done + len(pieces), actor=ISSUING)
    for number, piece in enumerate(pieces, start=progress.done + 1):
        _set(piece)
        advance(progress=progress, done=number, actor=ISSUING)
    made = list(made_certificates(event))
    for posting in certificates_ready(made):
        post(posting=posting, actor=ISSUING)
    return Result(
        url=reverse("events:desk-certificates", args=[event.slug]),
        sentence=gettext_noop("Certificates issued at this event: %(count)s"),
        params={"count": len(made)},
    )


def _set(piece: Certificate | Registration) -> None:
    """Number what has no number, then set the document between two transactions: typst works without any lock."""
    certificate = (
        piece if isinstance(piece, Certificate) else issue_certificate(registration=piece, actor=ISSUING)
    )
    if certificate is not None and not certificate.is_made:
        keep_certificate(certificate=certificate, document=certificate_file(certificate), actor=ISSUING)
