"""A participant's own sign-up: opened by the link from an e-mail, or by its person signed in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kuznia.audit.models import Audience
from kuznia.audit.queries import history_of
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
from kuznia.events.queries.waiting import live_wishes, place_of_wish, queue_places
from kuznia.events.services import registrations
from kuznia.events.states import QuestionPurpose, RegistrationState
from kuznia.events.tickets import ticket_text
from kuznia.events.views.reading import SeeOther, must_sign_in, own_address, registration_or_404
from kuznia.lib import clock
from kuznia.lib.arrival import arrived_at, judged_by_arrival
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor
from kuznia.lib.qr import qr_svg


@require_safe
@never_cache
def registration(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """Show the sign-up and what can be done with it; opening the page changes nothing."""
    if must_sign_in(request, key):
        return redirect_to_login(request.get_full_path())
    found, _actor = registration_or_404(request, code, key)
    return render(request, "events/registration.html", _content(found, key, clock.now()))


@require_POST
@never_cache
def confirm(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """Make the held seat sure, or take a freed one again; a second click changes nothing."""
    if must_sign_in(request, key):
        return redirect_to_login(own_address("registration", code, key))
    found, actor = registration_or_404(request, code, key)
    try:
        registrations.confirm_registration(registration=found, actor=actor)
    except Refused as refused:
        messages.warning(request, refused.message)
    return SeeOther(own_address("registration", code, key))


@judged_by_arrival
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """Show the form that changes name, sessions, needs and the yes to photographs, or keep what was changed."""
    if must_sign_in(request, key):
        return redirect_to_login(own_address("registration-change", code, key))
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
            messages.success(request, _changed_words(found))
            return SeeOther(content["page_url"])
    elif request.method != "POST" and not content["may_change"]:
        return SeeOther(content["page_url"])
    return render(request, "events/change.html", content | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def cancel(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """Ask whether to cancel, or cancel; a second click changes nothing."""
    if must_sign_in(request, key):
        return redirect_to_login(own_address("registration-cancel", code, key))
    found, actor = registration_or_404(request, code, key)
    if request.method == "POST":
        registrations.cancel_registration(registration=found, actor=actor)
        return SeeOther(own_address("registration", code, key))
    return render(request, "events/cancel.html", _content(found, key, clock.now()))


@require_safe
@never_cache
def ticket(request: HttpRequest, code: str, key: str = "") -> HttpResponse:
    """Send the ticket's QR as a picture."""
    if must_sign_in(request, key):
        return redirect_to_login(own_address("registration", code, key))
    found, _actor = registration_or_404(request, code, key)
    return HttpResponse(qr_svg(ticket_text(found)), content_type="image/svg+xml")


def _content(found: Registration, key: str, at: datetime) -> dict[str, Any]:
    event = found.event
    state = sign_up_state(event, at)
    is_open = state == SignUp.OPEN
    takes_place = state not in {SignUp.OVER, SignUp.CANCELLED}
    is_coming = found.is_seated and takes_place
    is_pending = found.state == RegistrationState.PENDING and takes_place
    return {
        "registration": found,
        "event": event,
        "needs": getattr(found, "needs", None),
        "sessions": places_of(found),
        "answers": answers_of(found),
        "page_url": own_address("registration", found.code, key),
        "confirm_url": own_address("registration-confirm", found.code, key),
        "change_url": own_address("registration-change", found.code, key),
        "cancel_url": own_address("registration-cancel", found.code, key),
        "ticket_url": own_address("registration-ticket", found.code, key),
        "certificate": certificate_of(found) if state == SignUp.OVER else None,
        "certificate_url": own_address("registration-certificate", found.code, key),
        "is_over": state == SignUp.OVER,
        "is_event_cancelled": state == SignUp.CANCELLED,
        "is_held": is_coming and found.state == RegistrationState.HELD,
        "is_confirmed": is_coming and found.state == RegistrationState.CONFIRMED,
        "is_pending": is_pending,
        "is_waiting": found.state == RegistrationState.WAITING and takes_place,
        "is_refused": found.state == RegistrationState.REFUSED,
        "refusal_reason": _refusal_reason(found),
        "is_expired": found.state == RegistrationState.EXPIRED,
        "is_coming": is_coming,
        "queues": queue_places(found) if found.is_waiting else [],
        "wishes": _wishes(found, key) if is_coming and event.has_waiting_list else [],
        "may_change": (is_coming or is_pending) and is_open,
        "may_return": found.state == RegistrationState.EXPIRED and is_open and event.free != 0,
        "may_sign_up_again": not found.is_live and is_open and (event.free != 0 or event.has_waiting_list),
    }


def _refusal_reason(found: Registration) -> str:
    """Return why the organiser refused, as the officer wrote."""
    if found.state != RegistrationState.REFUSED:
        return ""
    return next((line.reason for line in history_of(found, audiences=Audience.values) if line.reason), "")


def _wishes(found: Registration, key: str) -> list[dict[str, Any]]:
    """Return the sessions that she waits for, each with her place or until when its seat is kept, and the answers."""
    return [
        {
            "session": wish.session,
            "until": wish.offered_until,
            "place": 0 if wish.is_offered else place_of_wish(wish),
            "take_url": own_address("wish-take", found.code, key, wish.pk),
            "leave_url": own_address("wish-leave", found.code, key, wish.pk),
        }
        for wish in live_wishes(found)
    ]


def _keep(form: ChangeForm, found: Registration, actor: Actor, arrived: datetime) -> None:
    registrations.change_registration(
        registration=found,
        actor=actor,
        arrived_at=arrived,
        name=form.cleaned_data["name"],
        session_ids=form.session_ids,
        needs=form.needs_entry,
        answers=form.answers,
        allows_photos=form.cleaned_data["allows_photos"],
        accepts_waiting=form.accepted_waiting,
    )


def _changed_words(found: Registration) -> str:
    if any(not wish.is_offered for wish in live_wishes(found)):
        return _("Your sign-up was changed. You keep your place until a seat in the other session is yours.")
    return _("Your sign-up was changed.")


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
