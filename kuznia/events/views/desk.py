"""The office's list of events, and the desk of one of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.events import desk
from kuznia.events.announcement import announcement_of, schema_of
from kuznia.events.desk import Shelf, SignUpFilter
from kuznia.events.links import event_url
from kuznia.events.models import Session
from kuznia.events.queries import run_by, with_host
from kuznia.events.states import RegistrationSource, RegistrationState
from kuznia.events.views.desk_reading import READ, Link, desk_page, head_of, left_behind, own_event
from kuznia.lib.acting import actor_of
from kuznia.lib.text import typed_code

EVENTS_ON_PAGE = 30
SIGN_UPS_ON_PAGE = 50
LAST_ACTS = 6
ALL_ACTS = 1_000
LONGEST_CODE = 30


@desk_page(*READ)
def events(request: HttpRequest) -> HttpResponse:
    """Show the office's events on one of three lists, found by title."""
    words = request.GET.get("q", "").strip()
    found = desk.searched(run_by(actor_of(request)), words)
    counts = desk.shelf_counts(found)
    shelf = request.GET.get("list", "")
    shelf = (
        shelf
        if shelf in Shelf.LABELS
        else next((name for name in Shelf.LABELS if counts[name]), Shelf.COMING)
    )
    page = Paginator(with_host(desk.on_shelf(found, shelf)), EVENTS_ON_PAGE).get_page(request.GET.get("page"))
    content = {
        "page": page,
        "rows": desk.event_rows(page.object_list),
        "words": words,
        "shelf": shelf,
        "shelves": [_shelf(request.GET, name, counts[name], shelf) for name in Shelf.LABELS],
        "is_empty": not words and not any(counts.values()),
    }
    return render(request, "events/desk/events.html", content)


@desk_page(*READ)
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the desk of one event: its numbers, its workshops, who signed up, what happened."""
    found = own_event(request, slug)
    sessions = desk.choosable_sessions(found)
    asked = asked_of(request.GET, sessions)
    page = Paginator(desk.sign_ups_found(found, asked), SIGN_UPS_ON_PAGE).get_page(request.GET.get("page"))
    counts, sources = desk.state_counts(found), desk.source_counts(found)
    content = {
        **head_of(request, found, "desk-event"),
        "kpis": desk.kpis_of(found),
        "strips": desk.strips_of(sessions),
        **left_behind(found),
        "asked": asked,
        "page": page,
        "rows": desk.sign_up_rows(page.object_list),
        "columns": _columns(request.GET, asked.sort),
        "all_count": sum(counts.values()),
        "has_sign_ups": found.takes_registrations or any(counts.values()),
        "session_options": _session_options(sessions),
        "state_options": _state_options(counts),
        "source_options": _source_options(sources),
        "pending": counts.get(RegistrationState.PENDING, 0),
        "entries": history_of(found, audiences=Audience.values, limit=LAST_ACTS),
    }
    return render(request, "events/desk/event.html", content)


@desk_page(*READ)
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all that ever happened to the event, who did it and why."""
    found = own_event(request, slug)
    entries = history_of(found, audiences=Audience.values, limit=ALL_ACTS)
    content = {**head_of(request, found, "desk-event-history"), "entries": entries}
    return render(request, "events/desk/history.html", content)


@desk_page(*READ)
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the event's public page as everybody will see it."""
    found = own_event(request, slug)
    page = announcement_of(found, found.read_at)  # type: ignore[attr-defined]
    content = {
        **head_of(request, found),
        "page": page,
        "schema": schema_of(page, url=event_url(found, get_language() or "pl")),
        "own": None,
        "may_edit": True,
    }
    return render(request, "events/desk/preview.html", content)


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column that sorts: where its link leads, and how the list is sorted by it now."""

    label: str
    url: str
    order: str = ""


def asked_of(typed: QueryDict, sessions: list[Session]) -> SignUpFilter:
    """Return what the address asks of the list of sign-ups; what makes no sense is left out."""
    chosen = next((session.pk for session in sessions if str(session.pk) == typed.get("session")), None)
    state, source, sort = typed.get("state", ""), typed.get("source", ""), typed.get("sort", "")
    return SignUpFilter(
        words=typed.get("q", "").strip(),
        session=chosen,
        state=state if state in RegistrationState.values else "",
        source=source if source in RegistrationSource.values else "",
        delegation=typed_code(typed.get("delegation", "")[:LONGEST_CODE]),
        sort=sort if sort in desk.SORTS else SignUpFilter().sort,
    )


def _shelf(typed: QueryDict, name: str, count: int, current: str) -> Link:
    address = typed.copy()
    address.pop("page", None)
    address["list"] = name
    return Link(f"{Shelf.LABELS[name]} ({count})", f"?{address.urlencode()}", name == current)


def _columns(typed: QueryDict, sort: str) -> dict[str, Column]:
    names = {"name": _("Person and organisation"), "when": pgettext("column", "When")}
    return {name: _column(typed, name, label, sort) for name, label in names.items()}


def _column(typed: QueryDict, name: str, label: str, sort: str) -> Column:
    address = typed.copy()
    address.pop("page", None)
    address["sort"] = f"-{name}" if sort == name else name
    orders = {name: "ascending", f"-{name}": "descending"}
    return Column(label, f"?{address.urlencode()}", orders.get(sort, ""))


def _session_options(sessions: list[Session]) -> list[tuple[str, str]]:
    named = [(str(session.pk), f"{session.spoken_title} ({session.taken})") for session in sessions]
    return [("", _("Every workshop")), *named]


def _state_options(counts: dict[str, int]) -> list[tuple[str, str]]:
    named = [(state.value, f"{state.label} ({counts.get(state.value, 0)})") for state in RegistrationState]
    return [("", _("Every state")), *named]


def _source_options(counts: dict[str, int]) -> list[tuple[str, str]]:
    named = [
        (source.value, f"{source.label} ({counts.get(source.value, 0)})") for source in RegistrationSource
    ]
    return [("", _("However it came")), *named]
