"""Signing up for an event: the form, and the answer to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kuznia.accounts.models import PrivacyNotice
from kuznia.accounts.queries import blocks_of, current_notice
from kuznia.events import queries, rush
from kuznia.events.announcement import Announcement, choices_announcement, seats_announcement
from kuznia.events.forms.noticed import form_key_of
from kuznia.events.forms.sign_up import SignUpForm, VisitorSignUpForm, first_values
from kuznia.events.models import Question
from kuznia.events.services import registrations
from kuznia.events.services.seats import EventFull
from kuznia.events.states import ComingFor, QuestionPurpose
from kuznia.events.views.reading import SeeOther, event_or_404, lone_event_or_404
from kuznia.events.views.sent import sent_url
from kuznia.lib import clock
from kuznia.lib.acting import actor_of
from kuznia.lib.arrival import arrived_at, judged_by_arrival
from kuznia.lib.errors import Refused
from kuznia.lib.policy import person_id_of
from kuznia.ui.caching import FRAGMENTS, SECONDS, is_like_others, is_shared
from kuznia.ui.forms import opened_mark
from kuznia.ui.limits import Limit, limited
from kuznia.ui.stencils import (
    CSRF,
    cut,
    filled,
    hole,
    holes_of,
    kept_stencil,
    stencil_key,
    typed_values,
    with_ticks,
)

PURPOSE = "events.registration"
SIGN_UPS = Limit(name="events.sign_up", per_address=30, per_network=120)
SUGGESTED_FOR_SECONDS = 60
# What every opened form has of its own.
FRESH: dict[str, Callable[[], str]] = {
    "form_key": lambda: str(uuid4()),
    "opened": lambda: opened_mark(clock.now()),
}


@judged_by_arrival
@require_http_methods(["GET", "HEAD", "POST"])
@limited(SIGN_UPS)
@never_cache
def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of an event, or take a sign-up; whoever has signed up already is led to it."""
    if is_shared(request):
        return _fresh_form(request, slug)
    if request.method == "POST" and is_like_others(request):
        with rush.in_turn(slug):
            return _full_at_the_door(request, slug) or _submitted(request, _kept(request, slug))
    found, at = event_or_404(request, slug)
    person = person_id_of(actor_of(request))
    own = queries.live_registration(found, person) if person is not None else None
    if own is not None:
        return redirect("events:my-registration", own.code)
    if request.method == "POST":
        return _submitted(request, _asked(seats_announcement(found, at)))
    page = choices_announcement(found, at)
    return _shown(request, page, _form(request, _asked(page)) if page.is_open else None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form of an event asks."""

    page: Announcement
    questions: list[Question]
    notice: PrivacyNotice


def _asked(page: Announcement) -> Asked:
    questions = queries.asked_questions(page.event, QuestionPurpose.SIGN_UP)
    return Asked(page, questions, current_notice(PURPOSE, page.at))


def _submitted(request: HttpRequest, asked: Asked) -> HttpResponse:
    form, event = _form(request, asked), asked.page.event
    if not form.is_valid():
        return _shown_again(request, event.slug)
    entry = form.entry(email="", language=get_language() or "pl")
    arrived, actor = arrived_at(request), actor_of(request)
    try:
        registration = registrations.sign_up(event=event, entry=entry, actor=actor, arrived_at=arrived)
    except Refused as refused:
        return _shown_refused(request, event.slug, refused)
    if person_id_of(actor) is not None:
        return SeeOther(reverse("events:my-registration", args=[registration.code]))
    return SeeOther(sent_url(event, entry=entry, arrived_at=arrived))


def _kept(request: HttpRequest, slug: str) -> Asked:
    """Return what a visitor's form answers, kept for seconds as the form itself is.

    What it says of seats, times and questions is not relied upon: the service reads all of it anew under the lock.
    """
    key = f"events:asked:{slug}"
    kept: Asked | None = caches[FRAGMENTS].get(key)
    if kept is None:
        kept = _asked(seats_announcement(*lone_event_or_404(request, slug)))
        caches[FRAGMENTS].set(key, kept, SECONDS)
    return replace(kept, page=replace(kept.page, at=arrived_at(request)))


def _fresh_form(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a visitor the form that is kept for all of them, with a key and an hour of her own."""
    key = stencil_key(request, "fresh")
    pieces = kept_stencil(key)
    if pieces is None:
        page = choices_announcement(*event_or_404(request, slug))
        form = _form(request, _asked(page)) if page.is_open else None
        if form is not None:
            form.fields["form_key"].initial, form.fields["opened"].initial = hole("form_key"), hole("opened")
        pieces = cut(key, _shown(request, page, form, token=hole(CSRF)))
    return filled(request, pieces, lambda name: FRESH[name]())


def _full_at_the_door(request: HttpRequest, slug: str) -> HttpResponse | None:
    """Refuse a visitor where the event is full, before event, form and lock cost anything; else None.

    Only while this worker keeps the page of that refusal, so for seconds after somebody was refused under the lock.
    """
    pieces = kept_stencil(_refusal_key(request, EventFull()))
    number = rush.visibly_full_event(slug, arrived_at(request)) if pieces else None
    if pieces is None or number is None:
        return None
    # The second click of the form that took the last seat is led to its sign-up.
    if rush.is_sent_before(form_key_of(request.POST.get("form_key", ""), number)):
        return None
    return filled(request, pieces, typed_values(request))


def _shown_refused(request: HttpRequest, slug: str, refused: Refused) -> HttpResponse:
    """Show everything typed with the refusal; to visitors in a page that is kept, for many are refused at once."""
    if not is_like_others(request):
        return _shown_again(request, slug, refused)
    key = _refusal_key(request, refused)
    pieces = kept_stencil(key)
    if pieces is None:
        page = choices_announcement(*event_or_404(request, slug))
        form = _form(request, _asked(page), data=_coming_for_oneself(request))
        form.data = holes_of(form) | _coming_for_oneself(request)
        form.show_only(refused)
        pieces = cut(key, with_ticks(_shown(request, page, form, token=hole(CSRF))))
    return filled(request, pieces, typed_values(request))


def _refusal_key(request: HttpRequest, refused: Refused) -> str:
    name = f"refused:{refused.field}:{refused.message}:{_coming_for_oneself(request)}"
    return stencil_key(request, name)


def _coming_for_oneself(request: HttpRequest) -> dict[str, str]:
    """Whoever comes for herself is asked for no other name: the one answer that changes the form."""
    is_so = request.POST.get("coming_for") == ComingFor.ONESELF
    return {"coming_for": ComingFor.ONESELF.value} if is_so else {}


def _shown_again(request: HttpRequest, slug: str, refused: Refused | None = None) -> HttpResponse:
    """Show everything typed with what there is to correct, and the seats as they are now."""
    found, at = event_or_404(request, slug)
    page = choices_announcement(found, at)
    form = _form(request, _asked(page))
    if refused is not None:
        form.add_refusal(refused)
    return _shown(request, page, form)


def _shown(
    request: HttpRequest, page: Announcement, form: SignUpForm | None, *, token: str = ""
) -> HttpResponse:
    content: dict[str, Any] = {"page": page, "event": page.event, "form": form}
    if token:
        content["csrf_token"] = token
    if form is not None:
        content |= {
            "notice": form.notice,
            "notice_blocks": blocks_of(form.notice),
            "suggestions": suggestions(),
            "nothing_saved": _("Nobody has been signed up yet. What you typed is still here."),
        }
    return render(request, "events/sign_up.html", content)


def _form(request: HttpRequest, asked: Asked, *, data: Mapping[str, str] | None = None) -> SignUpForm:
    actor, page = actor_of(request), asked.page
    if data is None and request.method == "POST":
        data = request.POST
    common: dict[str, Any] = {
        "data": data,
        "event": page.event,
        "blocks": page.choices,
        "questions": asked.questions,
        "notice": asked.notice,
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
    """Return the sessions that the reader has chosen on the event's page, where they can still be chosen."""
    free = {
        str(line.session.pk) for block in page.choices for line in block.sessions if not line.seats.is_closed
    }
    chosen = {block.field: asked.get(block.field, "") for block in page.choices}
    return {field: number for field, number in chosen.items() if number in free}


def suggestions() -> str:
    """Return the names of the directory as options that a browser suggests, made anew every minute."""
    kept: str | None = caches["fragments"].get("events:suggestions") if settings.KUZNIA_PAGE_CACHE else None
    if kept is None:
        # A thousand names: format_html_join would take as long as the rest of the page.
        names = map(escape, queries.organisation_names())
        kept = SafeString("".join(f'<option value="{name}">' for name in names))
        caches["fragments"].set("events:suggestions", kept, SUGGESTED_FOR_SECONDS)
    return kept
