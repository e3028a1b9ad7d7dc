"""An office puts the programme of an event together."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.events import desk
from kuznia.events.announcement import programme_blocks
from kuznia.events.clashes import room_warnings
from kuznia.events.forms.desk import VERSION, Difference
from kuznia.events.forms.desk_programme import ProgrammeForms, session_values
from kuznia.events.models import Event, Session
from kuznia.events.queries import programme_of
from kuznia.events.services import programme as services
from kuznia.events.services.cast import people_called
from kuznia.events.services.moving import move_programme
from kuznia.events.views.desk_events import tell_left
from kuznia.events.views.desk_reading import READ, WRITE, desk_page, head_of, left_behind, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused
from kuznia.lib.policy import Actor

USUAL_LENGTH = timedelta(hours=1)


@desk_page(*READ)
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the items of the programme in order, each with its people, room and seats."""
    event = own_event(request, slug)
    blocks = programme_blocks(event)
    content = {
        **head_of(request, event, "desk-programme"),
        "blocks": blocks,
        "warnings": room_warnings(line.session for block in blocks for line in block.sessions),
        **left_behind(event),
    }
    return render(request, "events/desk/programme.html", content)


@desk_page("POST")
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Move the programme after its event; a second click moves nothing."""
    event = own_event(request, slug)
    if desk.sessions_outside(event):
        try:
            saved = move_programme(event=event, version=_version_read(request), actor=actor_of(request))
        except Refused as refused:
            messages.warning(request, refused.message)
        else:
            messages.success(request, _("The programme was moved with the event."))
            tell_left(request, saved)
    return SeeOther(_programme_page(event))


@desk_page(*WRITE)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of a new item, or add it to the programme."""
    event = own_event(request, slug)
    return _form_page(request, event, None)


@desk_page(*WRITE)
def edit(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the form of an item, or change it; a stale form is shown beside what was saved meanwhile."""
    event = own_event(request, slug)
    session = get_object_or_404(event.sessions.select_related("room"), pk=number)
    return _form_page(request, event, session)


@desk_page(*WRITE)
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask whether to take the item off the programme, or take it off; what is off already stays off."""
    event = own_event(request, slug)
    session = event.sessions.filter(pk=number).first()
    if session is None and request.method == "POST":
        return SeeOther(_programme_page(event))
    session, refusal = get_object_or_404(event.sessions, pk=number), ""
    if request.method == "POST":
        try:
            services.remove_session(session=session, version=_version_read(request), actor=actor_of(request))
        except Refused as refused:
            refusal = refused.message
        else:
            messages.success(request, _("Taken off the programme: “%(title)s”.") % {"title": session.title})
            return SeeOther(_programme_page(event))
    content = {**head_of(request, event, "desk-programme"), "session": session, "refusal": refusal}
    return render(request, "events/desk/session_remove.html", content)


def _form_page(request: HttpRequest, event: Event, session: Session | None) -> HttpResponse:
    values = _first_values(event) if session is None else session_values(session, version=event.version)
    data = request.POST if request.method == "POST" else None
    forms = ProgrammeForms(event=event, session=session, data=data, initial=values)
    differences: list[Difference] = []
    if data is not None and forms.is_valid():
        title = forms.item.cleaned_data["title"]
        is_saved, differences = _save(forms, event, session, actor_of(request))
        if is_saved:
            messages.success(request, _("Saved in the programme: “%(title)s”.") % {"title": title})
            return SeeOther(_programme_page(event))
    content = {
        **head_of(request, event, "desk-programme"),
        "session": session,
        "forms": forms.all,
        "page": forms,
        "differences": differences,
        "names": desk.known_cast_names(actor_of(request)),
    }
    return render(request, "events/desk/session.html", content)


def _save(
    forms: ProgrammeForms, event: Event, session: Session | None, actor: Actor
) -> tuple[bool, list[Difference]]:
    """Return whether the item stands in the programme now, and where it differs from what was saved meanwhile."""
    try:
        _write(forms, event, session, actor)
    except Refused as refused:
        if refused.field != VERSION:
            forms.item.add_refusal(refused)
            return False, []
        return _stale(forms, event, session, refused)
    return True, []


@transaction.atomic
def _write(forms: ProgrammeForms, event: Event, session: Session | None, actor: Actor) -> Session:
    """Write the item and the people who are new to the records together, or nothing."""
    people = people_called(cast=forms.cast(), session=session, actor=actor)
    values: dict[str, Any] = {
        "entry": forms.item.entry(),
        "people": people,
        "version": forms.item.version_read,
        "actor": actor,
    }
    if session is None:
        return services.add_session(event=event, **values)
    return services.change_session(session=session, **values)


def _stale(
    forms: ProgrammeForms, event: Event, session: Session | None, refused: Refused
) -> tuple[bool, list[Difference]]:
    present = Event.objects.get(pk=event.pk)
    if session is None:
        if _stands_already(forms, present):
            return True, []
        forms.item.show_anew(version=present.version, refused=refused)
        return False, []
    saved = Session.objects.select_related("room").filter(pk=session.pk).first()
    differences = forms.item.differences(session_values(saved, version=present.version)) if saved else []
    if saved and not differences and _cast_stands(forms, saved):
        return True, []
    forms.item.show_anew(version=present.version, refused=refused)
    return False, differences


def _stands_already(forms: ProgrammeForms, event: Event) -> bool:
    """True where the same form was sent twice and its item stands in the programme."""
    same = [
        session
        for session in event.sessions.select_related("room")
        if not forms.item.differences(session_values(session, version=event.version))
    ]
    return any(_cast_stands(forms, session) for session in same)


def _cast_stands(forms: ProgrammeForms, session: Session) -> bool:
    typed = [(entry.name, entry.role, entry.title) for entry in forms.cast()]
    return typed == [
        (each.person.name, each.role, each.title) for each in session.people.select_related("person")
    ]


def _first_values(event: Event) -> dict[str, Any]:
    """Let a new item begin where the last one ends."""
    last = max((session.ends_at for session in programme_of(event)), default=event.starts_at)
    starts_at = min(last, event.ends_at)
    ends_at = min(starts_at + USUAL_LENGTH, event.ends_at)
    return {"starts_at": starts_at, "ends_at": ends_at, VERSION: str(event.version)}


def _version_read(request: HttpRequest) -> int:
    typed = request.POST.get(VERSION, "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _programme_page(event: Event) -> str:
    return reverse("events:desk-programme", args=[event.slug])
