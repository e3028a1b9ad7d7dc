"""Asking the office, and the page on which the answer stands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kuznia.accounts.queries import blocks_of, current_notice
from kuznia.directory.queries.organisations import organisations_of_person
from kuznia.inquiries.forms.asking import AskForm, FollowUpForm, VisitorAskForm
from kuznia.inquiries.links import fits, key_of, sent_key_of, shows_sent
from kuznia.inquiries.models import Inquiry
from kuznia.inquiries.queries import (
    inquiry_with_code,
    link_to,
    offered_topics,
    offices_that_answer,
    replies_of,
    working_days_of,
)
from kuznia.inquiries.services import asking
from kuznia.inquiries.states import InquiryState
from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.arrival import arrived_at, judged_by_arrival
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, ForOrganisation, LinkHolder, person_id_of
from kuznia.ui.forms import saves
from kuznia.ui.limits import Limit, limited

PURPOSE = "inquiries.inquiry"
QUESTIONS = Limit(name="inquiries.ask", per_address=10, per_network=40)
FOLLOW_UPS = Limit(name="inquiries.follow_up", per_address=20, per_network=80)


@judged_by_arrival
@require_http_methods(["GET", "HEAD", "POST"])
@limited(QUESTIONS)
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Show the form, or put a question before an office."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        entry = form.entry(language=get_language() or "pl")
        try:
            asked = asking.ask(entry=entry, actor=actor_of(request), arrived_at=arrived_at(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            return redirect(_after_asking(request, asked))
    office = form.lone_office
    content = {
        "form": form,
        "notice": form.notice,
        "notice_blocks": blocks_of(form.notice),
        "working_days": working_days_of(office.pk) if office else 0,
    }
    return render(request, "inquiries/ask.html", content)


@require_safe
@never_cache
def inquiry(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Show the question, how it stands, and the answer; to whoever only sent the form, that it was sent."""
    sent = inquiry_with_code(code)
    if sent is not None and shows_sent(sent, key):
        return render(request, "inquiries/sent.html", {"inquiry": sent, "is_only_sent": True})
    found, _actor = _inquiry_or_404(request, code, key)
    return _shown(request, found, FollowUpForm())


@require_safe
@login_required
@never_cache
def my_inquiry(request: HttpRequest, code: str) -> HttpResponse:
    """Lead the signed-in person to the page of her question."""
    found = inquiry_with_code(code)
    if found is None or person_id_of(actor_of(request)) != found.person_id:
        raise Http404
    return redirect(_address("inquiry", found))


@require_POST
@limited(FOLLOW_UPS)
@never_cache
def follow_up(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Write something more under the question."""
    found, actor = _inquiry_or_404(request, code, key)
    form = FollowUpForm(request.POST)
    if saves(form, lambda: _written(found, form, actor)):
        messages.success(request, _("Sent. The office sees it under your question."))
        return redirect(_address("inquiry", found))
    return _shown(request, found, form)


@require_POST
@never_cache
def close(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Close the question; a second click changes nothing."""
    found, actor = _inquiry_or_404(request, code, key)
    asking.close(inquiry=found, actor=actor)
    messages.success(request, _("Your question is closed. If you write again, it opens anew."))
    return redirect(_address("inquiry", found))


def _form(request: HttpRequest) -> AskForm:
    actor = actor_of(request)
    person_id = person_id_of(actor)
    common: dict[str, Any] = {
        "data": request.POST if request.method == "POST" else None,
        "notice": current_notice(PURPOSE, clock.now()),
        "offices": offices_that_answer(),
        "topics": offered_topics(),
        "organisations": organisations_of_person(person_id or 0),
        "initial": _first_values(request, actor),
    }
    if person_id is None:
        return VisitorAskForm(arrived_at=arrived_at(request), **common)
    return AskForm(**common)


def _first_values(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    values: dict[str, Any] = {"name": getattr(actor, "name", "")}
    topic = request.GET.get("temat", "")
    if topic.isdecimal():
        values["topic"] = topic
    if isinstance(actor, ForOrganisation):
        values["organisation"] = actor.organisation_id
    return values


def _written(found: Inquiry, form: FollowUpForm, actor: Actor) -> Inquiry:
    body = form.cleaned_data["body"]
    return asking.follow_up(inquiry=found, body=body, form_key=form.key, actor=actor)


def _inquiry_or_404(request: HttpRequest, code: str, key: str) -> tuple[Inquiry, Actor]:
    """Return the question that the link opens, and who opens it: its own person where she is signed in."""
    found = inquiry_with_code(code)
    if found is None or not fits(found, key):
        raise Http404
    actor = actor_of(request)
    if person_id_of(actor) == found.person_id:
        return found, actor
    return found, LinkHolder(opens=link_to(found))


def _shown(request: HttpRequest, found: Inquiry, form: FollowUpForm) -> HttpResponse:
    content = {
        "inquiry": found,
        "replies": replies_of(found, for_asker=True),
        "form": form,
        "is_of_reader": person_id_of(actor_of(request)) == found.person_id is not None,
        "is_late": found.is_open and found.due_on < clock.today(),
        "is_closed": found.state == InquiryState.CLOSED,
        "is_answered": found.state == InquiryState.ANSWERED,
        "follow_up_url": _address("inquiry-follow-up", found),
        "close_url": _address("inquiry-close", found),
    }
    return render(request, "inquiries/inquiry.html", content)


def _after_asking(request: HttpRequest, asked: Inquiry) -> str:
    if person_id_of(actor_of(request)) == asked.person_id:
        return _address("inquiry", asked)
    return reverse("inquiries:inquiry", args=[asked.code, sent_key_of(asked)])


def _address(name: str, found: Inquiry) -> str:
    return reverse(f"inquiries:{name}", args=[found.code, key_of(found)])
