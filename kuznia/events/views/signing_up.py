"""Signing up for an event: the form, and the page that says what happens next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kuznia.accounts.queries import blocks_of, current_notice
from kuznia.events import queries
from kuznia.events.announcement import Announcement, choices_announcement, seats_announcement
from kuznia.events.forms.sign_up import SignUpForm, VisitorSignUpForm, first_values
from kuznia.events.models import Event
from kuznia.events.services import registrations
from kuznia.events.states import QuestionPurpose
from kuznia.events.views.reading import SeeOther, event_or_404
from kuznia.lib.acting import actor_of
from kuznia.lib.arrival import arrived_at, judged_by_arrival
from kuznia.lib.errors import Refused
from kuznia.lib.policy import person_id_of
from kuznia.lib.text import mask_email
from kuznia.ui.limits import Limit, limited

PURPOSE = "events.registration"
SIGN_UPS = Limit(name="events.sign_up", per_address=30, per_network=120)
SENT_SALT = "kuznia.events.sent"
SENT_IS_SHOWN_FOR = timedelta(hours=1)
SUGGESTED_FOR_SECONDS = 60


@judged_by_arrival
@require_http_methods(["GET", "HEAD", "POST"])
@limited(SIGN_UPS)
@never_cache
def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of an event, or take a sign-up; whoever has signed up already is led to it."""
    found, at = event_or_404(request, slug)
    person = person_id_of(actor_of(request))
    own = queries.live_registration(found, person) if person is not None else None
    if own is not None:
        return redirect("events:my-registration", own.code)
    if request.method == "POST":
        return _submitted(request, seats_announcement(found, at))
    page = choices_announcement(found, at)
    return _shown(request, page, _form(request, page) if page.is_open else None)


@require_safe
@never_cache
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what happens next: the same to whoever is new and to whoever had signed up before."""
    found, at = event_or_404(request, slug)
    note = _note_read(found, request.GET.get("k", ""))
    if note is None or at - note[1] > SENT_IS_SHOWN_FOR:
        return redirect(found)
    content = {
        "page": Announcement(event=found, at=at),
        "event": found,
        "address": note[0],
        # Counted from the arrival and not read from the sign-up: nothing tells whether there was one before.
        "until": note[1] + timedelta(hours=found.hold_hours),
        "is_demo": settings.KUZNIA_DEMO,
    }
    return render(request, "events/sent.html", content)


def _submitted(request: HttpRequest, page: Announcement) -> HttpResponse:
    form = _form(request, page)
    if not form.is_valid():
        return _shown_again(request, page.event.slug)
    entry = form.entry(email="", language=get_language() or "pl")
    arrived, actor = arrived_at(request), actor_of(request)
    try:
        registration = registrations.sign_up(event=page.event, entry=entry, actor=actor, arrived_at=arrived)
    except Refused as refused:
        return _shown_again(request, page.event.slug, refused)
    if person_id_of(actor) is not None:
        return SeeOther(reverse("events:my-registration", args=[registration.code]))
    note = _note_signer(page.event).sign_object([mask_email(entry.email), arrived.isoformat()])
    return SeeOther(f"{reverse('events:sign-up-sent', args=[page.event.slug])}?{urlencode({'k': note})}")


def _note_read(event: Event, signed: str) -> tuple[str, datetime] | None:
    """Return the masked address and the arrival that the form's answer wrote down, or nothing where it is spoilt."""
    try:
        address, arrived = _note_signer(event).unsign_object(signed)
    except signing.BadSignature:
        return None
    return address, datetime.fromisoformat(arrived)


def _note_signer(event: Event) -> signing.Signer:
    return signing.Signer(salt=f"{SENT_SALT}:{event.pk}")


def _shown_again(request: HttpRequest, slug: str, refused: Refused | None = None) -> HttpResponse:
    """Show everything typed with what there is to correct, and the seats as they are now."""
    found, at = event_or_404(request, slug)
    page = choices_announcement(found, at)
    form = _form(request, page)
    if refused is not None:
        form.add_refusal(refused)
    return _shown(request, page, form)


def _shown(request: HttpRequest, page: Announcement, form: SignUpForm | None) -> HttpResponse:
    content: dict[str, Any] = {"page": page, "event": page.event, "form": form}
    if form is not None:
        content |= {
            "notice": form.notice,
            "notice_blocks": blocks_of(form.notice),
            "suggestions": suggestions(),
            "nothing_saved": _("Nobody has been signed up yet. What you typed is still here."),
        }
    return render(request, "events/sign_up.html", content)


def _form(request: HttpRequest, page: Announcement) -> SignUpForm:
    actor = actor_of(request)
    common: dict[str, Any] = {
        "data": request.POST if request.method == "POST" else None,
        "event": page.event,
        "blocks": page.choices,
        "questions": queries.asked_questions(page.event, QuestionPurpose.SIGN_UP),
        "notice": current_notice(PURPOSE, page.at),
        "initial": _chosen_on_the_way(request.GET, page),
    }
    if person_id_of(actor) is None:
        return VisitorSignUpForm(
            arrived_at=arrived_at(request) if request.method == "POST" else page.at, **common
        )
    organisation = queries.organisation_acting(actor)
    common["initial"] |= first_values(actor, organisation_kind=organisation.kind if organisation else "")
    return SignUpForm(**common)


def _chosen_on_the_way(asked: QueryDict, page: Announcement) -> dict[str, Any]:
    """Return the sessions that the reader has chosen on the event's page, where they still have seats."""
    free = {
        str(line.session.pk) for block in page.choices for line in block.sessions if not line.seats.is_full
    }
    chosen = {block.field: asked.get(block.field, "") for block in page.choices}
    return {field: number for field, number in chosen.items() if number in free}


def suggestions() -> str:
    """Return the names of the directory as options that a browser suggests, made anew every minute."""
    kept: str | None = caches["fragments"].get("events:suggestions") if settings.KUZNIA_PAGE_CACHE else None
    if kept is None:
        kept = format_html_join("", '<option value="{}">', ((name,) for name in queries.organisation_names()))
        caches["fragments"].set("events:suggestions", kept, SUGGESTED_FOR_SECONDS)
    return kept
