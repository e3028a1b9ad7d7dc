"""An office has badges and attendance sheets set for printing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kuznia.events.forms.printouts import PrintoutForm
from kuznia.events.models import Event
from kuznia.events.queries import printouts_of
from kuznia.events.services.printouts import start_printout
from kuznia.events.views.desk_reading import WRITE, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.files.queries import files_of
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused


@desk_page(*WRITE)
def printouts(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was made for printing with the form, or begin to make a document."""
    event = own_event(request, slug)
    sessions = event.sessions.filter(block__isnull=False)
    form = PrintoutForm(request.POST or None, sessions=sessions)
    if request.method == "POST" and form.is_valid():
        back_url = reverse("events:desk-printouts", args=[event.slug])
        try:
            work = start_printout(
                event=event, actor=actor_of(request), back_url=back_url, **form.cleaned_data
            )
        except Refused as refused:
            form.add_refusal(refused)
        else:
            return SeeOther(work.get_absolute_url())
    content = {**head_of(request, event, "desk-printouts"), "form": form, "printouts": _made(event)}
    return render(request, "events/desk/printouts.html", content)


def _made(event: Event) -> list[dict[str, Any]]:
    return [{"printout": each, "file": files_of(each).first()} for each in printouts_of(event)]
