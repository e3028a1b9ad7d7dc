"""The public report and minutes of an event, and the lists that their figures open."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kuznia.events.documents import attached_files, figure_label, made_documents, votes_words
from kuznia.events.models import Event
from kuznia.events.queries import (
    Figure,
    figure_rows,
    figures_of_record,
    minutes_visible_to,
    people_of_figure,
    public_follow_ups,
    reports_visible_to,
    run_by,
)
from kuznia.events.views.reading import event_or_404
from kuznia.lib.acting import actor_of


@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the report: summary, figures, parts with their sources, pictures, what came of it."""
    event, _at = event_or_404(request, slug)
    found = get_object_or_404(reports_visible_to(actor_of(request)), event=event)
    files = attached_files(found)
    content = {
        "event": event,
        "report": found,
        "figures": _figures(event),
        "sections": found.sections.prefetch_related("versions"),
        "pictures": [file for file in files if file.is_image],
        "files": [file for file in files if not file.is_image],
        "documents": made_documents(found),
        "follow_ups": public_follow_ups(event),
        "has_minutes": minutes_visible_to(actor_of(request)).filter(event=event).exists(),
        "polish": _polish(),
    }
    return render(request, "events/report.html", content)


@require_safe
def figure(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show the list behind a figure: organisations and counts; the office's own officers see the people too."""
    event, _at = event_or_404(request, slug)
    actor = actor_of(request)
    is_open = reports_visible_to(actor).filter(event=event) or minutes_visible_to(actor).filter(event=event)
    chosen = next((each for each in figures_of_record(event) if each.key == key), None)
    if not is_open or chosen is None:
        raise Http404
    is_ours = run_by(actor).filter(pk=event.pk).exists()
    content = {
        "event": event,
        "figure": chosen,
        "label": figure_label(chosen),
        "rows": figure_rows(event, key),
        "people": people_of_figure(event, key) if is_ours else (),
        "polish": _polish(),
    }
    return render(request, "events/report_figure.html", content)


@require_safe
def minutes(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the minutes: attendance from the records, agenda, decisions, actions."""
    event, _at = event_or_404(request, slug)
    found = get_object_or_404(minutes_visible_to(actor_of(request)), event=event)
    content = {
        "event": event,
        "minutes": found,
        "figures": _figures(event),
        "items": found.items.all(),
        "decisions": [(each, votes_words(each)) for each in found.decisions.all()],
        "actions": found.actions.all(),
        "documents": made_documents(found),
        "polish": _polish(),
    }
    return render(request, "events/minutes.html", content)


def _figures(event: Event) -> list[tuple[str, Figure]]:
    return [(figure_label(each), each) for each in figures_of_record(event)]


def _polish() -> Any:
    """Return the language of the record's words where it is not the page's."""
    return "" if get_language() == "pl" else "pl"
