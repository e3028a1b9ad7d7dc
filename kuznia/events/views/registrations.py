"""A participant's own sign-up: opened by the link from an e-mail, or by its person signed in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kuznia.events.announcement import choices_announcement
from kuznia.events.forms.questions import answered_keys
from kuznia.events.forms.sign_up import ChangeForm, present_values
from kuznia.events.models import Registration
from kuznia.events.queries import (
    SignUp,
    answers_of,
    asked_questions,
    certificate_of,
    places_of,
    sign_up_state,
)
from kuznia.events.services import registrations
from kuznia.events.states import QuestionPurpose, RegistrationState
from kuznia.events.views.reading import SeeOther, registration_or_404
from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.arrival import arrived_at, judged_by_arrival
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor, person_id_of


@require_safe
@never_cache
def registration(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """Show the sign-up and what can be done with it; opening the page changes nothing."""
    if _must_sign_in(request, key):
        return redirect_to_login(request.get_full_path())
    found, _actor = registration_or_404(request, code, key)
    return render(request, "events/registration.html", _content(found, key, clock.now()))


@require_POST
@never_cache
def confirm(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """Make the held seat sure, or take a freed one again; a second click changes nothing."""
    if _must_sign_in(request, key):
        return redirect_to_login(_address("registration", code, key))
    found, actor = registration_or_404(request, code, key)
    try:
        registrations.confirm_registration(registration=found, actor=actor)
    except Refused as refused:
        messages.warning(request, refused.message)
    return SeeOther(_address("registration", code, key))


@judged_by_arrival
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """Show the form that changes name, sessions and needs, or keep what was changed."""
    if _must_sign_in(request, key):
        return redirect_to_login(_address("registration-change", code, key))
    found, actor = registration_or_404(request, code, key)
    content = _content(found, key, clock.now())
    form = _change_form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(form, found, actor, arrived_at(request))
        except Refused as refused:
            form = _change_form(request, found)
            form.add_refusal(refused)
        else:
            messages.success(request, _("Your sign-up was changed."))
            return SeeOther(content["page_url"])
    elif request.method != "POST" and not content["may_change"]:
        return SeeOther(content["page_url"])
    return render(request, "events/change.html", content | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def cancel(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """Ask whether to cancel, or cancel; a second click changes nothing."""
    if _must_sign_in(request, key):
        return redirect_to_login(_address("registration-cancel", code, key))
    found, actor = registration_or_404(request, code, key)
    if request.method == "POST":
        registrations.cancel_registration(registration=found, actor=actor)
        return SeeOther(_address("registration", code, key))
    return render(request, "events/cancel.html", _content(found, key, clock.now()))


def _must_sign_in(request: HttpRequest, key: str) -> bool:
    """True for a visitor without a link: nothing is looked up for her."""
    return not key and person_id_of(actor_of(request)) is None


def _address(name: str, code: str, key: str) -> str:
    """Return a page of the same sign-up, opened in the same way as this one."""
    return reverse(f"events:{name}", args=[code, key]) if key else reverse(f"events:my-{name}", args=[code])


def _content(found: Registration, key: str, at: datetime) -> dict[str, Any]:
    event = found.event
    state = sign_up_state(event, at)
    is_open = state == SignUp.OPEN
    is_coming = found.is_seated and state not in {SignUp.OVER, SignUp.CANCELLED}
    return {
        "registration": found,
        "event": event,
        "needs": getattr(found, "needs", None),
        "sessions": places_of(found),
        "answers": answers_of(found),
        "page_url": _address("registration", found.code, key),
        "confirm_url": _address("registration-confirm", found.code, key),
        "change_url": _address("registration-change", found.code, key),
        "certificate": certificate_of(found) if state == SignUp.OVER else None,
        "certificate_url": _address("registration-certificate", found.code, key),
        "cancel_url": _address("registration-cancel", found.code, key),
        "is_over": state == SignUp.OVER,
        "is_event_cancelled": state == SignUp.CANCELLED,
        "is_held": is_coming and found.state == RegistrationState.HELD,
        "is_confirmed": is_coming and found.state == RegistrationState.CONFIRMED,
        "is_expired": found.state == RegistrationState.EXPIRED,
        "is_coming": is_coming,
        "may_change": is_coming and is_open,
        "may_return": found.state == RegistrationState.EXPIRED and is_open and event.free != 0,
        "may_sign_up_again": found.state == RegistrationState.CANCELLED and is_open and event.free != 0,
    }


def _keep(form: ChangeForm, found: Registration, actor: Actor, arrived: datetime) -> None:
    registrations.change_registration(
        registration=found,
        actor=actor,
        arrived_at=arrived,
        name=form.cleaned_data["name"],
        session_ids=form.session_ids,
        needs=form.needs_entry,
        answers=form.answers,
    )


def _change_form(request: HttpRequest, found: Registration) -> ChangeForm:
    page = choices_announcement(found.event, clock.now())
    chosen = {session.block or 0: session.pk for session in places_of(found)}
    answers = answers_of(found)
    return ChangeForm(
        request.POST if request.method == "POST" else None,
        event=found.event,
        blocks=page.choices,
        chosen=chosen,
        questions=asked_questions(found.event, QuestionPurpose.SIGN_UP),
        answered=answered_keys(answers),
        initial=present_values(found, chosen, answers),
    )
