"""The moderator's desk of questions from the hall, and the screen that the hall sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.events.links import questions_url
from kuznia.events.models import Event, HallQuestion, Session
from kuznia.events.queries import (
    hall_question_counts,
    hall_questions_of,
    questions_on_screen,
    sessions_to_ask_in,
)
from kuznia.events.services import hall
from kuznia.events.states import HallQuestionState
from kuznia.events.views.desk_reading import READ, Link, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor

Act = Callable[..., HallQuestion]


def _show(*, question: HallQuestion, actor: Actor) -> HallQuestion:
    return hall.move_question(question=question, move="show", actor=actor)


def _answer(*, question: HallQuestion, actor: Actor) -> HallQuestion:
    return hall.move_question(question=question, move="answer", actor=actor)


def _hide(*, question: HallQuestion, actor: Actor) -> HallQuestion:
    return hall.move_question(question=question, move="hide", actor=actor)


ACTS: dict[str, Act] = {
    "show": _show,
    "answer": _answer,
    "hide": _hide,
    "up": hall.raise_question,
    "down": hall.lower_question,
    "pin": hall.pin_question,
    "unpin": hall.unpin_question,
}


@desk_page(*READ)
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the questions of the event by state, those on the screen first."""
    event = own_event(request, slug)
    content = {
        **head_of(request, event, "desk-hall"),
        "groups": _groups(event),
        "count": sum(hall_question_counts(event).values()),
        "address": questions_url(event),
    }
    return render(request, "events/desk/hall.html", content)


@desk_page("POST")
def act(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show, answer, hide, pin a question, or move it up or down."""
    event = own_event(request, slug)
    question = get_object_or_404(hall_questions_of(event), pk=number)
    wanted = ACTS.get(request.POST.get("act", ""))
    if wanted is None:
        raise Http404
    try:
        wanted(question=question, actor=actor_of(request))
    except Refused as refused:
        messages.warning(request, refused.message)
    return SeeOther(f"{reverse('events:desk-hall', args=[event.slug])}#pytanie-{question.pk}")


@desk_page(*READ)
def screen(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the hall its questions in big letters, with the way to ask one."""
    event = own_event(request, slug)
    sessions = sessions_to_ask_in(event)
    session = next((each for each in sessions if str(each.pk) == request.GET.get("session")), None)
    content = {
        "event": event,
        "session": session,
        "links": _screens(event, sessions, session),
        "questions": questions_on_screen(event, session),
        "counts": hall_question_counts(event),
        "address": questions_url(event),
        "at": event.read_at,  # type: ignore[attr-defined]
    }
    return render(request, "events/door/screen.html", content)


def _groups(event: Event) -> list[tuple[str, str, list[HallQuestion]]]:
    titles = {
        HallQuestionState.SHOWN: _("On the screen"),
        HallQuestionState.ASKED: _("Wait for you"),
        HallQuestionState.ANSWERED: _("Answered"),
        HallQuestionState.HIDDEN: _("Hidden"),
    }
    asked: list[Any] = list(hall_questions_of(event))
    return [
        (state.value, title, [each for each in asked if each.state == state])
        for state, title in titles.items()
    ]


def _screens(event: Event, sessions: list[Session], current: Session | None) -> list[Link]:
    address = reverse("events:desk-hall-screen", args=[event.slug])
    every = Link(_("Every session"), address, current is None)
    return [every] + [
        Link(each.spoken_title, f"{address}?session={each.pk}", each == current) for each in sessions
    ]
