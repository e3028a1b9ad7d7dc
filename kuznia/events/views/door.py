"""The door on an officer's phone: a photo, a typed code or the list; each answers at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kuznia.accounts.queries import current_notice
from kuznia.events import entrance
from kuznia.events.entrance import Card, Show, card_of, card_of_refusal
from kuznia.events.forms.door import EntryForm, PhotoForm, WalkInForm
from kuznia.events.hours import door_hours, is_door_open
from kuznia.events.models import Attendance, Event, Session
from kuznia.events.photos import code_in_photo
from kuznia.events.queries import door_counts, organisation_names
from kuznia.events.services import attendance as services
from kuznia.events.services.door import take_walk_in
from kuznia.events.views.desk_reading import READ, WRITE, Link, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused

PURPOSE = "events.registration"
CARD_ONLY = "card"
LONGEST_NUMBER = 18


@desk_page(*READ)
def page(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Show the door of the event, or of one of its sessions."""
    event = own_event(request, slug)
    session = _session_or_404(event, str(number or ""))
    return _door(request, event, session, card=_entered(request, event))


@desk_page("POST")
def entry(request: HttpRequest, slug: str) -> HttpResponse:
    """Let somebody in by a code or from the list, and say at once what came of it."""
    event = own_event(request, slug)
    session = _session_or_404(event, request.POST.get("session", ""))
    form = EntryForm(request.POST)
    try:
        _demand_valid(form)
        sent = form.entry(session)
        card = card_of(services.let_in(event=event, entry=sent, actor=actor_of(request)), sent)
    except Refused as refused:
        card = card_of_refusal(refused, request.POST.get("key", ""))
    return _answered(request, event, session, card)


@desk_page("POST")
def photo(request: HttpRequest, slug: str) -> HttpResponse:
    """Let somebody in by the photo of a ticket; the photo is read in memory and forgotten."""
    event = own_event(request, slug)
    session = _session_or_404(event, request.POST.get("session", ""))
    form = PhotoForm(request.POST, request.FILES)
    try:
        _demand_valid(form)
        sent = form.entry(session, code_in_photo(form.cleaned_data["photo"]))
        card = card_of(services.let_in(event=event, entry=sent, actor=actor_of(request)), sent)
    except Refused as refused:
        card = card_of_refusal(refused, request.POST.get("key", ""))
    return _answered(request, event, session, card)


@desk_page("POST")
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an entry back; one that is taken back already stays so."""
    event = own_event(request, slug)
    session = _session_or_404(event, request.POST.get("session", ""))
    key = _key(request.POST.get("key", ""))
    undone = services.undo_attendance(event=event, key=key, actor=actor_of(request)) if key else None
    if undone is not None:
        messages.success(request, _("Taken back: %(name)s.") % {"name": undone.registration.name})
    return SeeOther(_door_url(event, session, request.POST.get("door", "")))


@desk_page(*READ)
def counts(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the present numbers, which the page asks for every few seconds."""
    event = own_event(request, slug)
    return render(
        request,
        "events/door/counts.html",
        _counts(event, _session_or_404(event, request.GET.get("session", ""))),
    )


@desk_page(*WRITE)
def walk_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form for somebody who came without a sign-up, or sign her up and let her in."""
    event = own_event(request, slug)
    is_sent = request.method == "POST"
    named = {"name": request.GET.get("name", ""), "door": request.GET.get("door", "")}
    form = WalkInForm(request.POST if is_sent else None, event=event, initial=named)
    if is_sent and form.is_valid():
        sent = form.walk_in(current_notice(PURPOSE))
        try:
            answer = take_walk_in(event=event, entry=sent, actor=actor_of(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            entered = {"entry": answer.attendance.key} if answer.attendance else {}
            if not entered:
                messages.warning(request, _("This person has a sign-up that waits for a seat: see the list."))
            return SeeOther(_door_url(event, None, sent.door, **entered))
    content = {"event": event, "form": form, "organisations": organisation_names()}
    content["door_url"] = _door_url(event, None, named["door"])
    return render(request, "events/door/walk_in.html", content)


@desk_page(*READ)
def absent(request: HttpRequest, slug: str) -> HttpResponse:
    """List those with a seat who have not come."""
    event = own_event(request, slug)
    content = {**head_of(request, event, "desk-door"), "rows": entrance.absent_rows(event)}
    return render(request, "events/desk/absent.html", content)


def _session_or_404(event: Event, number: str) -> Session | None:
    """Return the session of that number, or None for the event's own door, which has none."""
    if not number:
        return None
    if not number.isascii() or not number.isdecimal() or len(number) > LONGEST_NUMBER:
        raise Http404
    return get_object_or_404(event.sessions.select_related("room"), pk=int(number))


def _demand_valid(form: EntryForm | PhotoForm) -> None:
    """Refuse what cannot be read with the first sentence about it."""
    if not form.is_valid():
        raise Refused(str(next(iter(form.errors.values()))[0]))


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _entered(request: HttpRequest, event: Event) -> Card | None:
    """Return the card of the entry that the address names."""
    key = _key(request.GET.get("entry", ""))
    if key is None:
        return None
    found = Attendance.objects.select_related("registration__organisation", "session")
    attendance = found.filter(key=key, registration__event=event, undone_at__isnull=True).first()
    return entrance.card_of_attendance(attendance) if attendance else None


def _door_url(event: Event, session: Session | None, door_name: str, **query: object) -> str:
    address = (
        reverse("events:desk-door-session", args=[event.slug, session.pk])
        if session
        else reverse("events:desk-door", args=[event.slug])
    )
    asked = {"door": door_name} if door_name else {}
    asked |= {name: str(value) for name, value in query.items()}
    return f"{address}?{urlencode(asked)}" if asked else address


def _answered(request: HttpRequest, event: Event, session: Session | None, card: Card) -> HttpResponse:
    """Send the card alone to the page's script, and the whole page with it to everybody else."""
    if request.POST.get("answer") == CARD_ONLY:
        content = {
            "card": card,
            "event": event,
            "session": session,
            "door_name": request.POST.get("door", ""),
        }
        return render(request, "events/door/card.html", content)
    return _door(request, event, session, card=card)


def _door(request: HttpRequest, event: Event, session: Session | None, *, card: Card | None) -> HttpResponse:
    words, show = request.GET.get("q", "").strip(), request.GET.get("show", Show.ALL)
    door_name = (request.POST.get("door") or request.GET.get("door", ""))[:40]
    show = show if show in Show.LABELS else Show.ALL
    is_open = is_door_open(event, event.read_at)  # type: ignore[attr-defined]
    content = {
        **_counts(event, session),
        "card": card,
        "key": uuid4(),
        "words": words,
        "rows": entrance.door_rows(event, session, words=words, show=show),
        "chips": _chips(event, session, door_name, show),
        "door_name": door_name,
        "hours": "" if is_open else door_hours(event),
        "waiting": entrance.waiting_words(),
        "is_open": is_open,
    }
    return render(request, "events/door/page.html", content)


def _chips(event: Event, session: Session | None, door_name: str, show: str) -> list[Link]:
    return [
        Link(str(label), _door_url(event, session, door_name, show=name) + "#lista", name == show)
        for name, label in Show.LABELS.items()
    ]


def _counts(event: Event, session: Session | None) -> dict[str, Any]:
    doors = entrance.doors_of(door_counts(event))
    here = next((each for each in doors if each.session == session), doors[0])
    return {"event": event, "session": session, "doors": doors, "here": here.count}
