"""An office writes the public report of its event."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.events.documents import attached_files, figure_label, made_documents
from kuznia.events.forms.desk import VERSION, DocumentForm, ReasonForm
from kuznia.events.forms.desk_reports import SectionForm, SummaryForm
from kuznia.events.models import Event, EventReport, ReportSection
from kuznia.events.queries import figures_of_record
from kuznia.events.services import reports as services
from kuznia.events.states import RecordState
from kuznia.events.views.desk_reading import WRITE, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.files.intake import received
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused
from kuznia.lib.uploads import takes_recordings


@desk_page(*WRITE)
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the report as it grows, or keep its summary."""
    event = own_event(request, slug)
    kept = EventReport.objects.filter(event=event).first()
    form = SummaryForm(request.POST or None, report=kept)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, event, form)
        except Refused as refused:
            _refuse(form, kept, refused)
        else:
            messages.success(request, _("The summary is saved."))
            return SeeOther(_address(event))
    return _shown(request, event, kept, form)


@desk_page(*WRITE)
def section(request: HttpRequest, slug: str, number: int = 0) -> HttpResponse:
    """Show the form of a part of the report, or keep it; without a number it is a new part."""
    event, kept = _kept(request, slug)
    found = _section(kept, number) if number else None
    form = SectionForm(request.POST or None, section=found)
    if request.method == "POST" and form.is_valid():
        try:
            _keep_section(request, kept, found, form)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            return SeeOther(_address(event))
    content = {**head_of(request, event, "desk-report"), "form": form, "section": found}
    return render(request, "events/desk/report_section.html", content)


@desk_page("POST")
def section_up(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put a part one place higher."""
    event, kept = _kept(request, slug)
    found = _section(kept, number)
    return _done(request, event, lambda: services.move_section_up(section=found, actor=actor_of(request)))


@desk_page("POST")
def section_remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a part out of the report."""
    event, kept = _kept(request, slug)
    actor = actor_of(request)
    return _done(request, event, lambda: services.remove_section(report=kept, number=number, actor=actor))


@takes_recordings
@desk_page("POST")
def attach(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a picture, slides or a recording."""
    event, kept = _kept(request, slug)
    form = DocumentForm(request.POST, request.FILES)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            services.attach_to_report(
                report=kept,
                upload=received(typed["file"]),
                title=typed["title"],
                alt=typed["alt"],
                actor=actor_of(request),
            )
        except Refused as refused:
            form.add_refusal(refused)
        else:
            return SeeOther(f"{_address(event)}#files")
    return _shown(request, event, kept, SummaryForm(report=kept), file_form=form)


@desk_page("POST")
def detach(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a file off the report."""
    event, kept = _kept(request, slug)
    actor = actor_of(request)
    return _done(request, event, lambda: services.detach_from_report(report=kept, number=number, actor=actor))


@desk_page("POST")
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Let everybody read the report; a second click changes nothing."""
    event, kept = _kept(request, slug)
    if kept.state == RecordState.DRAFT:
        services.publish_report(report=kept, actor=actor_of(request))
        messages.success(request, _("The report is published."))
    return SeeOther(_address(event))


@desk_page(*WRITE)
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask why the report is taken back, or take it back."""
    event, kept = _kept(request, slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and (kept.state == RecordState.DRAFT or form.is_valid()):
        if kept.state != RecordState.DRAFT:
            reason = form.cleaned_data["reason"]
            services.withdraw_report(report=kept, reason=reason, actor=actor_of(request))
        return SeeOther(_address(event))
    content = {**head_of(request, event, "desk-report"), "form": form, "back_url": _address(event)}
    return render(request, "events/desk/record_withdraw.html", content)


@desk_page("POST")
def documents(request: HttpRequest, slug: str) -> HttpResponse:
    """Start the job that makes PDF and DOCX."""
    _event, kept = _kept(request, slug)
    return SeeOther(services.make_documents(kept=kept, actor=actor_of(request)).get_absolute_url())


def _kept(request: HttpRequest, slug: str) -> tuple[Event, EventReport]:
    event = own_event(request, slug)
    kept = EventReport.objects.filter(event=event).select_related("event").first()
    if kept is None:
        raise Http404
    return event, kept


def _section(kept: EventReport, number: int) -> ReportSection:
    found = kept.sections.filter(pk=number).select_related("report").first()
    if found is None:
        raise Http404
    return found


def _keep(request: HttpRequest, event: Event, form: SummaryForm) -> None:
    services.write_summary(
        event=event,
        summary=form.cleaned_data["summary"],
        summary_en=form.cleaned_data["summary_en"],
        version=form.version_read,
        actor=actor_of(request),
    )


def _refuse(form: SummaryForm, kept: EventReport | None, refused: Refused) -> None:
    if refused.field == VERSION and kept is not None:
        kept.refresh_from_db()
        form.show_anew(version=kept.version, refused=refused)
    else:
        form.add_refusal(refused)


def _keep_section(
    request: HttpRequest, kept: EventReport, found: ReportSection | None, form: SectionForm
) -> None:
    actor = actor_of(request)
    if found is None:
        services.add_section(report=kept, entry=form.entry(), actor=actor)
    else:
        services.change_section(section=found, entry=form.entry(), opened=form.opened, actor=actor)


def _done(request: HttpRequest, event: Event, act: Any) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        messages.warning(request, refused.message)
    return SeeOther(_address(event))


def _shown(
    request: HttpRequest,
    event: Event,
    kept: EventReport | None,
    form: SummaryForm,
    *,
    file_form: DocumentForm | None = None,
) -> HttpResponse:
    content: dict[str, Any] = {
        **head_of(request, event, "desk-report"),
        "report": kept,
        "summary_form": form,
        "form": file_form or form,
        "file_form": file_form or DocumentForm(),
        "figures": [(figure_label(each), each.value) for each in figures_of_record(event)],
    }
    if kept is not None:
        content |= {
            "sections": kept.sections.prefetch_related("versions"),
            "files": attached_files(kept),
            "documents": made_documents(kept),
            "is_published": kept.state == RecordState.PUBLISHED,
        }
    return render(request, "events/desk/report.html", content)


def _address(event: Event) -> str:
    return reverse("events:desk-report", args=[event.slug])
