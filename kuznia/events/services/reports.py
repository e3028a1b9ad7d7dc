"""The public report of an event: its words, its sources, its pictures, and the documents made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kuznia.audit.services import record
from kuznia.events.models import Event, EventReport, Minutes, ReportSection, SourcedVersion
from kuznia.events.services.seats import lock_event
from kuznia.events.states import RecordState
from kuznia.files.intake import Received
from kuznia.files.models import StoredFile
from kuznia.files.queries import files_of
from kuznia.files.services import remove_file, store_upload
from kuznia.jobs.models import Progress
from kuznia.jobs.services import start_work
from kuznia.lib.errors import Refused
from kuznia.lib.meanwhile import Marks, brought_over, values_of
from kuznia.lib.policy import Actor, demand
from kuznia.lib.races import tried_again
from kuznia.process.services import make_move


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionEntry:
    """What one source says, as typed."""

    source: str
    url: str = ""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionEntry:
    """A part of the report as typed."""

    heading: str
    body: str = ""
    versions: Sequence[VersionEntry] = ()

    @classmethod
    def of(cls, section: ReportSection) -> Self:
        """Return what the part says now."""
        versions = tuple(
            VersionEntry(source=each.source, url=each.url, words=each.words)
            for each in section.versions.all()
        )
        return cls(heading=section.heading, body=section.body, versions=versions)


@tried_again
@transaction.atomic
def write_summary(*, event: Event, summary: str, summary_en: str, version: int, actor: Actor) -> EventReport:
    """Begin the report of the event with its summary, or change the summary."""
    event = lock_event(event.pk)
    demand(actor, "events.edit_event", event)
    report = EventReport.objects.filter(event=event).first()
    if report is None:
        report = EventReport.objects.create(event=event, summary=summary, summary_en=summary_en)
        record(subject=event, actor=actor, sentence=gettext_noop("The report was begun."))
        return report
    report = _locked_draft(report, actor)
    if report.version != version:
        raise Refused(
            _("Somebody else has changed the report since you opened it. Compare, then save again."),
            field="version",
        )
    report.summary, report.summary_en, report.version = summary, summary_en, version + 1
    report.save(update_fields=["summary", "summary_en", "version"])
    return report


@tried_again
@transaction.atomic
def add_section(*, report: EventReport, entry: SectionEntry, actor: Actor) -> ReportSection:
    """Add a part at the end; the same heading twice is one part."""
    report = _locked_draft(report, actor)
    known = report.sections.filter(heading=entry.heading).first()
    if known is not None:
        return known
    last = report.sections.aggregate(last=Max("position"))["last"]
    section = report.sections.create(
        heading=entry.heading, body=entry.body, position=0 if last is None else last + 1
    )
    _write_versions(section, entry)
    return section


@tried_again
@transaction.atomic
def change_section(
    *, section: ReportSection, entry: SectionEntry, opened: Marks, actor: Actor
) -> ReportSection:
    """Change in a part, and in what its sources say, what was typed since its form was opened, with `opened` as marks.

    Refused where somebody else has changed the same meanwhile.
    """
    report = _locked_draft(section.report, actor)
    section = report.sections.get(pk=section.pk)
    entry = brought_over(kept=SectionEntry.of(section), typed=values_of(entry), opened=opened)
    section.heading, section.body = entry.heading, entry.body
    section.save(update_fields=["heading", "body"])
    section.versions.all().delete()
    _write_versions(section, entry)
    return section


@tried_again
@transaction.atomic
def move_section_up(*, section: ReportSection, actor: Actor) -> ReportSection:
    """Put a part before the one above it; the first one stays the first."""
    report = _locked_draft(section.report, actor)
    order = list(report.sections.all())
    place = [each.pk for each in order].index(section.pk)
    if place:
        order[place - 1], order[place] = order[place], order[place - 1]
    for position, each in enumerate(order):
        each.position = position
    ReportSection.objects.bulk_update(order, ["position"])
    return section


@tried_again
@transaction.atomic
def remove_section(*, report: EventReport, number: int, actor: Actor) -> EventReport:
    """Take a part out; one that is out already stays out."""
    report = _locked_draft(report, actor)
    report.sections.filter(pk=number).delete()
    return report


@transaction.atomic
def attach_to_report(
    *, report: EventReport, upload: Received, title: str, alt: str, actor: Actor
) -> StoredFile:
    """Add a picture with its description, slides or a recording; the same file twice is kept once."""
    report = _locked_draft(report, actor)
    stored = store_upload(upload=upload, owner=report, actor=actor, title=title, alt=alt)
    twins = files_of(report).filter(sha256=stored.sha256, title=title).exclude(pk=stored.pk)
    twin = twins.first()
    if twin is not None:
        remove_file(file=stored, actor=actor)
        return twin
    return stored


@transaction.atomic
def detach_from_report(*, report: EventReport, number: int, actor: Actor) -> EventReport:
    """Take a file off the report; one that is off already stays off."""
    report = _locked_draft(report, actor)
    for file in files_of(report).filter(pk=number):
        remove_file(file=file, actor=actor)
    return report


@tried_again
@transaction.atomic
def publish_report(*, report: EventReport, actor: Actor) -> EventReport:
    """Let everybody read the report; it changes no more until it is taken back."""
    return make_move(case=report, move="publish", actor=actor)


@tried_again
@transaction.atomic
def withdraw_report(*, report: EventReport, reason: str, actor: Actor) -> EventReport:
    """Take a published report back to correct it, with the reason."""
    return make_move(case=report, move="withdraw", actor=actor, reason=reason)


@transaction.atomic
def make_documents(*, kept: EventReport | Minutes, actor: Actor) -> Progress:
    """Start the job that makes the PDF and the DOCX of the report or of the minutes."""
    demand(actor, "events.write_report" if isinstance(kept, EventReport) else "events.keep_minutes", kept)
    page = "events:desk-report" if isinstance(kept, EventReport) else "events:desk-minutes"
    return start_work(
        task="events.make_record_documents",
        name=gettext_noop("PDF and DOCX: “%(event)s”"),
        params={"event": kept.event.title},
        subject=kept.event,
        total=2,
        once_as=f"{kept._meta.label}:{kept.pk}",
        back_url=reverse(page, args=[kept.event.slug]),
        arguments={"label": kept._meta.label, "number": kept.pk},
        actor=actor,
    )


@transaction.atomic
def keep_document(
    *, kept: EventReport | Minutes, content: bytes, filename: str, content_type: str, title: str, actor: Actor
) -> StoredFile:
    """Keep a made document in place of the one made before under the same file name."""
    demand(actor, "events.send_by_itself")
    for old in files_of(kept).filter(original_name=filename):
        remove_file(file=old, actor=actor)
    upload = SimpleUploadedFile(filename, content, content_type=content_type)
    return store_upload(upload=upload, owner=kept, actor=actor, title=title)


def _write_versions(section: ReportSection, entry: SectionEntry) -> None:
    SourcedVersion.objects.bulk_create(
        SourcedVersion(section=section, position=number, source=each.source, url=each.url, words=each.words)
        for number, each in enumerate(entry.versions)
    )


def _locked_draft(report: EventReport, actor: Actor) -> EventReport:
    locked = EventReport.objects.select_for_update(no_key=True, of=("self",)).select_related("event")
    found = locked.get(pk=report.pk)
    demand(actor, "events.write_report", found)
    if found.state != RecordState.DRAFT:
        raise Refused(_("The report is published. Take it back to correct it."))
    return found
