"""What an officer does about one question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kuznia.inquiries.forms.desk import AnswerForm, CloseForm, HandOverForm, NoteForm
from kuznia.inquiries.models import Inquiry
from kuznia.inquiries.queries import offices_that_answer
from kuznia.inquiries.services import answering
from kuznia.inquiries.views.desk import DESK, own_inquiry, shown
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import Actor
from kuznia.ui.doors import behind
from kuznia.ui.forms import saves

View = Callable[..., Any]
PAGE = "inquiries:desk-inquiry"


def _act(view: View) -> View:
    guarded: View = require_POST(never_cache(behind(DESK)(view)))
    return guarded


@_act
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Take the question, a colleague's too."""
    return _moved(
        request, code, lambda found, actor: answering.take(inquiry=found, actor=actor), _("It is yours now.")
    )


@_act
def put_back(request: HttpRequest, code: str) -> HttpResponse:
    """Leave the question to others."""
    return _moved(
        request,
        code,
        lambda found, actor: answering.put_back(inquiry=found, actor=actor),
        _("The question waits for somebody to take it."),
    )


@_act
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Open the question again."""
    return _moved(
        request,
        code,
        lambda found, actor: answering.reopen(inquiry=found, actor=actor),
        _("The question is open again and yours."),
    )


@_act
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Answer the question."""
    found, form, actor = own_inquiry(request, code), AnswerForm(request.POST), actor_of(request)
    if saves(form, lambda: _answered(found, form, actor)):
        return _done(request, found, _("Answered. Whoever asked reads it by e-mail and on the page."))
    return shown(request, found, form)


@_act
def note(request: HttpRequest, code: str) -> HttpResponse:
    """Write a note for the office."""
    found, form, actor = own_inquiry(request, code), NoteForm(request.POST), actor_of(request)
    if saves(form, lambda: _noted(found, form, actor)):
        return _done(request, found, _("The note is kept. Only the office reads it."))
    return shown(request, found, form)


@_act
def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """Hand the question on to another office, which alone sees it from now on."""
    found, actor = own_inquiry(request, code), actor_of(request)
    form = HandOverForm(request.POST, offices=offices_that_answer().exclude(pk=found.authority_id))
    if saves(form, lambda: answering.hand_over(inquiry=found, actor=actor, **form.cleaned_data)):
        messages.success(request, _("The question is with the other office. Whoever asked is told."))
        return redirect("inquiries:desk-inquiries")
    return shown(request, found, form)


@_act
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close the question with a reason."""
    found, form, actor = own_inquiry(request, code), CloseForm(request.POST), actor_of(request)
    if saves(form, lambda: answering.close_by_office(inquiry=found, actor=actor, **form.cleaned_data)):
        return _done(request, found, _("The question is closed. Whoever asked reads the reason."))
    return shown(request, found, form)


def _moved(
    request: HttpRequest, code: str, act: Callable[[Inquiry, Actor], Inquiry], done: str
) -> HttpResponse:
    found = own_inquiry(request, code)
    try:
        act(found, actor_of(request))
    except Forbidden:
        raise
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, done)
    return redirect(PAGE, found.code)


def _done(request: HttpRequest, found: Inquiry, done: str) -> HttpResponse:
    messages.success(request, done)
    return redirect(PAGE, found.code)


def _answered(found: Inquiry, form: AnswerForm, actor: Actor) -> Inquiry:
    body, key = form.cleaned_data["body"], form.key_for("answer")
    return answering.answer(inquiry=found, body=body, form_key=key, actor=actor)


def _noted(found: Inquiry, form: NoteForm, actor: Actor) -> Inquiry:
    body, key = form.cleaned_data["body"], form.key_for("note")
    return answering.add_note(inquiry=found, body=body, form_key=key, actor=actor)
