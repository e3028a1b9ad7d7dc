"""What an officer does about one question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kuznia.inquiries.forms.desk import AnswerForm, CloseForm, HandOverForm, NoteForm
from kuznia.inquiries.models import Inquiry
from kuznia.inquiries.queries import offices_that_answer
from kuznia.inquiries.services import answering
from kuznia.inquiries.views.desk import DESK, forms_of, own_inquiry, shown
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Forbidden, Refused
from kuznia.lib.policy import Actor
from kuznia.ui.beside import keep_beside, typed_beside
from kuznia.ui.doors import behind
from kuznia.ui.forms import Form, saves

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
        return _done(request, found, _("Answered. Whoever asked reads it by e-mail and on the page."), form)
    return shown(request, found, form)


@_act
def note(request: HttpRequest, code: str) -> HttpResponse:
    """Write a note for the office."""
    found, form, actor = own_inquiry(request, code), NoteForm(request.POST), actor_of(request)
    if saves(form, lambda: _noted(found, form, actor)):
        return _done(request, found, _("The note is kept. Only the office reads it."), form)
    return shown(request, found, form)


@_act
def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """Hand the question on to another office, which alone sees it from now on."""
    found = own_inquiry(request, code)
    form = HandOverForm(request.POST, offices=offices_that_answer().exclude(pk=found.authority_id))
    if saves(form, lambda: _handed_over(request, found, form)):
        messages.success(request, _("The question is with the other office. Whoever asked is told."))
        return redirect("inquiries:desk-inquiries")
    return shown(request, found, form)


@_act
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close the question with a reason."""
    found, form = own_inquiry(request, code), CloseForm(request.POST)
    if saves(form, lambda: _closed(request, found, form)):
        return _done(request, found, _("The question is closed. Whoever asked reads the reason."), form)
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
    return _back(request, found)


def _done(request: HttpRequest, found: Inquiry, done: str, sent: Form) -> HttpResponse:
    messages.success(request, done)
    return _back(request, found, sent)


def _back(request: HttpRequest, found: Inquiry, sent: Form | None = None) -> HttpResponse:
    page = reverse(PAGE, args=[found.code])
    keep_beside(request, page, _beside(request, found, sent))
    return HttpResponseRedirect(page)


def _beside(request: HttpRequest, found: Inquiry, sent: Form | None) -> list[Form]:
    typed = forms_of(found, request.POST).items()
    return [form for prefix, form in typed if sent is None or prefix != sent.prefix]


def _answered(found: Inquiry, form: AnswerForm, actor: Actor) -> Inquiry:
    body, key = form.cleaned_data["body"], form.key_for("answer")
    return answering.answer(inquiry=found, body=body, form_key=key, actor=actor)


def _noted(found: Inquiry, form: NoteForm, actor: Actor) -> Inquiry:
    body, key = form.cleaned_data["body"], form.key_for("note")
    return answering.add_note(inquiry=found, body=body, form_key=key, actor=actor)


def _handed_over(request: HttpRequest, found: Inquiry, form: HandOverForm) -> Inquiry:
    _refuse_what_would_be_lost(request, found, form)
    return answering.hand_over(inquiry=found, actor=actor_of(request), **form.cleaned_data)


def _closed(request: HttpRequest, found: Inquiry, form: CloseForm) -> Inquiry:
    _refuse_what_would_be_lost(request, found, form)
    return answering.close_by_office(inquiry=found, actor=actor_of(request), **form.cleaned_data)


def _refuse_what_would_be_lost(request: HttpRequest, found: Inquiry, sent: Form) -> None:
    # After this act the page no longer has the other forms.
    if typed_beside(_beside(request, found, sent)):
        raise Refused(_("Something else is typed on this page too. Send it or delete it first."))
