"""Editors read the cards that organisations propose, and decide them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
from kuznia.lib.acting import actor_of
from kuznia.lib.policy import Actor
from kuznia.newsroom import services
from kuznia.newsroom.forms.practices import PublishForm, ReasonForm
from kuznia.newsroom.models import Practice
from kuznia.newsroom.policies import DECIDE_PRACTICE
from kuznia.newsroom.queries import (
    picture_of,
    practices_decided,
    practices_to_decide,
    practices_visible_to,
)
from kuznia.process.queries import open_moves
from kuznia.ui.doors import behind
from kuznia.ui.forms import Form, saves

View = Callable[..., Any]
LAST_DECIDED = 50
# What each move that gives a reason is done by, and what is said then.
REASONED: dict[str, Callable[..., Practice]] = {
    "send_back": services.send_back_practice,
    "refuse": services.refuse_practice,
    "take_down": services.take_down_practice,
}


def desk_page(*methods: str) -> Callable[[View], View]:
    """Open the page to editors only, by these methods; no browser keeps what it shows."""

    def decorate(view: View) -> View:
        guarded: View = require_http_methods(list(methods))(never_cache(behind(DECIDE_PRACTICE)(view)))
        return guarded

    return decorate


@desk_page("GET", "HEAD")
def practices(request: HttpRequest) -> HttpResponse:
    """Show the cards that wait, the oldest first, and the last ones decided."""
    actor = actor_of(request)
    content = {"waiting": practices_to_decide(actor), "decided": practices_decided(actor)[:LAST_DECIDED]}
    return render(request, "newsroom/desk_practices.html", content)


@desk_page("GET", "HEAD")
def practice(request: HttpRequest, number: int) -> HttpResponse:
    """Show one card with the forms that decide it."""
    return _shown(request, _card(request, number), None)


@desk_page("POST")
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Publish the card that the editor has read."""
    found, form = _card(request, number), PublishForm(request.POST)
    if saves(form, lambda: _published(form, found, actor_of(request))):
        messages.success(request, _("The card is published. Whoever proposed it is told by e-mail."))
        return redirect("newsroom:desk-practice", number=number)
    return _shown(request, found, form)


@desk_page("POST")
def decide(request: HttpRequest, number: int, move: str) -> HttpResponse:
    """Send the card back, refuse it or take it down, with the reason that whoever proposed it reads."""
    found, form = _card(request, number), ReasonForm(request.POST, prefix=move)
    if saves(form, lambda: _decided(form, move, found, actor_of(request))):
        messages.success(request, _("It is done. Whoever proposed the card is told by e-mail."))
        return redirect("newsroom:desk-practice", number=number)
    return _shown(request, found, form)


def send_back(request: HttpRequest, number: int) -> HttpResponse:
    """Send the card back to be corrected."""
    answer: HttpResponse = decide(request, number, "send_back")
    return answer


def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """Refuse the card."""
    answer: HttpResponse = decide(request, number, "refuse")
    return answer


def take_down(request: HttpRequest, number: int) -> HttpResponse:
    """Take a published card down."""
    answer: HttpResponse = decide(request, number, "take_down")
    return answer


def _card(request: HttpRequest, number: int) -> Practice:
    return get_object_or_404(practices_visible_to(actor_of(request)).select_related("proposed_by"), pk=number)


def _published(form: PublishForm, found: Practice, actor: Actor) -> Practice:
    return services.publish_practice(practice=found, version=form.cleaned_data["version"], actor=actor)


def _decided(form: ReasonForm, move: str, found: Practice, actor: Actor) -> Practice:
    return REASONED[move](practice=found, reason=form.cleaned_data["reason"], actor=actor)


def _shown(request: HttpRequest, found: Practice, filled_in: Form | None) -> HttpResponse:
    """Show the card; the form that was sent with its errors, the others empty."""
    moves = {step.name: step for step in open_moves(found, actor_of(request))}
    reasons = [
        (step, filled_in if filled_in and filled_in.prefix == name else ReasonForm(prefix=name))
        for name, step in moves.items()
        if name in REASONED
    ]
    content = {
        "practice": found,
        "picture": picture_of(found),
        "may_publish": "publish" in moves,
        # After somebody changed the card meanwhile, the page shows and sends the new text.
        "publish": PublishForm(initial={"version": found.version}),
        "reasons": reasons,
        "form": filled_in,
        "history": history_of(found, audiences=list(Audience)),
    }
    return render(request, "newsroom/desk_practice.html", content)
