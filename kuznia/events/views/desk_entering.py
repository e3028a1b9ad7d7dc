"""An office takes down a sign-up that came by phone or on paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.accounts.queries import blocks_of, current_notice
from kuznia.events.announcement import choices_announcement
from kuznia.events.forms.entering import EnteringForm
from kuznia.events.models import Event, Registration
from kuznia.events.queries import SignUp, asked_questions, organisation_names, sign_up_state
from kuznia.events.services import entering
from kuznia.events.states import QuestionPurpose
from kuznia.events.views.desk_reading import WRITE, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.events.views.signing_up import PURPOSE
from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused

OPEN = {SignUp.SOON, SignUp.OPEN, SignUp.CLOSED}


@desk_page(*WRITE)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form for a sign-up by phone or on paper, or take it; the public deadline doesn't bind the office."""
    event = own_event(request, slug)
    form = _form(request, event)
    if request.method == "POST" and form.is_valid():
        try:
            registration = entering.enter_registration(
                event=event, entry=form.desk_entry(), actor=actor_of(request)
            )
        except Refused as refused:
            form = _form(request, event)
            form.add_refusal(refused)
        else:
            messages.success(request, _entered_words(registration))
            return SeeOther(reverse("events:desk-registration", args=[event.slug, registration.code]))
    content = {
        **head_of(request, event, "desk-event"),
        "form": form,
        "notice": form.notice,
        "notice_blocks": blocks_of(form.notice),
        "organisations": organisation_names(),
        "may_enter": sign_up_state(event, clock.now()) in OPEN,
    }
    return render(request, "events/desk/registration_new.html", content)


def _form(request: HttpRequest, event: Event) -> EnteringForm:
    now = clock.now()
    return EnteringForm(
        request.POST if request.method == "POST" else None,
        event=event,
        blocks=choices_announcement(event, now).choices,
        questions=asked_questions(event, QuestionPurpose.SIGN_UP),
        notice=current_notice(PURPOSE, now),
    )


def _entered_words(registration: Registration) -> str:
    if registration.is_waiting:
        return _("%(name)s is on the waiting list and gets an e-mail.") % {"name": registration.name}
    if registration.person.email:
        return _("%(name)s is signed up and gets an e-mail.") % {"name": registration.name}
    return _("%(name)s is signed up. Without an address she gets no e-mail: give her the code %(code)s.") % {
        "name": registration.name,
        "code": registration.code,
    }
