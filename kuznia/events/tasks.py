"""Background work of events; each may run twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from kuznia.events import letters, tasks_papers
from kuznia.events.documents import minutes_blocks, minutes_stem, report_blocks, report_stem
from kuznia.events.models import (
    Broadcast,
    Delegation,
    Event,
    EventReport,
    Minutes,
    Registration,
    Survey,
    Wish,
)
from kuznia.events.queries import (
    delegations_about_to_end,
    delegations_to_remind,
    events_to_remind_of,
    holds_about_to_end,
    late_holds,
    recipients,
    to_remind,
)
from kuznia.events.queries.retention import NEEDS_KEPT, due_for_forgetting, proposals_due_for_forgetting
from kuznia.events.services import surveys
from kuznia.events.services.broadcasts import note_reached, note_reminded
from kuznia.events.services.registrations import free_held_seats, purge_needs
from kuznia.events.services.reports import keep_document
from kuznia.events.services.retention import forget_proposal, forget_sign_ups
from kuznia.events.states import ENDED, LIVE, EventState, SurveyState
from kuznia.jobs.models import Progress
from kuznia.jobs.registry import periodic, task, work
from kuznia.jobs.services import advance, plan_work
from kuznia.jobs.states import Result
from kuznia.lib import clock
from kuznia.lib.blocks import Block, as_data
from kuznia.lib.docx import compile_docx
from kuznia.lib.pdf import compile_pdf
from kuznia.lib.policy import System
from kuznia.notify.models import Message
from kuznia.notify.services import post

SURVEY_GRACE = timedelta(minutes=5)
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WITH_EVENT = ("event__venue", "event__authority", "event__host_organisation")
# Registered by being imported: the worker looks for tasks here only.
PAPERS = tasks_papers


@periodic("* * * * *", "events.free_held_seats")
def free_seats_held_too_long() -> None:
    """Free the seats that nobody confirmed or took in time, event by event, and hand them on.

    Of a cancelled event nobody hears anything more.
    """
    late = late_holds()
    lapsed = Wish.objects.filter(ended_at__isnull=True, offered_until__lt=clock.Now())
    events = late.values("event").union(lapsed.values("registration__event"))
    for event in Event.objects.filter(pk__in=events, state=EventState.PUBLISHED):
        free_held_seats(event=event, actor=System("events.free_held_seats"))


@periodic("23 3 * * *", "events.purge_needs")
def purge_needs_of_past_events() -> None:
    """Delete what participants said about their needs, 7 days after the event."""
    border = clock.now() - NEEDS_KEPT
    purge_needs(ended_before=border, actor=System("events.purge_needs"))


@periodic("40 3 * * *", "events.forget_sign_ups")
def forget_sign_ups_of_past_events() -> None:
    """Cut people out of the sign-ups of events whose time of keeping has passed, event by event."""
    for event in due_for_forgetting(clock.now()):
        forget_sign_ups(event=event, actor=System("events.forget_sign_ups"))


@periodic("42 3 * * *", "events.forget_proposals")
def forget_contacts_of_proposals() -> None:
    """Cut the contact person out of proposals that nobody announced and whose time of keeping has passed."""
    for proposal in proposals_due_for_forgetting(clock.now()):
        forget_proposal(proposal=proposal, actor=System("events.forget_proposals"))


@periodic("7 * * * *", "events.send_reminders")
def send_reminders() -> None:
    """Remind those who come soon, and those whose held seat will soon be freed; each is reminded once."""
    now, house = clock.now(), System("events.send_reminders")
    for event in events_to_remind_of(now):
        for registration in to_remind(event).iterator(chunk_size=200):
            post(posting=letters.reminder(registration), actor=house)
        for delegation in delegations_to_remind(event).iterator(chunk_size=200):
            post(posting=letters.delegation_reminder(delegation), actor=house)
        note_reminded(event=event, actor=house)
    for registration in holds_about_to_end(now).iterator(chunk_size=200):
        post(posting=letters.hold_ends(registration), actor=house)
    for delegation in delegations_about_to_end(now).iterator(chunk_size=200):
        post(posting=letters.delegation_hold_ends(delegation), actor=house)


@work("events.send_broadcast")
def send_broadcast(progress: Progress, broadcast_id: int) -> Result:
    """Write an office's message to each person of its group; who signed up twice gets it once.

    A later try goes through all of them again: who is in the group may have changed, and nobody is written to twice.
    """
    house = System("events.send_broadcast")
    message = Broadcast.objects.select_related("event", "session").get(pk=broadcast_id)
    people = list(recipients(event=message.event, group=message.group, session=message.session))
    plan_work(progress=progress, total=len(people), actor=house)
    for number, registration in enumerate(people, start=1):
        post(posting=letters.broadcast(registration, message=message), actor=house)
        advance(progress=progress, done=number, actor=house)
    reached = Message.objects.filter(matter__startswith=letters.matter_of(message)).count()
    note_reached(message=message, reached=reached, actor=house)
    return Result(
        url=reverse("events:desk-broadcasts", args=[message.event.slug]),
        sentence=gettext_noop("People written to: %(count)s"),
        params={"count": reached},
    )


@work("events.make_record_documents")
def make_record_documents(progress: Progress, label: str, number: int) -> Result:
    """Make the PDF and the DOCX of minutes or a report, in Polish, in place of those made before."""
    house = System("events.make_record_documents")
    plan_work(progress=progress, total=2, actor=house)
    with override("pl"):
        kept, blocks, title, stem = _record(label, number)
        at = kept.published_at or clock.now()
        pdf = compile_pdf(
            "lib/blocks", {"blocks": as_data(blocks)}, title=title, at=at, number=kept.event.case_reference
        )
        keep_document(
            kept=kept, content=pdf, content_type=PDF, filename=f"{stem}.pdf", title=title, actor=house
        )
        advance(progress=progress, done=1, actor=house)
        docx = compile_docx(blocks, title=title, at=at)
        keep_document(
            kept=kept, content=docx, content_type=DOCX, filename=f"{stem}.docx", title=title, actor=house
        )
        advance(progress=progress, done=2, actor=house)
    page = "events:desk-report" if isinstance(kept, EventReport) else "events:desk-minutes"
    return Result(url=reverse(page, args=[kept.event.slug]), sentence=gettext_noop("PDF and DOCX are made."))


def _record(label: str, number: int) -> tuple[EventReport | Minutes, list[Block], str, str]:
    """Return the record with its blocks, its title, and the stem of its file names."""
    if label == EventReport._meta.label:
        report = EventReport.objects.select_related(*_WITH_EVENT).get(pk=number)
        title = _("Report: %(title)s") % {"title": report.event.title}
        return report, report_blocks(report), title, report_stem(report.event)
    minutes = Minutes.objects.select_related(*_WITH_EVENT).get(pk=number)
    title = _("Minutes: %(title)s") % {"title": minutes.event.title}
    return minutes, minutes_blocks(minutes), title, minutes_stem(minutes.event)


@task("events.tell_event_changed")
def tell_event_changed(*, event_id: int, version: int, changes: letters.Changes) -> None:
    """Tell everybody who has signed up what has changed; the matter carries the version, so nobody reads it twice."""
    actor = System("events.tell_event_changed")
    for registration in _live(event_id):
        posting = letters.event_changed(registration, version=version, changes=changes)
        post(posting=posting, actor=actor)
    for delegation in _delegations(event_id):
        posting = letters.delegation_event_changed(delegation, version=version, changes=changes)
        post(posting=posting, actor=actor)


@task("events.tell_event_cancelled")
def tell_event_cancelled(*, event_id: int, reason: str) -> None:
    """Tell everybody who has signed up that the event will not take place."""
    actor = System("events.tell_event_cancelled")
    for registration in _live(event_id):
        post(posting=letters.event_cancelled(registration, reason=reason), actor=actor)
    for delegation in _delegations(event_id):
        post(posting=letters.delegation_event_cancelled(delegation, reason=reason), actor=actor)


@task("events.invite_to_survey")
def invite_to_survey(*, survey_id: int) -> None:
    """Ask everybody who came to answer the survey, one letter each."""
    survey = Survey.objects.get(pk=survey_id)
    surveys.invite_to_survey(survey=survey, actor=System("events.invite_to_survey"))


@task("events.remind_of_survey")
def remind_of_survey(*, survey_id: int) -> None:
    """Remind everybody who was asked and has not answered, once."""
    survey = Survey.objects.get(pk=survey_id)
    surveys.write_reminders(survey=survey, actor=System("events.remind_of_survey"))


@periodic("*/5 * * * *", "events.close_surveys")
def close_surveys() -> None:
    """Close the surveys whose time is over, a while later: whoever sent her answers in time must not be refused."""
    over = Survey.objects.filter(state=SurveyState.OPEN, closes_at__lt=clock.now() - SURVEY_GRACE)
    for survey in over:
        surveys.close_survey(survey=survey, actor=System("events.close_surveys"))


def _live(event_id: int) -> Iterator[Registration]:
    """Yield those who sit or wait and read about it themselves."""
    live = Registration.objects.filter(event=event_id, state__in=LIVE, delegation=None)
    return live.select_related("event", "event__venue", "person").iterator(chunk_size=200)


def _delegations(event_id: int) -> Iterator[Delegation]:
    """Yield the delegations of which somebody still comes: each contact reads one letter."""
    coming = Registration.objects.filter(event=event_id).exclude(state__in=ENDED)
    found = Delegation.objects.filter(pk__in=coming.values("delegation"))
    return found.select_related("event", "event__venue", "contact").iterator(chunk_size=200)
