"""An office names who stands behind an event beside its host."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kuznia.directory.queries import organisation_called
from kuznia.events.forms.desk import PartyForm
from kuznia.events.queries import organisation_names
from kuznia.events.services import announcing
from kuznia.events.views.desk_reading import WRITE, desk_page, head_of, own_event
from kuznia.events.views.reading import SeeOther
from kuznia.lib.acting import actor_of


@desk_page(*WRITE)
def parties(request: HttpRequest, slug: str) -> HttpResponse:
    """Show co-organisers, patrons and partners with a form, or add one."""
    event = own_event(request, slug)
    form = PartyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        role, name = form.cleaned_data["role"], form.cleaned_data["name"]
        known = organisation_called(name)
        named = {"organisation": known} if known else {"name": name}
        party = announcing.add_party(event=event, role=role, actor=actor_of(request), **named)
        messages.success(request, _("Added: %(name)s.") % {"name": party})
        return SeeOther(reverse("events:desk-parties", args=[event.slug]))
    content = {
        **head_of(request, event, "desk-parties"),
        "form": form,
        "parties": event.parties.select_related("organisation"),
        "organisations": organisation_names(),
    }
    return render(request, "events/desk/parties.html", content)


@desk_page("POST")
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take one off the event's page; whoever is off already stays off."""
    event = own_event(request, slug)
    party = event.parties.filter(pk=number).first()
    if party is not None:
        name = str(party)
        announcing.remove_party(party=party, actor=actor_of(request))
        messages.success(request, _("Taken off the event: %(name)s.") % {"name": name})
    return SeeOther(reverse("events:desk-parties", args=[event.slug]))
