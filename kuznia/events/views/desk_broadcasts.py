"""An office writes to participants: the form, the preview, the job that sends."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kuznia.events.forms.desk_broadcasts import BroadcastForm
from kuznia.events.letters import broadcast_letter
from kuznia.events.models import Broadcast, Event
from kuznia.events.queries import broadcasts_of, recipients
from kuznia.events.services.broadcasts import send_broadcast
from kuznia.events.views.desk_reading import WRITE, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused


@desk_page(*WRITE)
def broadcasts(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form and what was written before; a filled-in form is previewed, a previewed one sent."""
    event = own_event(request, slug)
    form = BroadcastForm(request.POST or None, event=event)
    step = request.POST.get("step", "")
    if request.method == "POST" and form.is_valid():
        if step == "preview":
            return _preview(request, event, form)
        if step == "send":
            try:
                return SeeOther(_sent(request, event, form))
            except Refused as refused:
                form.add_refusal(refused)
    content = {
        **head_of(request, event, "desk-broadcasts"),
        "form": form,
        "broadcasts": broadcasts_of(event),
    }
    return render(request, "events/desk/broadcasts.html", content)


def _sent(request: HttpRequest, event: Event, form: BroadcastForm) -> str:
    return send_broadcast(event=event, entry=form.entry(), actor=actor_of(request)).get_absolute_url()


def _preview(request: HttpRequest, event: Event, form: BroadcastForm) -> HttpResponse:
    entry = form.entry()
    people = recipients(event=event, group=entry.group, session=entry.session)
    first = people.first()
    message = Broadcast(event=event, title=entry.title, body=entry.body)
    content: dict[str, Any] = {
        **head_of(request, event, "desk-broadcasts"),
        "form": form,
        "letter": broadcast_letter(first, message) if first else None,
        "count": people.values("person").distinct().count(),
        "group": message_group(form),
    }
    return render(request, "events/desk/broadcast_preview.html", content)


def message_group(form: BroadcastForm) -> str:
    """Return to whom the message goes, in words."""
    entry = form.entry()
    named = Broadcast(group=entry.group).get_group_display()
    return f"{named}: {entry.session.title}" if entry.session else named
