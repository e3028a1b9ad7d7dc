"""Signing up a delegation: the form with its rows, and the page that says what happens next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kuznia.accounts.queries import blocks_of, current_notice
from kuznia.events import queries
from kuznia.events.announcement import Announcement, choices_announcement
from kuznia.events.forms.delegation import MORE_ROWS, DelegationForm, VisitorDelegationForm, typed_rows
from kuznia.events.forms.sign_up import first_values
from kuznia.events.models import Delegation, Event
from kuznia.events.queries import members_of
from kuznia.events.services import delegating
from kuznia.events.states import ComingFor
from kuznia.events.views.reading import SeeOther, event_or_404
from kuznia.events.views.sent import SENT_IS_SHOWN_FOR
from kuznia.events.views.signing_up import PURPOSE, suggestions
from kuznia.lib.acting import actor_of
from kuznia.lib.arrival import arrived_at, judged_by_arrival
from kuznia.lib.errors import Refused
from kuznia.lib.policy import person_id_of
from kuznia.lib.text import mask_email
from kuznia.ui.limits import Limit, limited

DELEGATIONS = Limit(name="events.delegation", per_address=40, per_network=160)
SENT_SALT = "kuznia.events.delegation-sent-2"


@judged_by_arrival
@require_http_methods(["GET", "HEAD", "POST"])
@limited(DELEGATIONS)
@never_cache
def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of a delegation, add rows to it, or take the sign-up."""
    found, at = event_or_404(request, slug)
    page = choices_announcement(found, at)
    if request.method != "POST":
        return _shown(request, page, _form(request, page) if page.is_open else None)
    if "more" in request.POST:
        return _shown(request, page, _grown(request, page))
    return _submitted(request, page)


@require_safe
@never_cache
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what happens next, and how many people of the list have no seat or wait for one."""
    found, at = event_or_404(request, slug)
    note = _note_read(found, request.GET.get("k", ""))
    if note is None or at - note.arrived > SENT_IS_SHOWN_FOR:
        return redirect(found)
    content = {
        "page": Announcement(event=found, at=at),
        "event": found,
        "address": note.address,
        "until": note.arrived + timedelta(hours=found.hold_hours),
        "left_out": left_out_words(note.left_out),
        "waiting": waiting_words(note.waiting),
        "has_seats": note.asked > note.left_out + note.waiting,
        "is_demo": settings.KUZNIA_DEMO,
    }
    return render(request, "events/delegation_sent.html", content)


def left_out_words(count: int) -> str:
    """Say for how many people of the list there was no seat; nothing where everybody has one."""
    words = ngettext(
        "For %(count)d person on the list there was no seat. The e-mail says who it is.",
        "For %(count)d people on the list there were no seats. The e-mail says who they are.",
        count,
    )
    return words % {"count": count} if count else ""


def waiting_words(count: int) -> str:
    """Say how many people of the list wait for a seat; nothing where nobody does."""
    words = ngettext(
        "%(count)d person on the list waits for a seat. We write to you when one is free.",
        "%(count)d people on the list wait for a seat. We write to you when one is free.",
        count,
    )
    return words % {"count": count} if count else ""


def _submitted(request: HttpRequest, page: Announcement) -> HttpResponse:
    form = _form(request, page)
    if not form.is_valid():
        return _shown(request, page, form)
    entry = form.entry(email="", language=get_language() or "pl")
    arrived, actor = arrived_at(request), actor_of(request)
    try:
        delegation = delegating.sign_up_delegation(
            event=page.event, entry=entry, actor=actor, arrived_at=arrived
        )
    except Refused as refused:
        return _refused(request, page.event.slug, refused)
    members = members_of(delegation)
    left_out = delegation.asked - len(members)
    if person_id_of(actor) is not None:
        return _to_own_page(request, delegation, left_out)
    waiting = sum(member.is_waiting for member in members)
    note = _note_signer(page.event).sign_object(
        [mask_email(entry.contact_email), arrived.isoformat(), delegation.asked, left_out, waiting]
    )
    return SeeOther(f"{reverse('events:delegation-sent', args=[page.event.slug])}?{urlencode({'k': note})}")


def _to_own_page(request: HttpRequest, delegation: Delegation, left_out: int) -> HttpResponse:
    if left_out:
        messages.warning(request, left_out_words(left_out))
    return SeeOther(reverse("events:my-delegation", args=[delegation.code]))


@dataclass(frozen=True, slots=True)
class Note:
    """What the form's answer wrote down: the masked address, and how many people have no seat or wait for one."""

    address: str
    arrived: datetime
    asked: int
    left_out: int
    waiting: int


def _note_read(event: Event, signed: str) -> Note | None:
    """Return what the form's answer wrote down; nothing if it is spoilt."""
    try:
        address, arrived, *counts = _note_signer(event).unsign_object(signed)
    except signing.BadSignature:
        return None
    return Note(address, datetime.fromisoformat(arrived), *counts)


def _note_signer(event: Event) -> signing.Signer:
    return signing.Signer(salt=f"{SENT_SALT}:{event.pk}")


def _refused(request: HttpRequest, slug: str, refused: Refused) -> HttpResponse:
    """Show everything typed with the refusal, and the seats as they are now."""
    found, at = event_or_404(request, slug)
    page = choices_announcement(found, at)
    form = _form(request, page)
    form.add_refusal(refused)
    return _shown(request, page, form)


def _shown(request: HttpRequest, page: Announcement, form: DelegationForm | None) -> HttpResponse:
    content: dict[str, Any] = {"page": page, "event": page.event, "form": form}
    if form is not None:
        content |= {
            "notice": form.notice,
            "notice_blocks": blocks_of(form.notice),
            "suggestions": suggestions(),
            "nothing_saved": _("Nobody has been signed up yet. What you typed is still here."),
        }
    return render(request, "events/delegation_form.html", content)


def _grown(request: HttpRequest, page: Announcement) -> DelegationForm:
    """Return the form with more rows and all that was typed; nothing is judged before it is sent."""
    rows = typed_rows(request.POST) + MORE_ROWS
    form = _made(request, page, data=None, rows=rows)
    typed = {name: value for name, value in request.POST.items() if name != "rows"}
    form.initial = {**form.initial, **typed}
    first_new = form.fields.get(f"row_{form.count - MORE_ROWS}_name")
    if first_new is not None:
        first_new.widget.attrs["autofocus"] = True
    return form


def _form(request: HttpRequest, page: Announcement) -> DelegationForm:
    data = request.POST if request.method == "POST" else None
    return _made(request, page, data=data, rows=typed_rows(request.POST))


def _made(request: HttpRequest, page: Announcement, *, data: Any, rows: int) -> DelegationForm:
    actor = actor_of(request)
    common: dict[str, Any] = {
        "data": data,
        "event": page.event,
        "blocks": page.choices,
        "rows": rows,
        "notice": current_notice(PURPOSE, page.at),
    }
    if person_id_of(actor) is None:
        arrived = arrived_at(request) if request.method == "POST" else page.at
        return VisitorDelegationForm(arrived_at=arrived, **common)
    organisation = queries.organisation_acting(actor)
    known = first_values(actor, organisation_kind=organisation.kind if organisation else "")
    known["contact_name"] = known.pop("name")
    if known.get("coming_for") == ComingFor.ONESELF:
        del known["coming_for"]
    return DelegationForm(initial=known, **common)
