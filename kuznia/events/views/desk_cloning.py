"""An office makes the draft of a new event from one that it has."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.events.forms.desk_cloning import CloneForm
from kuznia.events.services.cloning import clone_event
from kuznia.events.views.desk_reading import WRITE, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.lib.acting import actor_of
from kuznia.lib.errors import Refused


@desk_page(*WRITE)
def clone(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for title and start of the copy, or draft it and lead to its description."""
    event = own_event(request, slug)
    form = CloneForm(request.POST or None, initial={"title": event.title})
    if request.method == "POST" and form.is_valid():
        try:
            draft = clone_event(event=event, actor=actor_of(request), **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("The copy is a draft. Read it through, then publish it."))
            return SeeOther(reverse("events:desk-event-edit", args=[draft.slug]))
    return render(request, "events/desk/clone.html", {**head_of(request, event), "form": form})
