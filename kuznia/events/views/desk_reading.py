"""What every page of the office's side does first: who asks, which event of her office, what stands in its head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kuznia.events.desk import event_words, sessions_outside, time_words
from kuznia.events.models import Event
from kuznia.events.queries import marked_with_documents, run_by, start_of_programme, with_host
from kuznia.events.states import EventState
from kuznia.lib.acting import actor_of
from kuznia.lib.clock import Now
from kuznia.process.queries import open_moves
from kuznia.ui.doors import behind

View = Callable[..., Any]
READ = ("GET", "HEAD")
WRITE = (*READ, "POST")

TABS = (
    ("desk-event", gettext_lazy("Sign-ups")),
    ("desk-waiting", gettext_lazy("Waiting list")),
    ("desk-door", gettext_lazy("Entrance")),
    ("desk-hall", gettext_lazy("Questions from the hall")),
    ("desk-event-edit", gettext_lazy("Description")),
    ("desk-programme", gettext_lazy("Programme")),
    ("desk-questions", gettext_lazy("Questions")),
    ("desk-parties", gettext_lazy("Organisers and partners")),
    ("desk-documents", gettext_lazy("Documents")),
    ("desk-minutes", gettext_lazy("Minutes")),
    ("desk-report", gettext_lazy("Report")),
    ("desk-broadcasts", gettext_lazy("Messages")),
    ("desk-survey", gettext_lazy("Survey")),
    ("desk-printouts", gettext_lazy("Printouts")),
    ("desk-certificates", gettext_lazy("Certificates")),
    ("desk-event-history", gettext_lazy("History")),
)
TABS_WITHOUT_SIGN_UP = (("desk-event", gettext_lazy("Overview")), *TABS[1:])
MOVE_PAGES = {"publish": "events:desk-event-publish", "cancel": "events:desk-event-cancel"}


def desk_page(*methods: str) -> Callable[[View], View]:
    """Open the page to officers only, by these methods; no browser keeps what it shows."""

    def decorate(view: View) -> View:
        guarded: View = require_http_methods(list(methods))(never_cache(behind("events.create_event")(view)))
        return guarded

    return decorate


def own_event(request: HttpRequest, slug: str) -> Event:
    """Return the event of this address that the officer's own office runs; any other is not there for her."""
    events = marked_with_documents(with_host(run_by(actor_of(request))).select_related("follows"))
    return get_object_or_404(events.annotate(read_at=Now()), slug=slug)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the desk; `current` marks the page itself."""

    label: str
    url: str
    current: bool = False


def head_of(request: HttpRequest, event: Event, tab: str = "") -> dict[str, Any]:
    """Return what stands above every page of one event: state, time, its pages and the moves that are open."""
    read_at = event.read_at  # type: ignore[attr-defined]
    moves = open_moves(event, actor_of(request))
    if event.ends_at <= read_at:
        moves = [move for move in moves if move.name != "cancel"]
    return {
        "event": event,
        "state": event_words(event, read_at),
        "when": time_words(event),
        "is_draft": event.state == EventState.DRAFT,
        "tabs": [
            Link(str(label), reverse(f"events:{name}", args=[event.slug]), name == tab)
            for name, label in (TABS if event.takes_registrations else TABS_WITHOUT_SIGN_UP)
            if name != "desk-waiting" or event.has_waiting_list or tab == name
        ],
        "moves": [Link(str(move.label), reverse(MOVE_PAGES[move.name], args=[event.slug])) for move in moves],
    }


def left_behind(event: Event) -> dict[str, Any]:
    """Return how many items lie outside the event, and the start at which they fitted where they can follow it."""
    outside = sessions_outside(event)
    return {"outside": outside, "programme_start": start_of_programme(event) if outside else None}
