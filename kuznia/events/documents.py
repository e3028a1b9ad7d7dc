"""The minutes and the report of an event as blocks, of which PDF and DOCX are made."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _

from kuznia.events.models import Action, Decision, Event, EventReport, Minutes
from kuznia.events.queries import (
    CAME,
    GMINAS,
    ORGANISATIONS,
    SIGNED_UP,
    Figure,
    figure_rows,
    figures_of_record,
)
from kuznia.files.models import StoredFile
from kuznia.files.queries import content_of, files_of
from kuznia.lib.blocks import Block, Facts, Heading, Picture, Quote, Signatures, Table, paragraphs
from kuznia.ui import dates

MOST_PICTURES = 12
_LABELS = {
    SIGNED_UP: lambda: _("People signed up"),
    CAME: lambda: _("People who came"),
    ORGANISATIONS: lambda: _("Organisations"),
    GMINAS: lambda: _("Gminas"),
}


def figure_label(figure: Figure) -> str:
    """Return what a figure counts, in words."""
    return figure.session.spoken_title if figure.session else _LABELS[figure.key]()


def minutes_stem(event: Event) -> str:
    """Return how the files of the minutes are called, without the ending."""
    return f"protokol-{event.slug}"[:100]


def report_stem(event: Event) -> str:
    """Return how the files of the report are called, without the ending."""
    return f"sprawozdanie-{event.slug}"[:100]


def made_documents(kept: EventReport | Minutes) -> list[StoredFile]:
    """Return the PDF and the DOCX that were made of the record."""
    stem = report_stem(kept.event) if isinstance(kept, EventReport) else minutes_stem(kept.event)
    return list(files_of(kept).filter(original_name__in=(f"{stem}.pdf", f"{stem}.docx")))


def attached_files(report: EventReport) -> list[StoredFile]:
    """Return the pictures, slides and recordings that the office put on the report."""
    made = {file.pk for file in made_documents(report)}
    return [file for file in files_of(report) if file.pk not in made]


def minutes_blocks(minutes: Minutes) -> list[Block]:
    """Return the minutes: attendance from the records, agenda, decisions, actions, places to sign."""
    return [
        _facts(minutes.event, minutes),
        *_figures(minutes.event),
        Heading(_("Agenda and course")),
        *_course(minutes),
        *_decisions(list(minutes.decisions.all())),
        *_actions(list(minutes.actions.all())),
        Signatures(
            [
                (minutes.chair or " ", _("who led the meeting")),
                (minutes.secretary or " ", _("who took the minutes")),
            ]
        ),
    ]


def report_blocks(report: EventReport) -> list[Block]:
    """Return the report: summary, figures with their lists, parts with their sources, pictures."""
    event = report.event
    return [
        *paragraphs(report.spoken_summary),
        _facts(event),
        *_figures(event),
        *_sections(report),
        *_pictures(report),
        *_lists(event),
    ]


def _facts(event: Event, minutes: Minutes | None = None) -> Facts:
    pairs = [
        (_("What"), event.spoken_title),
        (_("When"), f"{dates.full_moment(event.starts_at)} – {dates.hour(event.ends_at)}"),
        (_("Where"), f"{event.venue.name}, {event.venue.address}"),
        (_("Organiser"), str(event.host_organisation or event.authority)),
        (_("Case reference"), event.case_reference),
    ]
    if minutes is not None:
        pairs += [(_("Led by"), minutes.chair), (_("Minutes by"), minutes.secretary)]
    return Facts([pair for pair in pairs if pair[1]])


def _figures(event: Event) -> list[Block]:
    rows = [(figure_label(figure), str(figure.value)) for figure in figures_of_record(event)]
    return [Heading(_("In numbers")), Table((_("What was counted"), _("Number")), rows)]


def _lists(event: Event) -> Iterator[Block]:
    rows = figure_rows(event, ORGANISATIONS)
    if rows:
        yield Heading(_("Organisations that took part"))
        yield Table((_("Organisation"), _("People")), [(row.name, str(row.count)) for row in rows])


def _course(minutes: Minutes) -> Iterator[Block]:
    for number, item in enumerate(minutes.items.all(), start=1):
        yield Heading(f"{number}. {item.heading}", level=3)
        yield from paragraphs(item.course)


def _decisions(decisions: list[Decision]) -> Iterator[Block]:
    if decisions:
        yield Heading(_("Decisions"))
        head = (_("No."), _("Decision"), _("Votes"))
        yield Table(head, [(str(one.number), one.wording, votes_words(one)) for one in decisions])


def votes_words(decision: Decision) -> str:
    """Return how the vote went, or that nobody counted."""
    if decision.votes_for is None:
        return _("without counting")
    return _("for: %(for)d, against: %(against)d, abstained: %(abstained)d") % {
        "for": decision.votes_for,
        "against": decision.votes_against,
        "abstained": decision.votes_abstained,
    }


def _actions(actions: list[Action]) -> Iterator[Block]:
    if actions:
        yield Heading(_("Who does what, until when"))
        head = (_("What is to be done"), _("Who does it"), _("Until when"), _("State"))
        yield Table(head, [_action_row(one) for one in actions])


def _action_row(action: Action) -> tuple[str, str, str, str]:
    due = dates.day_and_year(action.due_on)
    if action.done_on is None:
        return action.task, action.owner, due, _("open")
    done = _("done on %(day)s") % {"day": dates.day_and_year(action.done_on)}
    return action.task, action.owner, due, f"{done}. {action.outcome}".strip()


def _sections(report: EventReport) -> Iterator[Block]:
    for section in report.sections.prefetch_related("versions"):
        yield Heading(section.heading)
        yield from paragraphs(section.body)
        for version in section.versions.all():
            source = f"{version.source}, {version.url}" if version.url else version.source
            yield Quote(source, version.words)


def _pictures(report: EventReport) -> list[Block]:
    kept = [file for file in files_of(report) if file.is_image][:MOST_PICTURES]
    return [Heading(_("Pictures")), *(_picture(file) for file in kept)] if kept else []


def _picture(file: StoredFile) -> Picture:
    from PIL import Image

    content = content_of(file)
    with Image.open(BytesIO(content)) as image:
        width, height = image.size
    return Picture(content, file.content_type, file.alt, width, height)
