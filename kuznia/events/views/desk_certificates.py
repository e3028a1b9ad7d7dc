"""An office issues certificates: who gets one, what stands on it, one by one corrected or revoked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.events import desk_certificates as desk
from kuznia.events.forms.certificates import ChooseForm, CorrectForm, PlanForm
from kuznia.events.forms.desk import ReasonForm
from kuznia.events.models import Certificate, Event, Registration
from kuznia.events.queries import candidate_of, plan_of, registrations_of
from kuznia.events.services import certificates
from kuznia.events.services.printouts import start_printout
from kuznia.events.states import PrintoutKind
from kuznia.events.views.desk_reading import READ, WRITE, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.files.queries import files_of
from kuznia.jobs.queries import work_on
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused
from kuznia.ui.forms import Form

PRINTED = (
    PrintoutKind.CERTIFICATE_SAMPLE,
    PrintoutKind.CERTIFICATES,
    PrintoutKind.PAPER_CERTIFICATES,
)


@desk_page(*WRITE)
def certificates_of_event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who gets a certificate and who not, or keep what is to stand on them."""
    event = own_event(request, slug)
    form = PlanForm(request.POST or None, initial=desk.first_plan(event))
    if request.method == "POST" and form.is_valid():
        entry = certificates.PlanEntry(**form.cleaned_data)
        certificates.plan_certificates(event=event, entry=entry, actor=actor_of(request))
        messages.success(request, _("Kept. Look at the sample before you issue."))
        return SeeOther(_page(event))
    content = {
        **head_of(request, event, "desk-certificates"),
        "form": form,
        "page": desk.certificates_page(event, event.read_at),  # type: ignore[attr-defined]
        "works": work_on(event, actor_of(request)).filter(ended_at__isnull=True),
    }
    return render(request, "events/desk/certificates.html", content)


@desk_page("POST")
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin to issue a certificate to everybody entitled, and show how far it is."""
    event = own_event(request, slug)
    try:
        work = certificates.start_issuing(event=event, actor=actor_of(request), back_url=_page(event))
    except Refused as refused:
        messages.warning(request, refused.message)
        return SeeOther(_page(event))
    return SeeOther(work.get_absolute_url())


@desk_page("POST")
def to_print(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin to set the sample or a document with many certificates."""
    event = own_event(request, slug)
    asked = request.POST.get("kind")
    kind = asked if asked in PRINTED else PrintoutKind.CERTIFICATE_SAMPLE
    if plan_of(event) is None:
        messages.warning(request, _("First say what is to stand on the certificates."))
        return SeeOther(_page(event))
    work = start_printout(event=event, kind=str(kind), actor=actor_of(request), back_url=_page(event))
    return SeeOther(work.get_absolute_url())


@desk_page(*READ)
def certificate(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show one participant's certificate with the forms that correct and revoke it, or why she has none."""
    event = own_event(request, slug)
    return _shown(request, event, _participant(event, code))


@desk_page("POST")
def choose(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Give a certificate to somebody whom nobody let in at the door."""
    event = own_event(request, slug)
    registration = _participant(event, code)
    form = ChooseForm(request.POST)
    if form.is_valid():
        try:
            certificates.choose_for_certificate(
                registration=registration,
                reason=form.cleaned_data["reason"],
                actor=actor_of(request),
                back_url=_page(event),
            )
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("The certificate has its number. It is being made and sent."))
            return SeeOther(_page(event, code))
    return _shown(request, event, registration, choose=form)


@desk_page("POST")
def correct(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Print another name under the same number."""
    event = own_event(request, slug)
    registration = _participant(event, code)
    form = CorrectForm(request.POST)
    if form.is_valid():
        try:
            certificates.correct_certificate(
                certificate=_certificate_or_404(registration),
                actor=actor_of(request),
                back_url=_page(event),
                **form.cleaned_data,
            )
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Corrected. The new issue is being made and sent."))
            return SeeOther(_page(event, code))
    return _shown(request, event, registration, correct=form)


@desk_page("POST")
def revoke(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Take the certificate back with a reason."""
    event = own_event(request, slug)
    registration = _participant(event, code)
    form = ReasonForm(request.POST, prefix="revoke")
    if form.is_valid():
        certificates.revoke_certificate(
            certificate=_certificate_or_404(registration),
            reason=form.cleaned_data["reason"],
            actor=actor_of(request),
        )
        messages.success(request, _("The certificate is revoked. Its page says so."))
        return SeeOther(_page(event, code))
    return _shown(request, event, registration, revoke=form)


def _participant(event: Event, code: str) -> Registration:
    related = registrations_of(event).select_related("event__venue", "delegation__contact")
    return get_object_or_404(related, code=code)


def _certificate_or_404(registration: Registration) -> Certificate:
    return get_object_or_404(Certificate, registration=registration)


def _page(event: Event, code: str = "") -> str:
    if code:
        return reverse("events:desk-certificate", args=[event.slug, code])
    return reverse("events:desk-certificates", args=[event.slug])


def _shown(request: HttpRequest, event: Event, registration: Registration, **filled_in: Form) -> HttpResponse:
    candidate = candidate_of(registration)
    held = candidate.certificate
    content = {
        **head_of(request, event),
        "registration": registration,
        "candidate": candidate,
        "held": held,
        "file": files_of(held).first() if held else None,
        "choose": filled_in.get("choose", ChooseForm()),
        "correct": filled_in.get("correct", CorrectForm(initial={"name": registration.name})),
        "revoke": filled_in.get("revoke", ReasonForm(prefix="revoke")),
        "form": next(iter(filled_in.values()), None),
        "is_over": event.ends_at <= event.read_at,  # type: ignore[attr-defined]
        "has_plan": plan_of(event) is not None,
        "entries": history_of(registration, audiences=Audience.values),
    }
    return render(request, "events/desk/certificate.html", content)
